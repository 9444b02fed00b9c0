// What every storage engine must do, told as facts; an engine proves itself by running them.
import { describe, expect, it, onTestFinished } from 'vitest';
import type { PublishedChange, Storage } from '../../../server/storage/repository.ts';
import { categoriesWithin } from '../../../shared/category.ts';
import { toWgs84 } from '../../../shared/datum.ts';
import { distanceMeters, type Position } from '../../../shared/position.ts';
import type { StoreFields, WirePosition } from '../../../shared/store.ts';
import { aStore, tester } from '../../support/stores.ts';
import { randomNumbers } from './random.ts';

const at = (longitude: number, latitude: number, datum: WirePosition['datum'] = 'wgs84'): WirePosition => ({
  longitude,
  latitude,
  datum,
});

/** @param open  an empty storage of its own for each call */
export function testStorage(name: string, open: () => Promise<Storage>) {
  async function opened(): Promise<Storage> {
    const storage = await open();
    onTestFinished(() => storage.close());
    return storage;
  }

  async function holding(...fields: StoreFields[]) {
    const storage = await opened();
    return {
      storage,
      stores: storage.stores,
      kept: await storage.stores.put(
        fields.map((each) => ({ fields: each })),
        tester,
      ),
    };
  }

  describe(`${name}: writing stores`, () => {
    it('keeps a store exactly as given, its numbers in their own datum included', async () => {
      const fields = aStore({
        sid: 'BJ-0042',
        position: at(116.32648, 39.99221, 'bd09'),
        exceptions: [{ date: '2026-10-01', openingHours: 'off', note: '国庆' }],
        closure: { from: '2026-11-01T00:00:00+08:00', reason: '装修' },
        confirmedAt: '2026-11-01T02:00:00Z',
      });
      const { stores, kept } = await holding(fields);
      const { id, version, createdAt, updatedAt, ...rest } = (await stores.get(kept[0]!.id))!;
      expect(rest).toEqual(fields);
      expect(version).toBe(1);
      expect(updatedAt).toBe(createdAt);
      expect(createdAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
      expect(id).toBe(kept[0]!.id);
    });

    it('gives ids that begin with the time of their making (UUID version 7)', async () => {
      const before = Date.now();
      const { kept } = await holding(aStore());
      expect(kept[0]!.id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
      const made = Number.parseInt(kept[0]!.id.replaceAll('-', '').slice(0, 12), 16);
      expect(made).toBeGreaterThanOrEqual(before);
      expect(made).toBeLessThanOrEqual(Date.now());
    });

    it('counts versions, and makes none where nothing changes', async () => {
      const { stores, kept } = await holding(aStore());
      const { id } = kept[0]!;
      const [again] = await stores.put([{ id, fields: aStore() }], tester);
      expect(again!.version).toBe(1);
      const [changed] = await stores.put([{ id, fields: aStore({ name: '示例书店' }) }], tester);
      expect(changed!.version).toBe(2);
      expect(changed!.createdAt).toBe(kept[0]!.createdAt);
    });

    it('refuses a change to a version that somebody else has replaced', async () => {
      const { stores, kept } = await holding(aStore());
      const { id } = kept[0]!;
      await stores.put([{ id, fields: aStore({ name: '甲' }), ifVersion: 1 }], tester);
      await expect(
        stores.put([{ id, fields: aStore({ name: '乙' }), ifVersion: 1 }], tester),
      ).rejects.toMatchObject({
        code: 'VERSION_CONFLICT',
        message: `The store ${id} is at version 2, not 1`,
      });
      expect((await stores.get(id))!.name).toBe('甲');
      await expect(stores.put([{ id, fields: aStore(), ifVersion: 0 }], tester)).rejects.toMatchObject({
        code: 'VERSION_CONFLICT',
      });
    });

    it('writes all of them or none', async () => {
      const { stores } = await holding(aStore({ sid: 'taken' }));
      await expect(
        stores.put([{ id: 'new', fields: aStore() }, { fields: aStore({ sid: 'taken' }) }], tester),
      ).rejects.toMatchObject({ code: 'SID_TAKEN' });
      expect(await stores.get('new')).toBeUndefined();
      expect(await stores.changesAfter(1, 10)).toEqual([]);
    });

    it('lets two stores exchange their sids in one write, and no two have the same', async () => {
      const { stores, kept } = await holding(aStore({ sid: 'A' }), aStore({ sid: 'B' }));
      const [a, b] = kept.map(({ id }) => id);
      await stores.put(
        [
          { id: a!, fields: aStore({ sid: 'B' }) },
          { id: b!, fields: aStore({ sid: 'A' }) },
        ],
        tester,
      );
      expect((await stores.getMany([a!, b!])).map(({ sid }) => sid)).toEqual(['B', 'A']);
      await expect(
        stores.put([{ fields: aStore({ sid: 'C' }) }, { fields: aStore({ sid: 'C' }) }], tester),
      ).rejects.toMatchObject({ code: 'SID_TAKEN' });
    });

    it('refuses one store twice in a write, and ids that do not fit an address', async () => {
      const { stores } = await holding();
      const put = { id: 'one', fields: aStore() };
      await expect(stores.put([put, put], tester)).rejects.toMatchObject({ code: 'REPEATED_ID' });
      await expect(stores.put([{ id: 'a,b', fields: aStore() }], tester)).rejects.toMatchObject({
        code: 'INVALID_ID',
      });
    });

    it('keeps every version with its author, through removal and return', async () => {
      const { stores } = await holding();
      const anna = { kind: 'user', name: 'anna' } as const;
      await stores.put([{ id: 'x', fields: aStore({ name: '甲' }) }], tester);
      await stores.put([{ id: 'x', fields: aStore({ name: '乙' }) }], anna);
      expect(await stores.remove(['x', 'x', 'never'], anna)).toBe(1);
      expect(await stores.get('x')).toBeUndefined();
      const [beforeRemoval] = (await stores.versions('x')).slice(1);
      const [back] = await stores.put([{ id: 'x', fields: beforeRemoval!.fields! }], tester);
      expect(back).toMatchObject({ name: '乙', version: 4 });
      const history = await stores.versions('x');
      expect(history.map(({ version, fields, by }) => [version, fields?.name, by.name])).toEqual([
        [4, '乙', 'test'],
        [3, undefined, 'anna'],
        [2, '乙', 'anna'],
        [1, '甲', 'test'],
      ]);
    });

    it('answers what exists of many ids, in their order', async () => {
      const { stores } = await holding();
      await stores.put(
        ['a', 'b', 'c'].map((id) => ({ id, fields: aStore() })),
        tester,
      );
      expect((await stores.getMany(['c', 'nobody', 'a'])).map(({ id }) => id)).toEqual(['c', 'a']);
      expect(await stores.getMany([])).toEqual([]);
    });

    it('writes several thousand at once', async () => {
      const { stores } = await holding();
      const puts = Array.from({ length: 3_001 }, (_, i) => ({ fields: aStore({ sid: `s${i}` }) }));
      const kept = await stores.put(puts, tester);
      expect(kept.map(({ sid }) => sid)).toEqual(puts.map(({ fields }) => fields.sid));
      expect(
        await stores.remove(
          kept.map(({ id }) => id),
          tester,
        ),
      ).toBe(3_001);
    });
  });

  describe(`${name}: what published stores there are`, () => {
    it('tells listeners of each commit in revision order, before the write resolves', async () => {
      const { stores } = await holding();
      const heard: PublishedChange[] = [];
      const stop = stores.watch((changes) => heard.push(...changes));
      const writes = ['a', 'b', 'c', 'd'].map(async (id) => {
        await stores.put([{ id, fields: aStore() }], tester);
        expect(heard.some((change) => change.id === id)).toBe(true);
      });
      await Promise.all(writes);
      await stores.put([{ id: 'a', fields: aStore({ status: 'closed' }) }], tester);
      await stores.remove(['b'], tester);
      stop();
      await stores.remove(['c'], tester);
      expect(heard.map(({ revision }) => revision)).toEqual([1, 2, 3, 4, 5, 6]);
      expect(heard.slice(4).map(({ id, store }) => [id, store])).toEqual([
        ['a', undefined],
        ['b', undefined],
      ]);
      expect((await stores.changesAfter(4, 2)).map(({ id }) => id)).toEqual(['a', 'b']);
      expect(await stores.changesAfter(7, 10)).toEqual([]);
    });

    it('is not stopped by a listener that throws', async () => {
      const { stores } = await holding();
      const warned = new Promise<Error>((resolve) => process.once('warning', resolve));
      const heard: string[] = [];
      stores.watch(() => {
        throw new Error('a listener fails');
      });
      stores.watch((changes) => heard.push(...changes.map(({ id }) => id)));
      await stores.put([{ id: 'a', fields: aStore() }], tester);
      expect(heard).toEqual(['a']);
      expect((await warned).message).toBe('a listener fails');
    });

    it('pages through them as of one revision, whatever is written meanwhile', async () => {
      const { stores } = await holding();
      const id = (i: number) => `s${String(i).padStart(5, '0')}`;
      const all = Array.from({ length: 2_500 }, (_, i) => ({
        id: id(i),
        fields: aStore({ status: i % 10 === 0 ? 'draft' : 'published' }),
      }));
      await stores.put(all, tester);
      const { revision, stores: pages } = await stores.published();
      expect(revision).toBe(2_500);
      const seen: string[] = [];
      for await (const page of pages) {
        if (seen.length === 0) {
          await stores.put(
            [
              { id: id(1), fields: aStore({ name: '改名' }) },
              { id: id(2_001), fields: aStore({ name: '改名' }) },
              { id: id(2_000), fields: aStore() },
              { id: 's02000a', fields: aStore() },
            ],
            tester,
          );
          await stores.remove([id(2_002)], tester);
        }
        expect(page.every(({ name, status }) => name !== '改名' && status === 'published')).toBe(true);
        seen.push(...page.map((store) => store.id));
      }
      expect(seen).toEqual(all.filter((_, i) => i % 10 !== 0).map((put) => put.id));
      expect((await stores.changesAfter(revision, 10)).map((change) => change.id)).toEqual([
        id(1),
        id(2_001),
        id(2_000),
        's02000a',
        id(2_002),
      ]);
    });

    it('has revision 0 and no page while it never held a store', async () => {
      const { stores } = await holding();
      const { revision, stores: pages } = await stores.published();
      expect(revision).toBe(0);
      expect(await Array.fromAsync(pages)).toEqual([]);
    });
  });

  describe(`${name}: lists`, () => {
    const ids = async (listed: Promise<{ stores: { id: string }[] }>) =>
      (await listed).stores.map(({ id }) => id);

    it('shows every store once over its pages, inserts and deletes between them notwithstanding', async () => {
      const { stores } = await holding();
      await stores.put(
        ['a', 'b', 'c', 'd', 'e'].map((id) => ({ id, fields: aStore() })),
        tester,
      );
      const first = await stores.list({ limit: 2 });
      expect(first.stores.map(({ id }) => id)).toEqual(['a', 'b']);
      await stores.remove(['b', 'd'], tester);
      await stores.put(
        ['aa', 'cc'].map((id) => ({ id, fields: aStore() })),
        tester,
      );
      const second = await stores.list({ limit: 2, cursor: first.next! });
      expect(second.stores.map(({ id }) => id)).toEqual(['c', 'cc']);
      const third = await stores.list({ limit: 2, cursor: second.next! });
      expect(third.stores.map(({ id }) => id)).toEqual(['e']);
      expect(third.next).toBeUndefined();
    });

    it.each(['', 'nonsense!', "' or 1=1 --", 'YSxi', '8J+YgA=='])('refuses the cursor %j', async (cursor) => {
      const { stores } = await holding();
      await expect(stores.list({ limit: 1, cursor })).rejects.toMatchObject({
        code: 'INVALID_CURSOR',
        statusCode: 400,
      });
    });

    it('by status, sid and category, a category meaning those below it too', async () => {
      const { stores } = await holding();
      await stores.put(
        [
          { id: 'cafe', fields: aStore({ sid: 'S1' }) },
          { id: 'bakery', fields: aStore({ categories: ['bakery', 'shopping'] }) },
          { id: 'bank', fields: aStore({ categories: ['bank'], status: 'draft' }) },
        ],
        tester,
      );
      expect(await ids(stores.list({ limit: 9, category: 'food' }))).toEqual(['bakery', 'cafe']);
      expect(await ids(stores.list({ limit: 9, category: 'cafe' }))).toEqual(['cafe']);
      expect(await ids(stores.list({ limit: 9, category: 'nothing' }))).toEqual([]);
      expect(await ids(stores.list({ limit: 9, status: 'draft' }))).toEqual(['bank']);
      expect(await ids(stores.list({ limit: 9, sid: 'S1' }))).toEqual(['cafe']);
    });

    it('by the words of name, branch, address and sid, case and width apart, wildcards being letters', async () => {
      const { stores } = await holding();
      await stores.put(
        [
          { id: 'a', fields: aStore({ name: 'Costa Coffee', branch: '欧美汇店', sid: 'BJ-1' }) },
          { id: 'b', fields: aStore({ name: '折扣 50%_off!', branch: '学院路店', address: {} }) },
          {
            id: 'c',
            fields: aStore({ name: "小王'的店", branch: '五道口店', address: { street: '成府路２８号' } }),
          },
        ],
        tester,
      );
      const found = (text: string) => ids(stores.list({ limit: 9, text }));
      expect(await found('ｃｏｓｔａ 欧美')).toEqual(['a']);
      expect(await found('bj-1')).toEqual(['a']);
      expect(await found('%')).toEqual(['b']);
      expect(await found('_')).toEqual(['b']);
      expect(await found('!')).toEqual(['b']);
      expect(await found("王'的")).toEqual(['c']);
      expect(await found('成府路28号')).toEqual(['c']);
      expect(await found('五道口 学院路')).toEqual([]);
      expect(await found('  ')).toEqual(['a', 'b', 'c']);
    });

    it('by a box in WGS-84, whatever datum the stores have, and across the antimeridian', async () => {
      const { stores } = await holding();
      await stores.put(
        [
          // BD-09 of the Bund: in WGS-84 it lies at 121.4853, 31.2383 (about 1 km west and south).
          { id: 'bund', fields: aStore({ position: at(121.49614, 31.24213, 'bd09') }) },
          { id: 'taveuni', fields: aStore({ position: at(-179.97, -16.85), region: 'other' }) },
          { id: 'labasa', fields: aStore({ position: at(179.38, -16.43), region: 'other' }) },
        ],
        tester,
      );
      const inside = (bbox: [number, number, number, number]) => ids(stores.list({ limit: 9, bbox }));
      expect(await inside([121.483, 31.236, 121.488, 31.24])).toEqual(['bund']);
      expect(await inside([121.49, 31.2415, 121.5, 31.2425])).toEqual([]);
      expect(await inside([179, -17, -179, -16])).toEqual(['labasa', 'taveuni']);
      expect(await inside([-180, -17, -179, -16])).toEqual(['taveuni']);
    });
  });

  describe(`${name}: the nearest`, () => {
    it('are found on both sides of the antimeridian, nearest first', async () => {
      const { stores } = await holding();
      await stores.put(
        [
          { id: 'taveuni', fields: aStore({ position: at(-179.97, -16.85), region: 'other' }) },
          { id: 'labasa', fields: aStore({ position: at(179.38, -16.43), region: 'other' }) },
        ],
        tester,
      );
      const near = await stores.nearest([-180, -16.8], { limit: 2 });
      expect(near.map(({ store }) => store.id)).toEqual(['taveuni', 'labasa']);
    });

    it('are published ones only, ties by id', async () => {
      const { stores } = await holding();
      await stores.put(
        [
          { id: 'c', fields: aStore() },
          { id: 'a', fields: aStore() },
          { id: 'b', fields: aStore({ status: 'draft' }) },
        ],
        tester,
      );
      const near = await stores.nearest([116.35, 40], { limit: 9 });
      expect(near.map(({ store }) => store.id)).toEqual(['a', 'c']);
      expect(await stores.nearest([116.35, 40], { limit: 9, radiusMeters: 100 })).toEqual([]);
    });

    it('are exactly those that measuring all of them gives, everywhere on earth', async () => {
      const random = randomNumbers(20261122);
      const around: Position[] = [
        [116.35, 40],
        [114.06, 22.52],
        [180, -17],
        [-180, 66],
        [12, 90],
        [-70, -90],
        [0, 0],
      ];
      const somewhere = (): Position => {
        if (random() < 0.2) return [random() * 360 - 180, (Math.asin(random() * 2 - 1) * 180) / Math.PI];
        const [lon, lat] = around[Math.floor(random() * around.length)]!;
        const spread = 10 ** (-3 + 4 * random());
        const wrapped = ((lon + (random() - 0.5) * spread * 4 + 540) % 360) - 180;
        return [wrapped, Math.max(-90, Math.min(90, lat + (random() - 0.5) * spread))];
      };
      const categories = ['cafe', 'bakery', 'bank'];
      const { storage, stores, kept } = await holding(
        ...Array.from({ length: 1_500 }, (_, i) => {
          const [longitude, latitude] = somewhere();
          return aStore({
            position: at(longitude, latitude),
            categories: [categories[i % 3]!],
            region: 'other',
          });
        }),
      );
      const tree = await storage.categories.all();
      for (let query = 0; query < 300; query++) {
        const from = somewhere();
        const limit = 1 + Math.floor(random() * 12);
        const radiusMeters = random() < 0.5 ? undefined : 10 ** (2 + 5.3 * random());
        const category = [undefined, 'cafe', 'food'][query % 3];
        const within = category && categoriesWithin(tree, category);
        const expected = kept
          .filter((store) => !within || within.includes(store.categories[0]!))
          .map((store) => {
            const { longitude, latitude, datum } = store.position;
            const position = toWgs84({ position: [longitude, latitude], datum });
            return { id: store.id, distanceMeters: distanceMeters(from, position) };
          })
          .filter((store) => store.distanceMeters <= (radiusMeters ?? Number.POSITIVE_INFINITY))
          .sort((a, b) => a.distanceMeters - b.distanceMeters || (a.id < b.id ? -1 : 1))
          .slice(0, limit);
        const near = await stores.nearest(from, {
          limit,
          ...(radiusMeters && { radiusMeters }),
          ...(category && { category }),
        });
        expect(near.map(({ store, distanceMeters }) => ({ id: store.id, distanceMeters }))).toEqual(expected);
      }
    });
  });

  describe(`${name}: categories and settings`, () => {
    it('has the shipped categories until somebody decides, and adds to them', async () => {
      const { categories } = await opened();
      const shipped = await categories.all();
      expect(shipped.find(({ id }) => id === 'cafe')).toMatchObject({ name: '咖啡', parent: 'food' });
      await categories.put(
        [
          { id: 'cafe', name: '咖啡馆', nameEn: 'Café', parent: 'food', icon: 'cafe' },
          { id: 'tea', name: '茶馆', nameEn: 'Tea house', parent: 'food', icon: 'cafe' },
        ],
        tester,
      );
      const all = await categories.all();
      expect(all.length).toBe(shipped.length + 1);
      expect(all.find(({ id }) => id === 'cafe')?.name).toBe('咖啡馆');
      expect(all.at(-1)?.id).toBe('tea');
    });

    it('refuses a category under one that does not exist, or under itself', async () => {
      const { categories } = await opened();
      const tea = { id: 'tea', name: '茶馆', nameEn: 'Tea', icon: 'cafe' };
      await expect(categories.put([{ ...tea, parent: 'nowhere' }], tester)).rejects.toMatchObject({
        code: 'INVALID_CATEGORY',
      });
      await expect(
        categories.put([{ id: 'food', name: '餐饮', nameEn: 'Food', icon: 'food', parent: 'cafe' }], tester),
      ).rejects.toMatchObject({ code: 'INVALID_CATEGORY' });
      expect((await categories.all()).some(({ id }) => id === 'tea')).toBe(false);
    });

    it('counts published stores, those of lower categories once each', async () => {
      const { storage } = await holding(
        aStore({ categories: ['cafe', 'bakery'] }),
        aStore({ categories: ['cafe'] }),
        aStore({ categories: ['bank'], status: 'draft' }),
        aStore({ categories: ['of-their-own'] }),
      );
      expect(await storage.categories.counts()).toEqual(
        new Map([
          ['food', 2],
          ['cafe', 2],
          ['bakery', 1],
          ['of-their-own', 1],
        ]),
      );
    });

    it('answers the defaults where nothing was decided, and keeps the rest when one thing is', async () => {
      const { settings } = await opened();
      expect((await settings.plugin()).onLocation).toBe('put');
      expect((await settings.putPlugin({ onLocation: 'choose' }, tester)).onLocation).toBe('choose');
      expect((await settings.putPlugin({ numberOfStores: 5 }, tester)).onLocation).toBe('choose');
      expect(await settings.plugin()).toMatchObject({
        onLocation: 'choose',
        numberOfStores: 5,
        radiusMeters: 3_000,
      });
      await expect(settings.putPlugin({ numberOfStores: 51 }, tester)).rejects.toMatchObject({
        code: 'INVALID_SETTING',
        parameter: '/numberOfStores',
      });
    });
  });
}
