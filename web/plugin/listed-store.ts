import type { NearbyAnswer, OpeningState, StoreRecord } from '../../shared/nearby.ts';
import { isAcrossBorder } from './put-rule.ts';

/** A store as the list and the map show it. */
export type ListedStore = StoreRecord & {
  /** From 1, nearest first; the pin carries the same. */
  readonly number: number;
  readonly acrossBorder: boolean;
};

/** The stores of an answer as they are listed; the same list for the same answer. */
export function listed(answer: NearbyAnswer): readonly ListedStore[] {
  let list = lists.get(answer);
  if (!list) {
    list = answer.stores.map((store, index) => ({
      ...store,
      number: index + 1,
      acrossBorder: isAcrossBorder(store, answer),
    }));
    lists.set(answer, list);
  }
  return list;
}
const lists = new WeakMap<NearbyAnswer, readonly ListedStore[]>();

/** `肯德基（五道口店）`: a store by name and branch. */
export const fullName = ({ name, branch }: Pick<StoreRecord, 'name' | 'branch'>): string =>
  branch ? `${name}（${branch}）` : name;

const SOON_MILLISECONDS = 60 * 60_000;

/** The colour that an opening state deserves; a state past its own change is not known any more. */
export function openingTone({ state, changesAt }: OpeningState, now: number): 'good' | 'warn' | 'quiet' {
  const left = changesAt === null ? Number.POSITIVE_INFINITY : Date.parse(changesAt) - now;
  if (state !== 'open' || left <= 0) return 'quiet';
  return left <= SOON_MILLISECONDS ? 'warn' : 'good';
}
