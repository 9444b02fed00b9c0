import type { StoreRecord } from '../../shared/nearby.ts';
import { type Inquiry, type MessageForm, samePosition } from './inquiry.ts';

/** The forms in which just these stores went to this customer for this very place already. */
export function formsPut(
  { place, puts }: Inquiry,
  offered: readonly Pick<StoreRecord, 'id'>[],
): ReadonlySet<MessageForm> {
  const ids = offered.map(({ id }) => id).join();
  const same = puts.filter(
    ({ position, stores }) =>
      place && samePosition(position, place.position) && stores.map(({ id }) => id).join() === ids,
  );
  return new Set(same.map(({ form }) => form));
}
