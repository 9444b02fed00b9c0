// Places without anybody's service: the catalogue's own stores, whose names, branches and addresses name the quarters
// around them, and the shipped table of towns and districts.
import type { Datum } from '../../shared/datum.ts';
import type { NamedStore, Nearby } from '../nearby/nearby.ts';
import { isSpelling, wordMatch } from '../nearby/word-match.ts';
import { searchWords } from '../storage/search-text.ts';
import { type Town, townsNamed, withoutTowns } from './towns/towns.ts';

export type KnownPlace =
  | { readonly kind: 'store'; readonly store: NamedStore }
  | { readonly kind: 'town'; readonly town: Town };

type Stores = Pick<Nearby, 'matching'>;
type Ranked = { readonly store: NamedStore; readonly rank: number };

/**
 * What a name may mean, the best first: the town of that name, then stores that are called so, have it in their name
 * or branch, have it in their address; then the town that the name begins with. Where nothing is called 五道口地铁站 or
 * stands at 成府路30号, 五道口 and 成府路 are looked for.
 * @param closer  orders stores that match equally well
 */
export async function knownPlaces(
  name: string,
  stores: Stores,
  datum: Datum,
  closer: (a: NamedStore, b: NamedStore) => number,
): Promise<KnownPlace[]> {
  const named = townsNamed(name);
  const { towns, rest } = withoutTowns(name);
  const wordings = wordingsOf(name, towns, rest);
  const found = (await ranked(wordings, stores, datum))
    // A town is in the address of every store that is there: only those that are called after it.
    .filter(({ rank }) => named.length === 0 || rank > IN_ADDRESS)
    .sort((a, b) => b.rank - a.rank || closer(a.store, b.store));
  const meant = named.length > 0 || found.length > 0 ? named : towns.slice(-1);
  return [...meant.map(asTown), ...found.map(({ store }) => ({ kind: 'store' as const, store }))];
}

const asTown = (town: Town): KnownPlace => ({ kind: 'town', town });

/** Words that must be in a store's texts, and those of them that are sought rather than where to seek. */
type Wording = { readonly before: readonly string[]; readonly sought: readonly string[] };

/** The name as it is, then more and more loosely. */
function wordingsOf(name: string, towns: readonly Town[], rest: string): Wording[] {
  const within = towns.map(({ shortNames }) => shortNames[0]!);
  // Few addresses name all of province, city and district.
  const places =
    within.length === 0 || rest === '' ? [] : [within, ...within.map((town) => [town]).reverse()];
  const texts: (readonly [before: readonly string[], sought: string])[] = [
    [[], name],
    [[], withoutKind(name)],
    ...[rest, withoutKind(rest)].flatMap((sought) => places.map((before) => [before, sought] as const)),
  ];
  const different = new Map(texts.map((text) => [JSON.stringify(text), text])).values();
  return [...different]
    .map(([before, sought]) => ({ before: before.flatMap(searchWords), sought: searchWords(sought) }))
    .filter(({ sought }) => sought.length > 0);
}

/** Without the number of the house, and without what says which kind of place it is. */
function withoutKind(name: string): string {
  const street = name.replace(/(?:\d+(?:[-之]\d+)?[号弄院栋座楼层室]|\d+$).*$/, '').trim();
  const kind =
    /(?:地铁站|火车站|高铁站|公交站|车站|站|商圈|路口|小区|附近| (?:metro |subway |railway )?station)$/i;
  const shorter = street.replace(kind, '').trim();
  return shorter.length >= 2 ? shorter : street;
}

const CALLED_SO = 4;
const BRANCH_CALLED_SO = 3;
const IN_NAME = 2;
const IN_ADDRESS = 1;

/** The stores that hold the first wording that any store holds. */
async function ranked(wordings: readonly Wording[], stores: Stores, datum: Datum): Promise<Ranked[]> {
  const lists = wordings.map(({ before, sought }) => [...before, ...sought].map(wordMatch));
  let best = wordings.length;
  let all: Ranked[] = [];
  for await (const { store, list } of stores.matching(lists, datum)) {
    if (list > best) continue;
    if (list < best) all = [];
    best = list;
    all.push({ store, rank: rankOf(store, wordings[list]!.sought) });
  }
  return all;
}

function rankOf(store: NamedStore, words: readonly string[]): number {
  const [name, branch] = [store.name, store.branch ?? ''].map((text) => searchWords(text).join(' '));
  const whole = words.join(' ');
  if (isCalled(name!, whole)) return CALLED_SO;
  if (isCalled(branch!, whole)) return BRANCH_CALLED_SO;
  const both = `${name} ${branch}`;
  return words.every((word) => wordMatch(word)(both)) ? IN_NAME : IN_ADDRESS;
}

/** A branch 五道口店 is called 五道口, and wudaokou. */
function isCalled(text: string, name: string): boolean {
  const short = text.replace(/店$/, '');
  return text === name || short === name || isSpelling(short, name.replace(/[ ']/g, ''));
}
