// Text search without a word index: Chinese has no spaces to split at, and two characters are a usual query.
import type { StoreFields } from '../../shared/store.ts';

/** What a store is found by, folded: width and case of letters do not count. */
export const searchText = ({ name, branch, address, sid }: StoreFields): string =>
  folded(
    [name, branch, address.province, address.city, address.district, address.street, sid]
      .filter(Boolean)
      .join(' '),
  );

/** The LIKE patterns (escape character `!`) that must all match for a store to be found by this query. */
export const searchPatterns = (query: string): string[] =>
  folded(query)
    .split(/\s+/)
    .filter((word) => word !== '')
    .map((word) => `%${word.replaceAll(/[!%_]/g, '!$&')}%`);

const folded = (text: string) => text.normalize('NFKC').toLowerCase();
