import { buffer } from 'node:stream/consumers';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ExportFormat, exported } from '../../../server/export/export.ts';
import { guarded, unguarded } from '../../../server/import/guarded-cell.ts';
import { checkStore } from '../../../server/storage/store-check.ts';
import type { Store, StoreFields } from '../../../shared/store.ts';
import { catalogueOf, preview } from '../../support/import-preview.ts';
import { aStore } from '../../support/stores.ts';

const FORMATS: readonly ExportFormat[] = ['csv', 'xlsx', 'geojson'];

/** What somebody might have typed: formulas, separators, quotes, line ends, blanks at the ends, other scripts. */
const hostile = fc.oneof(
  fc.constantFrom(
    '=HYPERLINK("http://evil.example/","点我")',
    '+1+1',
    "'=1+1",
    "''@SUM(A1)",
    '-路2号',
    '\t=1+1',
    'a,b;c；d、e|f',
    '["a"]',
    '他说"好喝"',
    '第一行\r\n第二行\r第三行',
    ' 前后有空格 ',
    '_x000D_',
    '&lt;<b>&amp;',
    '007',
    '1.38E+10',
    '𠮷野家🍜',
    'null',
    '#REF!',
    'TRUE',
  ),
  fc.string({ minLength: 1, maxLength: 30, unit: 'grapheme' }),
);
const fits = (fields: StoreFields) => {
  try {
    checkStore(fields);
    return true;
  } catch {
    return false;
  }
};
const fields: fc.Arbitrary<StoreFields> = fc
  .record({
    sid: fc.option(hostile, { nil: undefined }),
    name: hostile,
    branch: fc.option(hostile, { nil: undefined }),
    services: fc.uniqueArray(hostile, { maxLength: 3 }),
    tags: fc.option(fc.uniqueArray(hostile, { maxLength: 3 }), { nil: undefined }),
    address: fc.record(
      { province: hostile, city: hostile, district: hostile, street: hostile, postcode: hostile },
      { requiredKeys: [] },
    ),
    phones: fc.constantFrom<string[][]>([], ['+86 21 6372 0001'], ['010-82600000 转 12', '13800138000']),
    position: fc.record({
      longitude: fc.double({ min: -180, max: 180, noNaN: true }),
      latitude: fc.double({ min: -90, max: 90, noNaN: true }),
      datum: fc.constantFrom('wgs84' as const, 'gcj02' as const, 'bd09' as const),
    }),
    openingHours: fc.constantFrom(undefined, 'Mo-Su 08:00-22:00', '24/7', 'Mo-Fr 09:00-18:00 "问店员"'),
    openingHoursNote: fc.option(hostile, { nil: undefined }),
    exceptions: fc.constantFrom<StoreFields['exceptions'][]>(
      [],
      [{ date: '2026-10-01', openingHours: '10:00-18:00', note: '国庆；(假日)' }],
      [
        { date: '2026-10-01', openingHours: 'off', holidaySet: 'national-day' },
        { date: '2026-10-02', openingHours: '10:00-12:00,14:00-18:00' },
      ],
    ),
    closure: fc.constantFrom<StoreFields['closure'][]>(
      undefined,
      { from: '2026-11-01T08:00:00+08:00', reason: '=装修' },
      { from: '2026-11-01T00:00:00Z', until: '2026-12-01T00:00:00Z' },
    ),
    status: fc.constantFrom('published' as const, 'draft' as const, 'closed' as const),
    linkTo: fc.constant('page' as const),
  })
  .map((some) => aStore(some))
  .filter(fits);

const stored = (all: readonly StoreFields[]): Store[] =>
  all.map((each, index) => ({
    ...each,
    id: `store-${index}`,
    version: 1,
    createdAt: '2026-01-01T00:00:00.000Z',
    updatedAt: '2026-01-01T00:00:00.000Z',
  }));

const fileOf = (format: ExportFormat, stores: readonly Store[]) =>
  buffer(
    exported(
      format,
      (async function* () {
        yield stores;
      })(),
    ),
  );

describe('an export that is imported again', () => {
  for (const format of FORMATS) {
    it(`changes nothing as ${format}, whatever the stores hold`, async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.uniqueArray(fields, {
            minLength: 1,
            maxLength: 5,
            selector: ({ sid }) => sid?.trim() ?? Symbol(),
          }),
          async (all) => {
            const stores = stored(all);
            const { file, judged } = await preview(
              await fileOf(format, stores),
              { datum: 'wgs84' },
              catalogueOf(stores),
            );
            expect(file).toBeUndefined();
            expect(
              judged.map((each) =>
                'changes' in each ? each.changes : 'issues' in each ? each.issues : each.outcome,
              ),
            ).toEqual(stores.map(() => 'unchanged'));
          },
        ),
        { numRuns: 60 },
      );
    });
  }

  it('makes the same stores in a catalogue that has none', async () => {
    const [store] = stored([
      aStore({
        sid: '0421',
        phones: ['+86 21 6372 0001'],
        tags: ['地铁口'],
        position: { longitude: 116.397428, latitude: 39.90923, datum: 'bd09' },
      }),
    ]);
    const { planned } = await preview(await fileOf('csv', [store!]));
    const { id: _, version: __, createdAt: ___, updatedAt: ____, ...kept } = store!;
    expect(planned).toMatchObject([{ outcome: 'create', id: 'store-0', fields: kept }]);
  });
});

describe('a cell of an exported CSV', () => {
  it('never begins with what a spreadsheet runs, and is the same text when it is read', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 20 }), (text) => {
        expect(guarded(text)).not.toMatch(/^[=+\-@\t\r]/);
        expect(unguarded(guarded(text))).toBe(text);
      }),
    );
  });
});
