import fc from 'fast-check';
import { Compile } from 'typebox/compile';
import { expect, it } from 'vitest';
import { giveBack } from '../../../server/nearby/answer-room.ts';
import { storeRecord } from '../../../server/nearby/store-record.ts';
import { NearbyAnswerSchema } from '../../../shared/nearby.ts';
import { distanceMeters } from '../../../shared/position.ts';
import type { Store, StoreFields } from '../../../shared/store.ts';
import { anywhere, serviceOver, storeWith } from './feed.ts';

const answerSchema = Compile(NearbyAnswerSchema);
const at = Date.parse('2026-11-22T10:00:00+08:00');
const publicUrl = 'https://stores.example.com';

// Quotes, line ends, U+2028, halves of surrogate pairs, markup, NUL, letters beyond the first plane.
const hostile = (maxLength: number) =>
  fc.string({
    unit: fc.oneof(
      fc.constantFrom(
        '"',
        '\\',
        '\n',
        '\u2028',
        '\u2029',
        '\ud800',
        '\udc00',
        '</script>',
        '\0',
        '𠮷',
        '店',
        'é',
        '{',
        '}',
      ),
      fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
    ),
    maxLength,
  });
const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });

const fields: fc.Arbitrary<Partial<StoreFields>> = fc.record({
  sid: optional(hostile(20)),
  name: hostile(120),
  branch: optional(hostile(40)),
  categories: fc.array(hostile(20), { maxLength: 4 }),
  services: fc.array(hostile(40), { maxLength: 10 }),
  phones: fc.array(hostile(40), { maxLength: 3 }),
  address: fc.record({ city: hostile(10), street: hostile(100) }),
  position: fc.record({
    longitude: fc.oneof(
      fc.double({ min: -180, max: 180, noNaN: true }),
      fc.double({ min: 113, max: 117, noNaN: true }),
    ),
    latitude: fc.oneof(
      fc.double({ min: -90, max: 90, noNaN: true }),
      fc.double({ min: 22, max: 40, noNaN: true }),
    ),
    datum: fc.constantFrom('wgs84', 'gcj02', 'bd09'),
  }),
  openingHours: optional(
    fc.constantFrom('24/7', 'Mo-Su 09:00-21:00', 'Mo-Fr 10:00-02:00', 'off', 'nonsense'),
  ),
  timeZone: fc.constantFrom('Asia/Shanghai', 'America/New_York', 'No/Where'),
  closure: optional(fc.constant({ from: '2026-11-20T00:00:00+08:00', until: '2026-12-03T00:00:00+08:00' })),
  cover: optional(hostile(40)),
  website: optional(hostile(40)),
  linkTo: fc.constantFrom('page', 'website'),
});

it('an answer put together from pieces is the JSON of the same records, whatever they hold', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fields, { maxLength: 12 }),
      fc.constantFrom('wgs84', 'gcj02', 'bd09'),
      async (all, datum) => {
        const stores = all.map((one, i) => storeWith(`store-${i}`, one));
        const { service } = await serviceOver(stores, () => at);
        const text = service.answer({ ...anywhere, datum }, publicUrl).json.toString();
        const answer = JSON.parse(text);
        expect(answerSchema.Errors(answer)).toEqual([]);
        expect(text).toBe(JSON.stringify({ ...answer, stores: answer.stores.map(recordOf(stores, datum)) }));
        expect(answer.numberReturned).toBe(stores.length);
      },
    ),
    { numRuns: 300 },
  );
});

/** The record as an object, with the distance of the answer: what that must be, other tests say. */
const recordOf =
  (stores: readonly Store[], datum: 'wgs84' | 'gcj02' | 'bd09') =>
  ({ id, distanceMeters }: { id: string; distanceMeters: number }) => {
    const store = stores.find((one) => one.id === id)!;
    const { timeZone, hoursToday, open, ...place } = storeRecord(store, datum, new Date(at), publicUrl);
    return { ...place, distanceMeters, timeZone, hoursToday, open };
  };

it.each([0, 0.04, 0.05, 9.96, 99.94, 812.44, 1_000, 123_456.78, 19_999_999])(
  'a distance of %d m is written to 0.1 m',
  async (meters) => {
    // Along the meridian; what the ellipsoid really says stands on the right.
    const latitude = meters > 10_000_000 ? -89.9 : meters / 111_132;
    const position = { longitude: 116.35, latitude, datum: 'wgs84' } as const;
    const { service } = await serviceOver([storeWith('a', { position })]);
    const from = [116.35, meters > 10_000_000 ? 89.9 : 0] as const;
    const answer = JSON.parse(service.answer({ ...anywhere, position: from }, publicUrl).json.toString());
    const exact = distanceMeters(from, [116.35, latitude]);
    expect(answer.stores[0].distanceMeters).toBe(Math.round(exact * 10) / 10);
  },
);

it('a Host header with a quote in it stays inside its string', async () => {
  const { service } = await serviceOver([storeWith('a')]);
  const answer = JSON.parse(service.answer(anywhere, 'http://a","x":"b').json.toString());
  expect(answer.stores[0].url).toBe('http://a","x":"b/s/a');
});

it('earlier answers stay as they are while later ones are written', async () => {
  const stores = Array.from({ length: 50 }, (_, i) => storeWith(`store-${i}`, { name: `店${i}`.repeat(30) }));
  const { service } = await serviceOver(stores, () => at);
  const first = service.answer(anywhere, publicUrl).json;
  const before = first.toString();
  for (let i = 0; i < 100; i++) service.answer({ ...anywhere, datum: 'bd09' }, publicUrl);
  expect(first.toString()).toBe(before);
});

it('an answer that is given back is written over, one before the last is not', async () => {
  const { service } = await serviceOver([storeWith('a')], () => at);
  const first = service.answer(anywhere, publicUrl).json;
  const second = service.answer(anywhere, publicUrl).json;
  giveBack(first);
  giveBack(second);
  const third = service.answer(anywhere, publicUrl).json;
  expect(third.byteOffset).toBe(second.byteOffset);
  expect(first.byteOffset).not.toBe(second.byteOffset);
  expect(first.toString()).toBe(third.toString());
});
