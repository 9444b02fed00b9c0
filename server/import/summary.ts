// What an import is told as: how the file was read, and how many records become what.
import { type Static, Type } from 'typebox';
import { DatumSchema } from '../../shared/store.ts';
import { RISKS } from './judged.ts';

const TextOrNull = Type.Union([Type.String(), Type.Null()]);
const Count = Type.Integer({ minimum: 0 });
const Counts = (description: string) => Type.Record(Type.String(), Count, { description });
const Wgs84 = Type.Object({ longitude: Type.Number(), latitude: Type.Number() });

export const ImportSummarySchema = Type.Object(
  {
    format: Type.Unsafe<'csv' | 'xlsx' | 'geojson' | 'geojsonseq'>({
      type: 'string',
      enum: ['csv', 'xlsx', 'geojson', 'geojsonseq'],
    }),
    encoding: TextOrNull,
    bom: Type.Boolean(),
    delimiter: TextOrNull,
    sheets: Type.Array(Type.String(), { description: 'Sheets to choose from' }),
    sheet: TextOrNull,
    headerRow: Type.Union([Type.Integer(), Type.Null()], { description: 'Line or row of the header' }),
    columns: Type.Array(
      Type.Object({
        name: Type.String(),
        field: Type.Union([Type.String(), Type.Null()], {
          description: 'What it is read as; null: left out',
        }),
        samples: Type.Array(Type.String(), { description: 'Its first values' }),
      }),
    ),
    needs: Type.Array(Type.Literal('datum'), {
      description: 'What has to be decided before it can be confirmed',
    }),
    datumHint: Type.Union([DatumSchema, Type.Null()], {
      description: 'What the header itself says of the datum',
    }),
    datumSamples: Type.Array(
      Type.Object({
        record: Type.Integer(),
        name: Type.String(),
        address: Type.String(),
        readings: Type.Object(
          { wgs84: Wgs84, gcj02: Wgs84, bd09: Wgs84 },
          { description: 'Where it lies, in WGS-84, when its numbers are read in each datum' },
        ),
      }),
    ),
    records: Count,
    create: Count,
    update: Count,
    unchanged: Count,
    rejected: Count,
    close: Count,
    risks: Type.Object(
      Object.fromEntries(RISKS.map((risk) => [risk, Count])) as Record<(typeof RISKS)[number], typeof Count>,
      { description: 'Updates by what is riskiest in them' },
    ),
    rejections: Counts('Refused records by the class of their first reason'),
    doubts: Counts('Warnings by class'),
    isStale: Type.Boolean({
      description: 'It was confirmed when the catalogue had changed since; this is the new look at it',
    }),
  },
  { title: 'ImportSummary' },
);
export type ImportSummary = Static<typeof ImportSummarySchema>;
