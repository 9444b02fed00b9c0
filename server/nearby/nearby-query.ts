// The parameters of a nearby query: documented by the schema, read by hand, since a query string is text only and each
// rule here is narrower than what a schema with coercion lets through (" 1", "0x10", "1e400", "").
import { Type } from 'typebox';
import type { Datum } from '../../shared/datum.ts';
import { DEFAULT_PLUGIN_SETTINGS } from '../../shared/default-settings.ts';
import type { Position } from '../../shared/position.ts';
import type { Rings } from '../../shared/rings.ts';
import { DatumSchema } from '../../shared/store.ts';
import { invalidParameter, UnknownParameter } from '../errors.ts';
import { type PageStart, readPageStart } from './page-start.ts';
import { MOST_WANTED } from './spatial-index.ts';

const DEFAULT_LIMIT = 10;
// Half way round the earth is 20,004 km: a radius of that holds everything.
const LONGEST_RADIUS_METERS = 20_100_000;

const MOST_CATEGORIES = 10;
const CATEGORIES = /^[a-z0-9-]{1,64}(,[a-z0-9-]{1,64}){0,9}$/;

/** A query as read; the position is still in `datum`. */
export type NearbyQuery = {
  readonly position: Position;
  readonly datum: Datum;
  readonly radiusMeters: number;
  readonly limit: number;
  /** Stores in any of these, or below them. */
  readonly categories: readonly string[] | undefined;
  readonly text: string | undefined;
  /** Stores open at this instant only; milliseconds, or `now`. */
  readonly openAt: number | 'now' | undefined;
  readonly count: boolean;
  readonly widen: boolean;
  /** Stores nearer than this are left out. */
  readonly minRadiusMeters?: number | undefined;
  /** Only stores in one of these polygons, in WGS-84. */
  readonly within?: readonly Rings[] | undefined;
  /** Absent: no pages are wanted. */
  readonly page?: { readonly start: PageStart | undefined } | undefined;
};

/** What the API's documentation says of them. */
export const NearbyQuerySchema = Type.Object(
  {
    lat: Type.Number({ minimum: -90, maximum: 90, description: 'Degrees north' }),
    lon: Type.Number({ minimum: -180, maximum: 180, description: 'Degrees east; not wrapped' }),
    datum: Type.Optional({
      ...DatumSchema,
      default: 'wgs84',
      description: 'What lat and lon are measured against; positions come back in the same',
    }),
    radius: Type.Optional(
      Type.Number({
        exclusiveMinimum: 0,
        maximum: LONGEST_RADIUS_METERS,
        default: DEFAULT_PLUGIN_SETTINGS.radiusMeters,
        description: 'Metres',
      }),
    ),
    minRadius: Type.Optional(
      Type.Number({
        minimum: 0,
        maximum: LONGEST_RADIUS_METERS,
        default: 0,
        description: 'Metres: stores nearer than this are left out',
      }),
    ),
    limit: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: MOST_WANTED,
        default: DEFAULT_LIMIT,
        description: 'Stores at most',
      }),
    ),
    category: Type.Optional(
      Type.String({
        pattern: CATEGORIES.source,
        description: `Up to ${MOST_CATEGORIES} category ids with commas between; the categories below them count`,
      }),
    ),
    q: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 100,
        description:
          'Its words are all found in name, branch, address or sid, case and width of letters apart; Chinese also by pinyin (wudaokou) and initials (xbk)',
      }),
    ),
    openAt: Type.Optional(
      Type.String({
        description:
          'Only stores open then: `now`, or a date-time with its offset such as 2026-11-22T21:00:00+08:00 (its + written %2B)',
      }),
    ),
    count: Type.Optional(
      Type.Boolean({
        default: false,
        description: 'Also count all that match within the radius, by category too',
      }),
    ),
    widen: Type.Optional(
      Type.Boolean({
        default: true,
        description:
          'Where nothing is within the radius: the next two of 1, 3, 10, 30, 100, 300 km, then the nearest three anywhere',
      }),
    ),
    cursor: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 300,
        description:
          '`*` asks for pages: the answer then says in `next` where the stores after its last one are',
      }),
    ),
  },
  { additionalProperties: false },
);

