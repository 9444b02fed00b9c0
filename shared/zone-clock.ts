import { Memo } from './memo.ts';

/** The clock on the wall in a named time zone. Instants are milliseconds since the epoch. */
export type ZoneClock = {
  date(instant: number): Temporal.PlainDate;
  /**
   * When the clock comes to show that many minutes after midnight of a date; 1440 and more is the next day. A time that
   * clocks skip in spring is the moment they skip it, a time that comes twice in autumn is the first.
   */
  instant(date: Temporal.PlainDate, minutes: number): number;
  /** ISO 8601 with the zone's own offset: `2026-11-22T21:00:00+08:00`. */
  iso(instant: number): string;
};

/** Undefined for a zone that does not exist. */
export function zoneClock(timeZone: string): ZoneClock | undefined {
  return clocks.get(timeZone, () => {
    const zoned = (instant: number) =>
      Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(timeZone);
    try {
      zoned(0);
    } catch {
      return undefined;
    }
    return {
      date: (instant) => zoned(instant).toPlainDate(),
      instant(date, minutes) {
        const wall = date.toPlainDateTime().add({ minutes });
        const moment = wall.toZonedDateTime(timeZone);
        const isSkipped = !moment.toPlainDateTime().equals(wall);
        return (isSkipped ? (moment.getTimeZoneTransition('previous') ?? moment) : moment).epochMilliseconds;
      },
      iso: (instant) => zoned(instant).toString({ timeZoneName: 'never' }),
    };
  });
}

const clocks = new Memo<ZoneClock | undefined>(500);
