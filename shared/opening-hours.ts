// The opening state of a store at an instant, and the hours of its day. Stored form: OSM `opening_hours`.
import OpeningHours from 'opening_hours';
import type { OpeningSpan, OpeningState } from './nearby.ts';
import type { StoreFields } from './store.ts';

/** What of a store its opening state depends on. */
export type OpeningFields = Pick<
  StoreFields,
  'region' | 'timeZone' | 'openingHours' | 'openingHoursNote' | 'exceptions' | 'closure'
>;

/** The state of a store at an instant, and when it changes next. A value that cannot be read is `unknown`. */
export function openingStateOf(store: OpeningFields, at: Date): OpeningState {
  const unknown: OpeningState = { state: 'unknown', changesAt: null, until: null };
  if (!store.openingHours) return unknown;
  try {
    const hours = new OpeningHours(store.openingHours, null);
    const wall = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(store.timeZone);
    const local = new Date(wall.year, wall.month - 1, wall.day, wall.hour, wall.minute, wall.second);
    const next = hours.getNextChange(local);
    const state = hours.getUnknown(local) ? 'unknown' : hours.getState(local) ? 'open' : 'closed';
    const changesAt = next
      ? new Temporal.PlainDateTime(
          next.getFullYear(),
          next.getMonth() + 1,
          next.getDate(),
          next.getHours(),
          next.getMinutes(),
        )
          .toZonedDateTime(store.timeZone)
          .toString({ timeZoneName: 'never' })
      : null;
    return { state, changesAt, until: null };
  } catch {
    return unknown;
  }
}

/** The spans of the store's own local day at that instant; [] is closed all day, null is not known. */
export function hoursOn(store: OpeningFields, at: Date): OpeningSpan[] | null {
  if (!store.openingHours) return null;
  try {
    const hours = new OpeningHours(store.openingHours, null);
    const wall = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(store.timeZone);
    const day = (add: number) => new Date(wall.year, wall.month - 1, wall.day + add);
    const time = (date: Date) => date.toTimeString().slice(0, 5);
    return hours
      .getOpenIntervals(day(0), day(2))
      .filter(([from]) => from < day(1))
      .map(([from, to]) => [time(from), to.getTime() === day(1).getTime() ? '24:00' : time(to)]);
  } catch {
    return null;
  }
}
