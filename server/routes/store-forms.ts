// The forms that stores come in besides JSON: GeoJSON for maps, CSV for tables. Both flat, both with the position in
// WGS-84 and in GCJ-02 (store-columns.ts).
import { type TSchema, Type } from '@fastify/type-provider-typebox';
import type { Datum } from '../../shared/datum.ts';
import type { Store } from '../../shared/store.ts';
import { invalidParameter } from '../errors.ts';
import { guarded } from '../import/guarded-cell.ts';
import { publicPosition, STORE_COLUMNS } from '../store-columns.ts';
import { storeFeature } from './features/feature.ts';

export const JSON_TYPE = 'application/json';
export const GEOJSON = 'application/geo+json';
export const CSV = 'text/csv; charset=utf-8';

const columnSchemas = Object.fromEntries(
  STORE_COLUMNS.map(({ name, type, title, format }) => [
    name,
    Type.Unsafe<string | number | null>({
      type: [type, 'null'],
      description: title,
      ...(format && { format }),
    }),
  ]),
);

export const Feature = Type.Object(
  {
    type: Type.Literal('Feature'),
    id: Type.String({ description: 'Id of the store' }),
    geometry: Type.Union([
      Type.Object({
        type: Type.Literal('Point'),
        coordinates: Type.Tuple([Type.Number(), Type.Number()], {
          description: 'Longitude, latitude in WGS-84',
        }),
      }),
      Type.Null({
        description: 'The position had to be converted, and this service gives out no converted ones',
      }),
    ]),
    properties: Type.Object(columnSchemas),
  },
  { title: 'StoreFeature', description: 'A store as a GeoJSON feature' },
);

export const FeatureCollection = Type.Object(
  {
    type: Type.Literal('FeatureCollection'),
    features: Type.Array(Feature),
    next: Type.Optional(
      Type.Union([Type.String(), Type.Null()], { description: 'Address of the next page' }),
    ),
  },
  { title: 'StoreFeatures', description: 'Stores as a GeoJSON feature collection' },
);

/** Which form is wanted; the first is the usual one. */
export const formParameter = <Form extends string>(...forms: readonly [Form, ...Form[]]) =>
  Type.Unsafe<Form>({
    type: 'string',
    enum: forms,
    default: forms[0],
    description: 'The form of the answer; geojson and csv are in WGS-84, with GCJ-02 as attributes',
  } as TSchema);

/** @throws INVALID_PARAMETER: GeoJSON knows WGS-84 alone (RFC 7946, section 4), and CSV has both datums anyway */
export function refuseOtherDatums(form: string, datum: Datum): void {
  if (form !== 'json' && form !== 'ndjson' && datum !== 'wgs84') {
    throw invalidParameter('datum', datum, `must be wgs84 where f is ${form}; gcj02 comes as attributes`);
  }
}

export const geoJsonPage = (
  stores: readonly Store[],
  base: string,
  givesConverted: boolean,
  next: string | null,
): string =>
  JSON.stringify({
    type: 'FeatureCollection',
    features: stores.map((store) => storeFeature(store, base, givesConverted)),
    next,
  });

const POSITION = ['id', 'longitude', 'latitude'];

/** The names of the columns, as one line. The mark before them tells spreadsheets that it is UTF-8. */
export const csvHead = (): string =>
  `\uFEFF${[...POSITION, ...STORE_COLUMNS.map(({ name }) => name)].join(',')}\r\n`;

/** A store as one line (RFC 4180). */
export function csvLine(store: Store, base: string, givesConverted: boolean): string {
  const [longitude, latitude] = publicPosition(store, givesConverted) ?? [null, null];
  const cells = STORE_COLUMNS.map(({ of }) => cell(of(store, base)));
  return `${[store.id, cell(longitude), cell(latitude), ...cells].join(',')}\r\n`;
}

/** A text that a spreadsheet might run has a ' before it. */
function cell(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const text = guarded(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
