// Text search without a word index: Chinese has no spaces to split at, and two characters are a usual query.
import type { StoreFields } from '../../shared/store.ts';

/** What a store is found by, folded: width and case of letters do not count. */
export const searchText = ({ name, branch, address, sid }: StoreFields): string =>
  folded(
    [name, branch, address.province, address.city, address.district, address.street, sid]
      .filter(Boolean)
      .join(' '),
  );

/** The words of a query; a store is found when its search text holds them all. */
export const searchWords = (query: string): string[] =>
  folded(query)
    .split(/\s+/)
    .filter((word) => word !== '');

/** The same as LIKE patterns (escape character `!`). */
export const searchPatterns = (query: string): string[] =>
  searchWords(query).map((word) => `%${word.replaceAll(/[!%_]/g, '!$&')}%`);

const folded = (text: string) => text.normalize('NFKC').toLowerCase();
