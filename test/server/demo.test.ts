import { describe, expect, it, onTestFinished } from 'vitest';
import { loadDemo } from '../../server/demo/index.ts';
import { shownSources } from '../../server/demo/shown-sources.ts';
import { DEMO_SOURCES } from '../../server/demo/sources.ts';
import { pointInside } from '../../server/geography/point-inside.ts';
import { regionOf } from '../../server/geography/region.ts';
import { timeZoneAt } from '../../server/geography/time-zone.ts';
import type { Storage } from '../../server/storage/repository.ts';
import { toWgs84 } from '../../shared/datum.ts';
import { openingStateOf } from '../../shared/opening-hours.ts';
import type { Position } from '../../shared/position.ts';
import type { Store } from '../../shared/store.ts';
import { aStore, openTestStorage, tester } from '../support/stores.ts';

/** Where the simulated client's customers are, in WGS-84. */
const CONVERSATIONS: [where: string, position: Position][] = [
  ['北京学院路', [116.3519, 40.0033]],
  ['深圳福田', [114.0185, 22.5336]],
  ['上海人民广场', [121.4692, 31.2324]],
  ['香港尖沙咀', [114.1722, 22.2976]],
  ['首尔中区', [126.978, 37.5665]],
];

/** A Sunday evening in Beijing. */
const LOADED = new Date('2026-11-22T20:40:00+08:00');

async function demo(): Promise<{ storage: Storage; all: Store[] }> {
  const storage = await openTestStorage();
  onTestFinished(() => storage.close());
  await loadDemo(storage, LOADED);
  return { storage, all: (await storage.stores.list({ limit: 10_000 })).stores };
}

const wgs84 = ({ position: { longitude, latitude, datum } }: Store): Position =>
  toWgs84({ position: [longitude, latitude], datum });

const named = (stores: readonly Store[], name: string, branch?: string): Store =>
  stores.find((store) => store.name === name && store.branch === branch)!;

describe('the demo catalogue', () => {
  it('fills a catalogue that never held a store, once', async () => {
    const storage = await openTestStorage();
    onTestFinished(() => storage.close());
    expect(await loadDemo(storage, LOADED)).toBe(2_192);
    await storage.stores.remove(['osm-node-297113664'], tester);
    expect(await loadDemo(storage, LOADED)).toBe(0);
    expect(await storage.stores.get('osm-node-297113664')).toBeUndefined();
  });

  it('leaves a catalogue alone in which somebody else’s stores are, or were', async () => {
    const storage = await openTestStorage();
    onTestFinished(() => storage.close());
    await storage.stores.put([{ id: 'mine', fields: aStore() }], tester);
    await storage.stores.remove(['mine'], tester);
    expect(await loadDemo(storage, LOADED)).toBe(0);
  });

  it('tells by a store’s id which source it is from', async () => {
    const { storage, all } = await demo();
    const ofSource = DEMO_SOURCES.map(
      ({ idPrefix }) => all.filter(({ id }) => id.startsWith(idPrefix)).length,
    );
    expect(ofSource).toEqual([77, 339, 1_219, 340, 217]);
    expect(await shownSources(storage.stores)).toEqual(DEMO_SOURCES);
  });

  it('keeps the numbers of the sources in their own datum', async () => {
    const { all } = await demo();
    expect(named(all, '星巴克', '紫荆广场店').position).toEqual({
      longitude: 121.522759,
      latitude: 31.280426,
      datum: 'bd09',
    });
    expect(named(all, '奇遇花园').position).toEqual({ longitude: 116.342, latitude: 39.941, datum: 'wgs84' });
    expect(Map.groupBy(all, ({ position }) => position.datum).get('gcj02')).toHaveLength(18);
  });

  it('has every store in the region and the time zone that it stands in', async () => {
    const { all } = await demo();
    const misplaced = all.filter(
      (store) => regionOf(wgs84(store)) !== store.region || timeZoneAt(wgs84(store)) !== store.timeZone,
    );
    expect(misplaced.map(({ id }) => id)).toEqual([]);
  });

  it('keeps the shop that is filed under Shanghai but stands in Zhoushan', async () => {
    const { all } = await demo();
    const shop = named(all, '欧尚超市', '舟山店');
    expect(shop.position.longitude).toBe(122.326426);
    expect(shop.address).toEqual({ province: '浙江省', city: '舟山市' });
  });

  it('has cafés that closed down, and never finds them', async () => {
    const { storage, all } = await demo();
    const closed = all.filter(({ id, status }) => id.startsWith('cafe-') && status === 'closed');
    expect(closed).toHaveLength(11);
    const near = await storage.stores.nearest(wgs84(closed[0]!), { limit: 50 });
    expect(near.map(({ store }) => store.id)).not.toContain(closed[0]!.id);
  });

  it('has both shops where two share their coordinates, and no hit that is no shop', async () => {
    const { all } = await demo();
    expect(named(all, '屈臣氏', '控江路店').position).toEqual(named(all, '麦当劳', '控江路餐厅').position);
    for (const name of ['本田路', '肯德基(崇明餐厅)-洗手间', '宾利夜总会', '王国维墓']) {
      expect(all.some((store) => store.name === name)).toBe(false);
    }
  });

  it('has plain text only, read hours, and the rest of the text as a note', async () => {
    const { all } = await demo();
    expect(all.filter((store) => /<\w|&\w+;/.test(JSON.stringify(store))).map(({ id }) => id)).toEqual([]);
    const venue = named(all, '北區運動場 North District Sports Ground');
    expect(venue).toMatchObject({
      openingHours: 'Mo-Su 07:00-23:00',
      phones: ['2679 4913'],
      address: { city: '香港', district: '北區', street: '上水天平路26號' },
    });
    expect(named(all, 'Costa Coffee', '汉威店').openingHours).toBe('Mo-Fr 07:30-20:00; Sa,Su off');
    expect(
      all.filter((store) => store.region === 'HK' && store.openingHoursNote?.includes('定期保養日除外'))
        .length,
    ).toBe(7);
  });

  it('names whom to thank for every real table', () => {
    expect(DEMO_SOURCES.map(({ attribution }) => attribution)).toEqual([
      undefined,
      'awesome-cn-cafe contributors',
      'Copyright (c) 2017 天堂龙',
      'The Government of the HKSAR',
      '© OpenStreetMap contributors',
    ]);
  });
});

