// The filters that somebody gave a name to: kept in their browser, offered wherever stores are filtered.
import type { StoreFilter } from '../../../shared/store-filter.ts';
import { KeptValues } from '../../elements/kept-values.ts';

export type SavedFilter = { readonly name: string; readonly filter: StoreFilter };

const NAME = 'console.filters';
const kept = new KeptValues(() => localStorage);

/** First saved first. */
export function savedFilters(): readonly SavedFilter[] {
  try {
    const saved: unknown = JSON.parse(kept.get(NAME) ?? '[]');
    return Array.isArray(saved) ? saved.filter((one) => typeof one?.name === 'string' && one.filter) : [];
  } catch {
    // Something else wrote there.
    return [];
  }
}

export function keepFilters(filters: readonly SavedFilter[]): void {
  kept.set(NAME, JSON.stringify(filters));
}
