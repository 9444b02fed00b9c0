// The hours of a store's next seven days, day by day.
import type { OpeningSpan } from '../../shared/nearby.ts';
import { hoursOn } from '../../shared/opening-hours.ts';
import type { Store } from '../../shared/store.ts';
import type { Words } from './words.ts';

export type Day = {
  readonly date: Temporal.PlainDate;
  /** [] is closed all day, null is not known. */
  readonly spans: readonly OpeningSpan[] | null;
  /** Why this one day differs; '' when nobody said. */
  readonly note: string;
};

/** Today first, by the store's own calendar. */
export function weekOf(store: Store, at: Date): Day[] {
  const today = Temporal.Instant.fromEpochMilliseconds(at.getTime())
    .toZonedDateTimeISO(store.timeZone)
    .toPlainDate();
  return [0, 1, 2, 3, 4, 5, 6].map((days) => {
    const date = today.add({ days });
    // Noon lies on its own day in every zone, also where clocks change at midnight.
    const noon = date.toZonedDateTime({ timeZone: store.timeZone, plainTime: '12:00' });
    return {
      date,
      spans: hoursOn(store, new Date(noon.epochMilliseconds)),
      note: store.exceptions.find((exception) => exception.date === date.toString())?.note ?? '',
    };
  });
}

export function dayInWords(spans: Day['spans'], say: Words): string {
  if (spans === null) return say.unknownDay;
  if (spans.length === 0) return say.closedDay;
  if (spans.length === 1 && spans[0]![0] === '00:00' && /^(24|00):00$/.test(spans[0]![1]))
    return say.wholeDay;
  return spans
    .map(([opens, closes]) => `${opens}–${closes <= opens ? say.nextDay(closes) : closes}`)
    .join('  ');
}
