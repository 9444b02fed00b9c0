// Coordinates as people and devices write them: 39.9927, 116.3313 · 116.3313,39.9927 · N39°59'34" E116°19'53" ·
// 北纬39度59分34秒 东经116度19分53秒 · {"lat":39.9927,"lng":116.3313}, in full width too.
import { chinaPart } from './china-region.ts';
import type { Datum } from './datum.ts';
import type { LocationReading, Refusal, RefusalReason } from './location-text.ts';
import type { Position } from './position.ts';

type Axis = 'lat' | 'lon';
type Token = { readonly kind: 'number' | 'mark' | 'word' | 'sign' | 'gap' | 'other'; readonly text: string };
type Coordinate = {
  readonly degrees: number;
  readonly sign: string;
  readonly text: string;
  axis: Axis | undefined;
  /** A letter or a word for the half of the globe. */
  half: 1 | -1 | undefined;
  /** Written so that it cannot be a house number or a price: in degrees and minutes, or to three decimals. */
  readonly exact: boolean;
  readonly fraction: boolean;
  /** What stands between the coordinate before and this one. */
  readonly gap: string;
};

/** The position in a text, as plain as it is; `none` where it holds no pair of coordinates. */
export function readCoordinates(text: string): LocationReading {
  const { datum, rest } = withoutDatum(plain(text));
  const runs = runsOf(rest);
  for (const run of runs) {
    const read = coordinatesIn(run);
    if (!Array.isArray(read)) return read;
    const [first, second, ...more] = read;
    if (!first || !second || more.length > 0) continue;
    if (!isPair(first, second, runs.length === 1)) continue;
    return positioned(first, second, datum);
  }
  return { kind: 'none' };
}

/** One spelling for what looks alike. */
const plain = (text: string): string =>
  text
    .replace(/[º˚]/g, '°')
    .replace(/[′’‘´]/g, "'")
    .replace(/[″”“]/g, '"')
    .normalize('NFKC')
    .replaceAll("''", '"')
    .replace(/[−–—]/g, '-')
    .replaceAll('、', ',')
    .replaceAll('緯', '纬')
    .replaceAll('經', '经')
    .replaceAll('東', '东');

const DATUM_WORDS: readonly (readonly [Datum, RegExp])[] = [
  ['wgs84', /wgs[ -]?84|cgcs[ -]?2000|\bgps\b|国际|天地图/gi],
  ['gcj02', /gcj[ -]?02|高德|腾讯|火星|微信/gi],
  ['bd09', /bd[ -]?09(?:ll)?|百度/gi],
];
const NEUTRAL_WORDS = /经纬度|坐标系?|位置|定位|地图|coordinates?|position|location/gi;

/** What the text says of the datum itself, and the text without those words. Two that differ say nothing. */
function withoutDatum(text: string): { datum: Datum | undefined; rest: string } {
  const named: Datum[] = [];
  let rest = text;
  for (const [datum, words] of DATUM_WORDS) {
    const without = rest.replace(words, ' ');
    if (without !== rest) named.push(datum);
    rest = without;
  }
  return { datum: named.length === 1 ? named[0] : undefined, rest: rest.replace(NEUTRAL_WORDS, ' ') };
}

