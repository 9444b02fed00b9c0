// A moment in a cell: an ISO instant, or a local date with or without a time, as spreadsheets show it.

const LOCAL = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[T\s]+(\d{1,2}):(\d{2})(?::(\d{2}))?)?$/;
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:\d\d)$/i;

/** ISO 8601; a local time is read in the zone, a date alone as its midnight there. Undefined when it is neither. */
export function readInstant(text: string, timeZone: string): string | undefined {
  const trimmed = text.normalize('NFKC').trim();
  try {
    if (INSTANT.test(trimmed)) {
      Temporal.Instant.from(trimmed);
      return trimmed;
    }
    const found = LOCAL.exec(trimmed);
    if (!found) return undefined;
    const [year, month, day, hour = 0, minute = 0, second = 0] = found
      .slice(1)
      .map((part) => Number(part ?? 0));
    return Temporal.PlainDateTime.from(
      { year: year!, month: month!, day: day!, hour, minute, second },
      { overflow: 'reject' },
    )
      .toZonedDateTime(timeZone)
      .toInstant()
      .toString({ smallestUnit: 'millisecond' });
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