const PARAMETERS = new Set(Object.keys(NearbyQuerySchema.properties));
const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?$/;
const DATE_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:\d\d)$/;

/**
 * Reads the parameters of a query string, each a text, or a list of texts where it was repeated.
 * @throws INVALID_PARAMETER, UNKNOWN_PARAMETER
 */
export function readNearbyQuery(given: Readonly<Record<string, unknown>>): NearbyQuery {
  for (const name in given) {
    if (!PARAMETERS.has(name)) throw Object.assign(new UnknownParameter(name), { parameter: name });
  }
  const { datum, limit } = given;
  return {
    position: [degrees('lon', given.lon, 180), degrees('lat', given.lat, 90)],
    datum: datum === undefined ? 'wgs84' : datumOf(datum),
    radiusMeters: given.radius === undefined ? DEFAULT_PLUGIN_SETTINGS.radiusMeters : radius(given.radius),
    limit: limit === undefined ? DEFAULT_LIMIT : wholeNumber('limit', limit, MOST_WANTED),
    categories: given.category === undefined ? undefined : categories(given.category),
    text: given.q === undefined ? undefined : text('q', given.q, 100),
    openAt: given.openAt === undefined ? undefined : instant('openAt', given.openAt),
    count: given.count === undefined ? false : flag('count', given.count),
    widen: given.widen === undefined ? true : flag('widen', given.widen),
    minRadiusMeters: given.minRadius === undefined ? undefined : minRadius(given.minRadius),
    page: given.cursor === undefined ? undefined : { start: readPageStart(given.cursor) },
  };
}

function degrees(name: string, value: unknown, most: number): number {
  if (value === undefined) throw invalidParameter(name, value, 'is required, in degrees');
  const read = number(value);
  if (read !== undefined && read >= -most && read <= most) return read;
  throw invalidParameter(name, value, `must be degrees from -${most} to ${most}`);
}

function radius(value: unknown): number {
  const read = number(value);
  if (read !== undefined && read > 0 && read <= LONGEST_RADIUS_METERS) return read;
  throw invalidParameter('radius', value, `must be metres, more than 0 and at most ${LONGEST_RADIUS_METERS}`);
}

function wholeNumber(name: string, value: unknown, most: number): number {
  const read = typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : 0;
  if (read >= 1 && read <= most) return read;
  throw invalidParameter(name, value, `must be a whole number from 1 to ${most}`);
}

function datumOf(value: unknown): Datum {
  if (value === 'wgs84' || value === 'gcj02' || value === 'bd09') return value;
  throw invalidParameter('datum', value, 'must be one of wgs84, gcj02, bd09');
}

function categories(value: unknown): string[] {
  if (typeof value === 'string' && CATEGORIES.test(value)) return value.split(',');
  throw invalidParameter(
    'category',
    value,
    `must be 1 to ${MOST_CATEGORIES} ids with commas between, each 1 to 64 of a-z, 0-9, -`,
  );
}

function minRadius(value: unknown): number {
  const read = number(value);
  if (read !== undefined && read >= 0 && read <= LONGEST_RADIUS_METERS) return read;
  throw invalidParameter('minRadius', value, `must be metres from 0 to ${LONGEST_RADIUS_METERS}`);
}

function flag(name: string, value: unknown): boolean {
  if (value === 'true') return true;
  if (value === 'false') return false;
  throw invalidParameter(name, value, 'must be true or false');
}

function text(name: string, value: unknown, longest: number): string {
  if (typeof value === 'string' && value.trim() !== '' && value.length <= longest) return value;
  throw invalidParameter(name, value, `must be one text of 1 to ${longest} characters, not blank`);
}

function instant(name: string, value: unknown): number | 'now' {
  if (value === 'now') return 'now';
  const read = typeof value === 'string' && DATE_TIME.test(value) ? Date.parse(value) : Number.NaN;
  if (!Number.isNaN(read)) return read;
  throw invalidParameter(
    name,
    value,
    'must be now, or a date-time with its offset such as 2026-11-22T21:00:00+08:00 (write its + as %2B)',
  );
}

function number(value: unknown): number | undefined {
  if (typeof value !== 'string' || !NUMBER.test(value)) return undefined;
  const read = Number(value);
  return Number.isFinite(read) ? read : undefined;
}