const TOKEN =
  /(\d+(?:\.\d*)?|\.\d+)|([°度'分"秒])|([北南]纬|[东西]经|[纬经]度?|[a-z]+)|([-+])|([\p{L}\p{Sc}%#@])|./gisu;

const WORDS: Readonly<Record<string, readonly [Axis, half?: 1 | -1]>> = {
  n: ['lat', 1],
  s: ['lat', -1],
  e: ['lon', 1],
  w: ['lon', -1],
  北纬: ['lat', 1],
  南纬: ['lat', -1],
  东经: ['lon', 1],
  西经: ['lon', -1],
  纬度: ['lat'],
  纬: ['lat'],
  lat: ['lat'],
  latitude: ['lat'],
  经度: ['lon'],
  经: ['lon'],
  lng: ['lon'],
  lon: ['lon'],
  long: ['lon'],
  longitude: ['lon'],
};

/** The text in pieces without other words in them. */
function runsOf(text: string): Token[][] {
  const runs: Token[][] = [[]];
  for (const match of text.matchAll(TOKEN)) {
    const kind = kindOf(match);
    if (kind === 'other') runs.push([]);
    else runs.at(-1)!.push({ kind, text: match[0].toLowerCase() });
  }
  return runs;
}

function kindOf([, number, mark, word, sign, other]: RegExpExecArray): Token['kind'] {
  if (number) return 'number';
  if (mark) return 'mark';
  if (word) return Object.hasOwn(WORDS, word.toLowerCase()) ? 'word' : 'other';
  if (sign) return 'sign';
  return other ? 'other' : 'gap';
}

function coordinatesIn(run: readonly Token[]): Coordinate[] | Refusal {
  const all: Coordinate[] = [];
  const wordsFirst = run.find(({ kind }) => kind === 'word' || kind === 'number')?.kind === 'word';
  let ahead: readonly [Axis, half?: 1 | -1] | undefined;
  let gap = '';
  let sign = '';
  for (let at = 0; at < run.length; ) {
    const { kind, text } = run[at]!;
    if (kind === 'number') {
      const angle = readAngle(run, at);
      if ('kind' in angle) return angle;
      const [axis, half] = ahead ?? [];
      all.push({ ...angle, sign, axis, half, gap });
      [ahead, gap, sign] = [undefined, '', ''];
      at = angle.end;
      continue;
    }
    if (kind === 'word') {
      const last = all.at(-1);
      const [axis, half] = WORDS[text]!;
      // 39.9 N follows its number; so does the S of "lat 33.9 S", where the axis was said before.
      const belongsToLast = last && (last.axis ? half && last.axis === axis && !last.half : !wordsFirst);
      if (belongsToLast) Object.assign(last, { axis, half });
      else ahead = [axis, half];
    }
    // A sign that stands between two numbers is none: 8-10 is a range.
    sign = kind === 'sign' && run[at - 1]?.kind !== 'number' ? text : '';
    gap += text;
    at++;
  }
  const signedTwice = all.find(({ half, sign }) => half && sign);
  return signedTwice ? refused('sign-and-letter', signedTwice.sign + signedTwice.text) : all;
}

/** Degrees, with minutes and seconds where they follow, from the token at `at` on. */
function readAngle(run: readonly Token[], at: number) {
  const whole = run[at]!.text;
  const fraction = whole.includes('.');
  let degrees = Number(whole);
  let end = at + 1;
  let text = whole;
  const isDegree = isMark(run[end], '°度');
  if (isDegree) {
    text += run[end++]!.text;
    for (const [marks, part] of [
      ["'分", 60],
      ['"秒', 3600],
    ] as const) {
      const from = isBlank(run[end]) ? end + 1 : end;
      const number = run[from];
      if (number?.kind !== 'number') break;
      const isMarked = isMark(run[from + 1], marks);
      // Minutes are often left without their mark, when they stand right after the degrees: 39°59N.
      if (!isMarked && !(part === 60 && from === end)) break;
      const value = Number(number.text);
      text += number.text + (isMarked ? run[from + 1]!.text : '');
      if (!(value < 60)) return refused('minutes', text);
      degrees += value / part;
      end = from + (isMarked ? 2 : 1);
    }
  }
  return { degrees, fraction, exact: isDegree || /\.\d{3}/.test(whole), text, end };
}

const isMark = (token: Token | undefined, marks: string) =>
  token?.kind === 'mark' && marks.includes(token.text);
const isBlank = (token: Token | undefined) => token?.kind === 'gap' && token.text.trim() === '';

/** Whether two numbers are meant as coordinates, not as a house number and a floor. */
function isPair(first: Coordinate, second: Coordinate, isAlone: boolean): boolean {
  if ((first.axis || first.exact) && (second.axis || second.exact)) return second.gap !== '' || !!first.axis;
  if (!isAlone) return false;
  return /[,;]/.test(second.gap) || (first.fraction && second.fraction && second.gap.trim() === '');
}

function positioned(first: Coordinate, second: Coordinate, datum: Datum | undefined): LocationReading {
  if (first.axis && first.axis === second.axis) return refused('same-axis', `${first.text} ${second.text}`);
  const [a, b] = [signed(first), signed(second)];
  const latLon: Position = [b, a];
  const lonLat: Position = [a, b];
  const found = (position: Position): LocationReading =>
    outOfRange(position, position === latLon ? [second, first] : [first, second]) ?? {
      kind: 'position',
      position,
      datum,
      source: 'numbers',
    };
  if (first.axis === 'lat' || second.axis === 'lon') return found(latLon);
  if (first.axis === 'lon' || second.axis === 'lat') return found(lonLat);
  const possible = [latLon, lonLat].filter(isOnEarth);
  if (possible.length === 0) {
    const tooLarge = [first, second].find((each) => Math.abs(signed(each)) > 180);
    return tooLarge
      ? refused('not-a-longitude', tooLarge.text)
      : refused('no-latitude', `${first.text}, ${second.text}`);
  }
  if (possible.length === 1 || a === b) return found(possible[0]!);
  const inChina = possible.filter((position) => chinaPart(position));
  return inChina.length === 1 ? found(inChina[0]!) : { kind: 'ambiguous', choices: [latLon, lonLat], datum };
}

/** Zero is never negative. */
const signed = ({ degrees, half, sign }: Coordinate): number =>
  half === -1 || sign === '-' ? 0 - degrees : degrees;

const isOnEarth = ([lon, lat]: Position): boolean => Math.abs(lon) <= 180 && Math.abs(lat) <= 90;

function outOfRange(
  [lon, lat]: Position,
  [east, north]: readonly [Coordinate, Coordinate],
): Refusal | undefined {
  if (Math.abs(lat) > 90) return refused('not-a-latitude', north.text);
  return Math.abs(lon) > 180 ? refused('not-a-longitude', east.text) : undefined;
}

const refused = (reason: RefusalReason, value: string): Refusal => ({
  kind: 'refused',
  reason,
  value: value.slice(0, 40),
});
