// The hours of a store's days, today first, by its own calendar.
import { dayKind } from '../../shared/holidays.ts';
import type { OpeningSpan } from '../../shared/nearby.ts';
import { hoursOn } from '../../shared/opening-hours.ts';
import type { Store } from '../../shared/store.ts';
import type { Words } from './words.ts';

export type Day = {
  readonly date: Temporal.PlainDate;
  /** [] is closed all day, null is not known. */
  readonly spans: readonly OpeningSpan[] | null;
  /** A public holiday, or a weekend day that is worked in exchange for one. */
  readonly kind: 'holiday' | 'worked' | 'ordinary';
  readonly isException: boolean;
  /** Why this one day differs; '' when nobody said. */
  readonly note: string;
};

export function daysOf(store: Store, at: Date, count: number): Day[] {
  const today = Temporal.Instant.fromEpochMilliseconds(at.getTime())
    .toZonedDateTimeISO(store.timeZone)
    .toPlainDate();
  return Array.from({ length: count }, (_, days) => {
    const date = today.add({ days });
    // Noon lies on its own day in every zone, also where clocks change at midnight.
    const noon = date.toZonedDateTime({ timeZone: store.timeZone, plainTime: '12:00' });
    const exception = store.exceptions.find((each) => each.date === date.toString());
    return {
      date,
      spans: hoursOn(store, new Date(noon.epochMilliseconds)),
      kind: dayKind(store.region, date) ?? 'ordinary',
      isException: exception !== undefined,
      note: exception?.note ?? '',
    };
  });
}

/** Round the clock. */
export const isWholeDay = ([opens, closes]: OpeningSpan): boolean =>
  opens === '00:00' && (closes === '24:00' || closes === '00:00');

export function dayInWords(spans: Day['spans'], say: Words): string {
  if (spans === null) return say.unknownDay;
  if (spans.length === 0) return say.closedDay;
  if (spans.length === 1 && isWholeDay(spans[0]!)) return say.wholeDay;
  return spans
    .map(([opens, closes]) => `${opens}–${closes <= opens ? say.nextDay(closes) : closes}`)
    .join('  ');
}
