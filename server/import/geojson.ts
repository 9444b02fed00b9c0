// GeoJSON (RFC 7946), GeoJSON text sequences (RFC 8142) and a feature a line, as a table: one record a feature, one column
// a property. What a property holds that is not text becomes JSON text, lists of texts one text with separators.
import type { Geometry } from 'geojson';
import { pointInside } from '../geography/point-inside.ts';
import { type ByteSource, head, metered } from './byte-source.ts';
import { type DetectedEncoding, textOf } from './encoding.ts';
import { JsonDocument, JsonSequence, type Piece } from './json-document.ts';
import { BATCH, LIMITS } from './limits.ts';
import { writeList } from './list-cell.ts';
import { ImportRefused } from './reasons.ts';
import type { RowFault, Table, TableRow } from './table.ts';

/** The column of a feature's own id, unless the properties have a key. */
export const FEATURE_ID = '@id';
/** How many features are looked at for the columns that the mapping is shown for. */
const LOOKED_AT = 1_000;

export type JsonLayout = 'document' | 'lines' | 'sequence';

/** A document, or records: by how it begins. */
export async function jsonLayout(source: ByteSource, { encoding }: DetectedEncoding): Promise<JsonLayout> {
  const start = new TextDecoder(encoding).decode(await head(source, 256 * 1024)).trimStart();
  if (start.startsWith('\u001e')) return 'sequence';
  const firstLine = /^.*\n(?=\s*\S)/.exec(start)?.[0];
  try {
    const value: unknown = firstLine === undefined ? undefined : JSON.parse(firstLine);
    return isObject(value) && value.type !== 'FeatureCollection' ? 'lines' : 'document';
  } catch {
    return 'document';
  }
}

export async function geojsonTable(
  source: ByteSource,
  encoding: DetectedEncoding,
  layout: JsonLayout,
): Promise<Table> {
  const columns = new Map<string, number>();
  const meter = metered(source);
  let seen = 0;
  for await (const batch of readRows(source, encoding, layout, columns)) {
    seen += batch.length;
    if (seen >= LOOKED_AT) break;
  }
  return {
    get columns() {
      return [...columns.keys()];
    },
    hasGeometry: true,
    isGuarded: false,
    isDamaged: encoding.isDamaged,
    rows: () => readRows(meter, encoding, layout, columns),
    share: meter.share,
  };
}

async function* readRows(
  source: ByteSource,
  { encoding }: DetectedEncoding,
  layout: JsonLayout,
  columns: Map<string, number>,
): AsyncGenerator<TableRow[]> {
  let record = 0;
  let batch: TableRow[] = [];
  for await (const pieces of piecesOf(source, encoding, layout)) {
    for (const piece of pieces) {
      batch.push({ record: ++record, line: piece.line, ...readFeature(piece, columns) });
      if (batch.length < BATCH) continue;
      yield batch;
      batch = [];
    }
  }
  if (batch.length > 0) yield batch;
}

async function* piecesOf(
  source: ByteSource,
  encoding: DetectedEncoding['encoding'],
  layout: JsonLayout,
): AsyncGenerator<readonly Piece[]> {
  if (layout !== 'document') {
    const sequence = new JsonSequence(layout === 'lines' ? '\n' : '\u001e');
    for await (const text of textOf(source, encoding)) yield sequence.push(text);
    return yield sequence.end();
  }
  const document = new JsonDocument();
  let found = 0;
  for await (const text of textOf(source, encoding)) {
    const pieces = document.push(text);
    found += pieces.length;
    yield pieces;
  }
  const root = document.end();
  if (isObject(root) && root.type === 'Feature') {
    if (found > 0) throw new ImportRefused('malformed-file', 'A single feature cannot hold features.');
    return yield [{ line: 1, text: JSON.stringify(root) }];
  }
  if (!isObject(root) || root.type !== 'FeatureCollection' || !Array.isArray(root.features)) {
    throw new ImportRefused(
      'malformed-file',
      'The JSON is not a GeoJSON FeatureCollection with its features.',
    );
  }
  checkCrs(root.crs);
}

