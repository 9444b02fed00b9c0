// What is sent to exhaust a server ends with one sentence, and before memory does.
import { describe, expect, it } from 'vitest';
import { analyse } from '../../../server/import/analysis.ts';
import { bufferSource } from '../../../server/import/byte-source.ts';
import { openTable } from '../../../server/import/open-table.ts';
import { DEFAULT_OPTIONS } from '../../../server/import/options.ts';
import { generatedCsv } from '../../support/generated-csv.ts';
import { catalogueOf, preview } from '../../support/import-preview.ts';
import { rows, workbook, zipped } from '../../support/workbook.ts';

const MEGABYTE = 1_000_000;

describe('a file beyond the limits', () => {
  it('is refused as a zip bomb before it is unpacked', async () => {
    const bomb = await zipped({
      'xl/workbook.xml': '<a/>',
      'xl/worksheets/sheet1.xml': Buffer.alloc(300 * MEGABYTE, ' '),
    });
    expect(bomb.length).toBeLessThan(MEGABYTE);
    expect((await preview(bomb)).file).toMatchObject({ reason: 'too-large' });
  });

  it('is refused when brackets are nested 200,000 deep, in the record or around it', async () => {
    const deep = '['.repeat(200_000);
    const inside = `{"type":"FeatureCollection","features":[{"type":"Feature","id":1,"geometry":null,"properties":{"a":${deep}${']'.repeat(200_000)}}}]}`;
    expect((await preview(inside)).rejected[0]?.issues).toMatchObject([{ reason: 'too-deep' }]);
    expect((await preview(`{"type":"FeatureCollection","x":${deep}`)).file).toMatchObject({
      reason: 'too-deep',
    });
    expect(
      (await preview(`{"type":"Feature","id":1}\n{"a":${deep}\n`)).rejected.at(-1)?.issues,
    ).toMatchObject([{ reason: 'too-deep' }]);
  });

  it('is refused with a thousand columns', async () => {
    const header = Array.from({ length: 1_000 }, (_, i) => `c${i}`).join(',');
    expect((await preview(`${header}\n${header}\n`)).file).toMatchObject({ reason: 'too-large' });
    const properties = Object.fromEntries(Array.from({ length: 1_000 }, (_, i) => [`p${i}`, i]));
    const feature = { type: 'Feature', geometry: null, properties };
    expect(
      (await preview(JSON.stringify({ type: 'FeatureCollection', features: [feature] }))).file,
    ).toMatchObject({ reason: 'too-large' });
  });

  it('is refused, or its record, when a cell is megabytes long', async () => {
    const long = 'x'.repeat(3 * MEGABYTE);
    expect((await preview(`名称,经度,纬度\n"${long}",116.4,39.9\n`)).file).toMatchObject({
      reason: 'too-large',
    });
    expect((await preview(`名称,经度,纬度\n${'x'.repeat(50_000)},116.4,39.9\n`)).rejected).toMatchObject([
      { issues: [{ reason: 'too-large' }] },
    ]);
    const noise = Array.from({ length: 400_000 }, (_, i) =>
      ((i * 2_654_435_761) % 4_294_967_296).toString(36),
    ).join('');
    const sheet = await workbook([
      {
        name: 'a',
        xml: `<sheetData>${rows([
          ['名称', '经度', '纬度'],
          [noise, 1, 2],
        ])}</sheetData>`,
      },
    ]);
    expect((await preview(sheet)).file).toMatchObject({ reason: 'too-large' });
  });

  it('costs the one record whose quotes are broken, not those after it', async () => {
    const { judged } = await preview('名称,经度,纬度\n甲店,116.4,39.9\n"乙店,116.4,39.9\n丙店,116.4,39.9\n');
    expect(judged.map((each) => (each.outcome === 'reject' ? each.issues[0]?.reason : each.outcome))).toEqual(
      ['create', 'malformed-row', 'create'],
    );
  });
});

describe('the generated file of 100,000 rows', () => {
  it('gives the rows that are good, and says which are not and why', async () => {
    const opened = await openTable(bufferSource(Buffer.from(generatedCsv(100_000, true))));
    const counts: Record<string, number> = {};
    const options = { ...DEFAULT_OPTIONS, datum: 'wgs84' } as const;
    for await (const { judged } of analyse(
      opened,
      options,
      catalogueOf(),
      '2026-11-22T12:00:00.000Z',
    ).batches()) {
      for (const each of judged) {
        const name = each.outcome === 'reject' ? each.issues[0]!.reason : each.outcome;
        counts[name] = (counts[name] ?? 0) + 1;
      }
    }
    expect(counts).toEqual({ create: 99_860, 'coord-out-of-range': 100, 'duplicate-id': 40 });
  });
});
