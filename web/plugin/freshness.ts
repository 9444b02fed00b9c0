import type { NearbyAnswer } from '../../shared/nearby.ts';

/**
 * Whether what an answer says of opening still holds: a state until its own `changesAt`, the hours of the day until the
 * store's local midnight.
 * @param askedAt  when the answer came, milliseconds of the epoch
 */
export const isFresh = (answer: NearbyAnswer, askedAt: number, now: number): boolean =>
  answer.stores.every(
    ({ open, timeZone }) =>
      (open.changesAt === null || Date.parse(open.changesAt) > now) &&
      localDay(askedAt, timeZone) === localDay(now, timeZone),
  );

const days = new Map<string, Intl.DateTimeFormat>();

function localDay(instant: number, timeZone: string): string {
  let format = days.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('en', { timeZone, dateStyle: 'short' });
    days.set(timeZone, format);
  }
  return format.format(instant);
}
