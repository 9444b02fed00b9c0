import { describe, expect, it } from 'vitest';
import type { NearbyQuery } from '../../../server/nearby/nearby-query.ts';
import type { Store } from '../../../shared/store.ts';
import { numbers } from '../../support/numbers.ts';
import { bruteForce, places } from './catalogues.ts';
import { anywhere, serviceOver, storeWith } from './feed.ts';

type Service = Awaited<ReturnType<typeof serviceOver>>['service'];
const answerOf = (service: Service, query: Partial<NearbyQuery> = {}) =>
  JSON.parse(service.answer({ ...anywhere, ...query }, '').json.toString());
const firstOf = (service: Service) => {
  const { open, hoursToday } = answerOf(service).stores[0];
  return { state: open.state, changesAt: open.changesAt, hoursToday };
};

describe('what is kept of the hours ends when they say so', () => {
  it('the state at its own change', async () => {
    let now = Date.parse('2026-11-23T21:59:59.999+08:00');
    const { service } = await serviceOver([storeWith('a', { openingHours: 'Mo-Su 08:00-22:00' })], () => now);
    expect(firstOf(service)).toMatchObject({ state: 'open', changesAt: '2026-11-23T22:00:00+08:00' });
    now += 1;
    expect(firstOf(service)).toMatchObject({ state: 'closed', changesAt: '2026-11-24T08:00:00+08:00' });
  });

  it('the hours of the day at the local midnight, in the zone of the store', async () => {
    // Midnight in Tokyo is 23:00 in Shanghai.
    let now = Date.parse('2026-11-22T23:59:59.999+09:00');
    const tokyo = storeWith('a', { timeZone: 'Asia/Tokyo', openingHours: 'Mo 10:00-12:00; Su 13:00-18:00' });
    const { service } = await serviceOver([tokyo], () => now);
    expect(firstOf(service).hoursToday).toEqual([['13:00', '18:00']]);
    now += 1;
    expect(firstOf(service).hoursToday).toEqual([['10:00', '12:00']]);
  });

  it('a clock set back is believed', async () => {
    let now = Date.parse('2026-11-23T22:30:00+08:00');
    const { service } = await serviceOver([storeWith('a', { openingHours: 'Mo-Su 08:00-22:00' })], () => now);
    expect(firstOf(service).state).toBe('closed');
    now -= 3_600_000;
    expect(firstOf(service).state).toBe('open');
  });

  it('a temporary closure at its start and at its end', async () => {
    let now = Date.parse('2026-11-23T11:00:00+08:00');
    const closing = storeWith('a', {
      openingHours: 'Mo-Su 08:00-22:00',
      closure: { from: '2026-11-23T12:00:00+08:00', until: '2026-11-23T13:00:00+08:00' },
    });
    const { service } = await serviceOver([closing], () => now);
    expect(firstOf(service).state).toBe('open');
    now += 3_600_000;
    expect(firstOf(service).state).toBe('temporarily-closed');
    now += 3_600_000;
    expect(firstOf(service).state).toBe('open');
  });
});

describe('writes', () => {
  it('of thousands at once appear together, those after them later, none lost', async () => {
    const all = places('clustered in cities', 6_000, 7);
    const stores = all.map(({ id, position: [longitude, latitude] }) =>
      storeWith(id, { position: { longitude, latitude, datum: 'wgs84' } }),
    );
    const { service, tell } = await serviceOver(stores.slice(0, 10));
    tell(stores.slice(10).map((store) => ({ id: store.id, store })));
    tell([{ id: all[0]!.id, store: undefined }]);
    expect(service.size).toBe(10);
    await expect.poll(() => service.size).toBe(5_999);
    const random = numbers(8);
    for (let query = 0; query < 20; query++) {
      const { position } = all[Math.floor(random() * all.length)]!;
      const found = answerOf(service, { position, limit: 50, radiusMeters: 20_000 });
      const expected = bruteForce(all.slice(1), position, { limit: 50, radiusMeters: 20_000 });
      expect(found.stores.map((store: { id: string }) => store.id)).toEqual(expected.map(({ id }) => id));
    }
  });

  it('of the same store many times leave one, and no memory behind', async () => {
    const { service, tell } = await serviceOver([]);
    const long = 'x'.repeat(4_000);
    for (let i = 0; i < 20_000; i++) {
      tell([
        {
          id: `s${i % 7}`,
          store: storeWith(`s${i % 7}`, { name: `${i}`, cover: `https://e.example/${long}` }),
        },
      ]);
    }
    expect(
      answerOf(service)
        .stores.map((store: Store) => store.name)
        .sort(),
    ).toEqual([19_993, 19_994, 19_995, 19_996, 19_997, 19_998, 19_999].map(String));
    // 20,000 records of 4 KB each were written; 7 stand.
    expect(service.recordBytes).toBeLessThan(16_000_000);
  });

  it('one that cannot be placed does not keep the others out', async () => {
    const { service, tell } = await serviceOver([]);
    const nowhere = { longitude: Number.NaN, latitude: 0, datum: 'gcj02' } as const;
    tell([
      { id: 'bad', store: storeWith('bad', { position: nowhere }) },
      { id: 'good', store: storeWith('good') },
    ]);
    expect(answerOf(service).stores.map((store: Store) => store.id)).toEqual(['good']);
  });
});

it('a record takes no more than one and a half times its JSON and 60 bytes', async () => {
  const count = 30_000;
  const stores = Array.from({ length: count }, (_, i) =>
    storeWith(`01JD${String(i).padStart(12, '0')}`, {
      sid: `BJ-${i}`,
      position: { longitude: 110 + (i % 1_000) / 100, latitude: 30 + i / 10_000, datum: 'gcj02' },
      openingHours: `Mo-Su 0${i % 10}:00-21:00`,
    }),
  );
  const { service } = await serviceOver(stores);
  const [record] = answerOf(service, { limit: 1 }).stores;
  const json = Buffer.byteLength(JSON.stringify(record));
  expect(service.recordBytes / count).toBeLessThan(1.5 * json + 60);
});
