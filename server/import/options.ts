// What somebody decides about a file before its records are read. Everything but the datum has a default.
import { type Static, Type } from 'typebox';
import { FIELDS } from '../../shared/import-fields.ts';
import { DatumSchema } from '../../shared/store.ts';
import { DELIMITERS } from './csv.ts';
import { ENCODINGS } from './encoding.ts';

const literals = <const Value extends string>(values: readonly Value[], description: string) =>
  Type.Unsafe<Value>({ type: 'string', enum: [...values], description });

const FieldSchema = literals(FIELDS, 'What a column is read as');

export const ImportOptionsSchema = Type.Object(
  {
    datum: Type.Optional(DatumSchema),
    encoding: Type.Optional(literals(ENCODINGS, 'Absent: detected')),
    delimiter: Type.Optional(literals(DELIMITERS, 'Absent: detected')),
    sheet: Type.Optional(
      Type.String({ maxLength: 100, description: 'Name of the sheet; absent: the first with a header' }),
    ),
    headerRow: Type.Optional(
      Type.Integer({ minimum: 1, maximum: 1_000, description: 'Row or line of the header; absent: found' }),
    ),
    mapping: Type.Optional(
      Type.Record(Type.String({ maxLength: 32_767 }), Type.Union([FieldSchema, Type.Null()]), {
        description:
          'Columns by their names, each read as a field or left out (null); those not named as suggested',
      }),
    ),
    emptyClears: Type.Boolean({
      default: false,
      description: 'Whether an empty cell empties the field; otherwise it leaves it alone',
    }),
    swapAxes: Type.Boolean({
      default: false,
      description: 'Exchange longitude and latitude where they cannot be meant as they stand',
    }),
    matchLeadingZeros: Type.Boolean({
      default: false,
      description: 'Read a key like 421 as the existing 0421, whose zero a spreadsheet has dropped',
    }),
    skipHidden: Type.Boolean({
      default: false,
      description: 'Leave out hidden and filtered rows of a sheet',
    }),
    newStatus: Type.Union([Type.Literal('published'), Type.Literal('draft')], {
      default: 'published',
      description: 'What stores become that the file says no status of',
    }),
    closeAbsent: Type.Boolean({
      default: false,
      description: 'Close published stores with a key that are not in the file',
    }),
    closeAbsentCeiling: Type.Number({
      minimum: 0,
      maximum: 1,
      default: 0.2,
      description: 'Refuse to close more than this share of them: a truncated file looks like that',
    }),
    geocode: Type.Boolean({
      default: false,
      description: 'Look up positions of records that have an address and no coordinates',
    }),
  },
  { additionalProperties: false },
);
export type ImportOptions = Static<typeof ImportOptionsSchema>;

export const DEFAULT_OPTIONS: ImportOptions = {
  emptyClears: false,
  swapAxes: false,
  matchLeadingZeros: false,
  skipHidden: false,
  newStatus: 'published',
  closeAbsent: false,
  closeAbsentCeiling: 0.2,
  geocode: false,
};
