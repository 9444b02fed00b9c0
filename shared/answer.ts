// Which of the stores found go into the answer to a location message.
import type { OpeningState, StoreRecord } from './nearby.ts';

/** A customer who is told of a store needs time to get there. */
const TIME_TO_GET_THERE_MILLISECONDS = 30 * 60_000;

/**
 * The stores an answer names, first choice first: those open for at least 30 more minutes, then those whose hours
 * nobody knows, then those closed or about to close; the nearest first within each. Temporarily closed ones never.
 * @param now  milliseconds of the epoch
 */
export function storesForAnswer(stores: readonly StoreRecord[], now: number, count = 3): StoreRecord[] {
  return stores
    .filter(({ open }) => open.state !== 'temporarily-closed')
    .map((store) => ({ store, choice: choice(store.open, now) }))
    .sort((a, b) => a.choice - b.choice || a.store.distanceMeters - b.store.distanceMeters)
    .slice(0, count)
    .map(({ store }) => store);
}

function choice({ state, changesAt }: OpeningState, now: number): number {
  const left = changesAt === null ? Number.POSITIVE_INFINITY : Date.parse(changesAt) - now;
  // Past its own end, what a state says is not known any more.
  if (state === 'unknown' || left <= 0) return 1;
  return state === 'open' && left >= TIME_TO_GET_THERE_MILLISECONDS ? 0 : 2;
}