/** GeoJSON of before 2016 may name another reference system; what is not longitude and latitude cannot be read as such. */
function checkCrs(crs: unknown): void {
  if (crs === undefined || crs === null) return;
  const properties = isObject(crs) && isObject(crs.properties) ? crs.properties : {};
  const name = String(properties.name ?? properties.code ?? JSON.stringify(crs)).slice(0, 80);
  if (/CRS:?:?84|EPSG:?:?(?:[\d.]*:)?4326|EPSG:?:?(?:[\d.]*:)?4490|WGS ?84/i.test(name)) return;
  throw new ImportRefused(
    'unsupported-crs',
    `The coordinates are in ${name}. Convert the file to WGS 84 longitude and latitude (EPSG:4326) first.`,
  );
}

type ReadFeature = Pick<TableRow, 'cells' | 'fault' | 'point' | 'warnings'>;

function readFeature({ text, fault }: Piece, columns: Map<string, number>): ReadFeature {
  if (fault) return refused(fault, fault === 'too-deep' ? TOO_DEEP : TOO_LARGE);
  const feature = parsed(text!);
  if (feature === undefined) return refused('malformed-row', 'The record is not JSON.');
  if (!isObject(feature) || feature.type !== 'Feature') {
    return refused('invalid-feature', 'The record is not a GeoJSON Feature.');
  }
  const { properties, id } = feature;
  if (properties !== null && properties !== undefined && !isObject(properties)) {
    return refused('invalid-feature', 'The properties of the feature are not an object.');
  }
  const cells: (string | undefined)[] = [];
  if (typeof id === 'string' || typeof id === 'number') cells[columnOf(FEATURE_ID, columns)] = String(id);
  for (const [name, value] of Object.entries(properties ?? {})) {
    if (value !== null) cells[columnOf(name, columns)] = cellText(value);
  }
  return { cells, ...readGeometry(feature.geometry) };
}

const TOO_DEEP = `Brackets in the record are nested more than ${LIMITS.depth} levels deep.`;
const TOO_LARGE = `The record is longer than ${LIMITS.record} characters.`;

const refused = (reason: RowFault['reason'], message: string): ReadFeature => ({
  cells: [],
  fault: { reason, message },
});

function readGeometry(geometry: unknown): Pick<TableRow, 'fault' | 'point' | 'warnings'> {
  if (geometry === null || geometry === undefined) return {};
  const type = isObject(geometry) ? String(geometry.type).slice(0, 40) : typeof geometry;
  const coordinates = isObject(geometry) ? geometry.coordinates : undefined;
  if (type === 'Point') {
    return isPosition(coordinates)
      ? { point: [coordinates[0]!, coordinates[1]!] }
      : fault('bad-geometry', 'The point does not have two numbers.');
  }
  if (type !== 'Polygon' && type !== 'MultiPolygon') {
    return fault('unsupported-geometry', `A ${type} is no point; only points and areas can be stores.`);
  }
  const rings =
    type === 'Polygon' ? coordinates : Array.isArray(coordinates) ? coordinates.flat() : undefined;
  if (!Array.isArray(rings) || !rings.every(isRing)) {
    return fault('bad-geometry', `The ${type} is not made of closed rings of numbers.`);
  }
  const inside = pointInside(geometry as Geometry);
  if (!inside?.every(Number.isFinite)) return fault('bad-geometry', `The ${type} has no inside.`);
  const message = `The area (${type}) is replaced by a point inside it.`;
  return { point: inside, warnings: [{ reason: 'point-in-polygon', message }] };
}

const fault = (reason: RowFault['reason'], message: string) => ({ fault: { reason, message } });

const isPosition = (value: unknown): value is number[] =>
  Array.isArray(value) && value.length >= 2 && value.slice(0, 2).every(Number.isFinite);

const isRing = (value: unknown): value is number[][] =>
  Array.isArray(value) && value.length >= 4 && value.every(isPosition);

function columnOf(name: string, columns: Map<string, number>): number {
  const known = columns.get(name);
  if (known !== undefined) return known;
  if (columns.size >= LIMITS.columns) {
    throw new ImportRefused(
      'too-large',
      `The features have more than ${LIMITS.columns} different properties.`,
    );
  }
  columns.set(name, columns.size);
  return columns.size - 1;
}

function cellText(value: unknown): string {
  if (typeof value === 'string') return value;
  if (Array.isArray(value) && value.every((item) => typeof item === 'string' || typeof item === 'number')) {
    return writeList(value.map(String));
  }
  return JSON.stringify(value);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
