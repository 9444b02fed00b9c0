// One coordinate as a cell has it: decimal degrees, or degrees with minutes and seconds, in the spellings people use.

export type Axis = 'longitude' | 'latitude';
export type CoordinateReading =
  | { readonly kind: 'degrees'; readonly degrees: number }
  | { readonly kind: 'empty' | 'not-a-number' | 'out-of-range' };

const NUMBER = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d{1,3})?$/i;
/** Degrees, minutes and perhaps seconds, with their marks or blanks between, and a letter or word for the half. */
const SEXAGESIMAL =
  /^([NSEW]|[北南]纬|[东西]经)?\s*([+-]?)(\d{1,3}(?:\.\d+)?)\s*(?:[°度]|\s)\s*(?:(\d{1,2}(?:\.\d+)?)\s*(?:['分]|\s|$))?\s*(?:(\d{1,2}(?:\.\d+)?)\s*(?:["秒]|\s|$))?\s*([NSEW])?$/i;
const MOST: Readonly<Record<Axis, number>> = { longitude: 180, latitude: 90 };

/** Digits and marks of full width count as their plain ones; `121,4737` with a decimal comma is read too. */
export function readCoordinate(text: string, axis: Axis): CoordinateReading {
  // Nearly all cells are plain decimals.
  if (PLAIN.test(text)) return inRange(Number(text), axis);
  const plain = plainSpelling(text);
  if (plain === '') return { kind: 'empty' };
  if (NUMBER.test(plain)) return inRange(Number(plain), axis);
  if (/^[+-]?\d{1,3},\d{3,}$/.test(plain)) return inRange(Number(plain.replace(',', '.')), axis);
  const found =
    SEXAGESIMAL.exec(plain) ?? SEXAGESIMAL.exec(plain.replace(/^([+-]?[\d.]+)([NSEW])$/i, '$1° $2'));
  if (!found) return { kind: 'not-a-number' };
  const [, before, sign, degrees = '', minutes = '0', seconds = '0', after] = found;
  const half = (before ?? after ?? '').toUpperCase();
  const belongs = axis === 'longitude' ? /^(?:[EW]|[东西]经)?$/ : /^(?:[NS]|[北南]纬)?$/;
  if (!belongs.test(half) || (sign !== '' && half !== '') || (before && after))
    return { kind: 'not-a-number' };
  if (!(Number(minutes) < 60 && Number(seconds) < 60)) return { kind: 'out-of-range' };
  const size = Number(degrees) + Number(minutes) / 60 + Number(seconds) / 3600;
  return inRange(sign === '-' || /^(?:[SW]|[南西])/.test(half) ? 0 - size : size, axis);
}

const PLAIN = /^-?\d+(?:\.\d+)?$/;

const plainSpelling = (text: string) =>
  text
    .replace(/[º˚]/g, '°')
    .replace(/[′’‘´]/g, "'")
    .replace(/[″”“]/g, '"')
    .normalize('NFKC')
    .replaceAll("''", '"')
    .replace(/[−–—]/g, '-')
    .replaceAll('緯', '纬')
    .replaceAll('經', '经')
    .replaceAll('東', '东')
    .trim();

const inRange = (degrees: number, axis: Axis): CoordinateReading =>
  Math.abs(degrees) <= MOST[axis] ? { kind: 'degrees', degrees } : { kind: 'out-of-range' };

/** `116.33,39.99` or `39.99 116.33` in one cell: two numbers, told apart by their size where that can be. */
export function splitPair(text: string): readonly [string, string] | undefined {
  const parts = text
    .normalize('NFKC')
    .replace(/^[\s([]+|[\s)\]]+$/g, '')
    .split(/[,;\s|]+/);
  const [first, second, ...more] = parts;
  if (first === undefined || second === undefined || more.length > 0) return undefined;
  return Math.abs(Number(second)) > 90 && Math.abs(Number(first)) <= 90 ? [second, first] : [first, second];
}