describe('the invented stores', () => {
  const inventedOf = (stores: readonly Store[]) => stores.filter(({ id }) => id.startsWith('demo-'));

  it('say that they are, and cannot be called', async () => {
    const { all } = await demo();
    const invented = inventedOf(all);
    expect(invented).toHaveLength(77);
    expect(invented.filter(({ name }) => !name.includes('示例'))).toEqual([]);
    const local = invented.flatMap(({ phones }) =>
      phones.map((phone) => phone.replace(/^\+\d+ |^0\d+-/, '')),
    );
    expect(local.filter((number) => !/^(?:2-)?0/.test(number))).toEqual([]);
  });

  it.each(CONVERSATIONS)(
    'are at least ten with hours, address and phone within 3 km of %s',
    async (_where, position) => {
      const { storage } = await demo();
      const near = await storage.stores.nearest(position, { radiusMeters: 3_000, limit: 1_000 });
      const whole = inventedOf(near.map(({ store }) => store)).filter(
        ({ openingHours, address, phones }) => openingHours && address.street && phones.length > 0,
      );
      expect(whole.length).toBeGreaterThanOrEqual(10);
    },
  );

  it.each(CONVERSATIONS)(
    'around %s close one after the other through the evening',
    async (where, position) => {
      const { storage } = await demo();
      const near = await storage.stores.nearest(position, { radiusMeters: 3_000, limit: 1_000 });
      for (const hour of [18, 19, 20, 21, 22, 23]) {
        const at = new Date(`2026-11-24T${hour}:00:00${where === '首尔中区' ? '+09:00' : '+08:00'}`);
        const soon = near.filter(({ store }) => {
          const { state, changesAt } = openingStateOf(store, at);
          return state === 'open' && changesAt !== null && Date.parse(changesAt) - at.getTime() <= 3_600_000;
        });
        expect(soon.length, `closing after ${hour}:00`).toBeGreaterThan(0);
      }
    },
  );

  it('show every state', async () => {
    const { all } = await demo();
    const states = (at: string) =>
      new Set(inventedOf(all).map((store) => openingStateOf(store, new Date(at)).state));
    expect(states('2026-11-22T20:40:00+08:00')).toEqual(
      new Set(['open', 'closed', 'temporarily-closed', 'unknown']),
    );
    const closures = inventedOf(all).flatMap(({ closure }) => closure ?? []);
    expect(closures.some(({ until }) => until === undefined)).toBe(true);
    expect(closures.some(({ until }) => until === '2026-12-02T16:00:00Z')).toBe(true);
    expect(named(all, '示例服饰', '清华东路店').exceptions).toEqual([
      { date: '2026-11-22', openingHours: '12:00-20:30', note: '店庆调整' },
      { date: '2026-11-23', openingHours: 'off', note: '盘点' },
    ]);
    expect(new Set(inventedOf(all).map(({ status }) => status))).toEqual(
      new Set(['published', 'draft', 'closed']),
    );
  });
});

describe('a point inside', () => {
  it('lies inside a horseshoe, whose centroid does not', () => {
    const horseshoe = [
      [0, 0],
      [9, 0],
      [9, 9],
      [6, 9],
      [6, 3],
      [3, 3],
      [3, 9],
      [0, 9],
      [0, 0],
    ];
    expect(pointInside({ type: 'Polygon', coordinates: [horseshoe] })).toEqual([1.5, 4.5]);
  });

  it('lies in the largest of several polygons, beside its hole', () => {
    const square = (from: number, to: number) => [
      [from, from],
      [to, from],
      [to, to],
      [from, to],
      [from, from],
    ];
    const ring = [square(10, 20), square(11, 18)];
    expect(pointInside({ type: 'MultiPolygon', coordinates: [[square(0, 1)], ring] })).toEqual([19, 15]);
  });
});
