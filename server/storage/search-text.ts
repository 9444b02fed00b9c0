// Text search without a word index: Chinese has no spaces to split at, and two characters are a usual query.
import type { StoreFields } from '../../shared/store.ts';
import { spellingOf } from './spelling.ts';

/** What a store is found by, folded: width and case of letters do not count. */
export function plainSearchText({ name, branch, address, sid }: StoreFields): string {
  const { province, city, district, street } = address;
  return folded([name, branch, province, city, district, street, sid].filter(Boolean).join(' '));
}

/** The same, and how name and branch are spelled: in pinyin and by initials. */
export function searchText(store: StoreFields): string {
  const { name, branch } = store;
  const spellings = [name, branch].flatMap((text) => {
    if (!text) return [];
    const { whole, initials } = spellingOf(folded(text));
    return whole === initials ? [] : [whole, initials];
  });
  return [plainSearchText(store), ...spellings].join(' ');
}

/** What stores sort by: 星巴克 stands under x. */
export const sortName = ({ name, branch = '' }: StoreFields): string =>
  spellingOf(folded(`${name} ${branch}`.trim())).whole;

/** The words of a query; a store is found when its search text holds them all. */
export const searchWords = (query: string): string[] =>
  folded(query)
    .split(/\s+/)
    .filter((word) => word !== '');

/** The same as LIKE patterns (escape character `!`). */
export const searchPatterns = (query: string): string[] => searchWords(query).map(holds);

/** A word as a LIKE pattern (escape character `!`). */
export const holds = (word: string): string => `%${word.replaceAll(/[!%_]/g, '!$&')}%`;

const folded = (text: string) => text.normalize('NFKC').toLowerCase();
