// The lists of the quality desk, each as pages from wherever the service keeps it.
import type { BrokenCover, DeskStore, Finding, ReportedStore } from '../../../shared/quality.ts';
import type { StoreWindow } from '../../../shared/store-table.ts';
import { ops } from '../../api/ops.ts';

export const LISTS = ['reported', 'duplicate', 'position', 'cover', 'stale', 'noCover', 'noHours'] as const;
export type ListName = (typeof LISTS)[number];

/** What a list is about, by what the service says of it. */
export type DeskItem =
  | ({ readonly kind: 'reported' } & ReportedStore)
  | ({ readonly kind: 'finding' } & Finding)
  | ({ readonly kind: 'cover' } & BrokenCover)
  | { readonly kind: 'store'; readonly store: DeskStore };

export type DeskPage = {
  readonly items: readonly DeskItem[];
  /** Where the next page begins; null: that was all. */
  readonly cursor: string | null;
};

const PAGE = 50;

/** @param staleBefore  stores that were confirmed before then are stale */
export async function deskPage(
  list: ListName,
  staleBefore: string,
  cursor: string | undefined,
  signal?: AbortSignal,
): Promise<DeskPage> {
  const query = { limit: PAGE, cursor };
  switch (list) {
    case 'reported': {
      const { body } = await ops<{ stores: ReportedStore[]; cursor: string | null }>('/reports', {
        query,
        signal,
      });
      return { items: body.stores.map((one) => ({ kind: 'reported', ...one })), cursor: body.cursor };
    }
    case 'cover': {
      const { body } = await ops<{ covers: BrokenCover[]; cursor: string | null }>('/quality/covers', {
        query,
        signal,
      });
      return { items: body.covers.map((one) => ({ kind: 'cover', ...one })), cursor: body.cursor };
    }
    case 'duplicate':
    case 'position': {
      const { body } = await ops<{ findings: Finding[]; cursor: string | null }>('/quality/findings', {
        query: { ...query, kind: list },
        signal,
      });
      return { items: body.findings.map((one) => ({ kind: 'finding', ...one })), cursor: body.cursor };
    }
    default:
      return storesPage({ status: 'published', ...filterOf(list, staleBefore) }, Number(cursor ?? 0), signal);
  }
}

/** The stores of these lists as the store table filters them. */
export const filterOf = (
  list: 'stale' | 'noCover' | 'noHours',
  staleBefore: string,
): Readonly<Record<string, string>> =>
  list === 'stale' ? { confirmedBefore: staleBefore } : { missing: list === 'noCover' ? 'cover' : 'hours' };

async function storesPage(
  filter: Readonly<Record<string, string>>,
  from: number,
  signal: AbortSignal | undefined,
): Promise<DeskPage> {
  const { body } = await ops<StoreWindow>('/stores/window', {
    query: { ...filter, from, limit: PAGE },
    signal,
  });
  const items = body.rows.flatMap((row) => (row ? [{ kind: 'store' as const, store: row }] : []));
  const next = from + PAGE;
  return { items, cursor: next < body.numberMatched ? `${next}` : null };
}

/** The store that an item is about. */
export const keyOf = (item: DeskItem): string =>
  item.kind === 'finding' ? `${item.store.id} ${item.other?.id ?? ''}` : item.store.id;
