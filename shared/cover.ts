// The picture of a news article: the store's own, else one that is shipped for its category.
import type { StoreRecord } from './nearby.ts';

/** Categories that `/covers/{category}.png` exists for. */
const SHIPPED: ReadonlySet<string> = new Set([
  'cafe',
  'restaurant',
  'fast-food',
  'bakery',
  'supermarket',
  'convenience',
  'fashion',
  'electronics',
  'car',
  'cinema',
  'bank',
  'pharmacy',
  'hotel',
  'library',
  'sports',
  'transport',
  'office',
  'food',
  'shopping',
  'services',
  'leisure',
  'other',
]);

/**
 * Absolute address of a store's picture; never empty.
 * @param publicBase  where customers reach this service, without a slash at the end
 */
export function coverOf(
  { cover, categories }: Pick<StoreRecord, 'cover' | 'categories'>,
  publicBase: string,
): string {
  if (cover !== null && /^https?:\/\//i.test(cover)) return cover;
  return `${publicBase}/covers/${categories.find((category) => SHIPPED.has(category)) ?? 'other'}.png`;
}
