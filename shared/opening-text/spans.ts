// Two times as written → the span that was meant, or nothing where it could be another one.
import type { ClockTime, Period } from './tokens.ts';

/** Minutes from midnight of the day it begins on; the end may lie on the next day, at most 24 hours on. */
export type Span = { readonly from: number; readonly to: number };

const DAY = 1440;
const NOON = 720;

/** Undefined when there is no such span, or two that could have been meant. */
export function spanOf(opens: ClockTime, closes: ClockTime): Span | undefined {
  const start = { ...opens, period: opens.period ?? startPeriod(opens, closes) };
  const end = { ...closes, period: closes.period ?? endPeriod(start, closes) };
  if (start.period === undefined && end.period !== undefined && isHalfDay(end.period)) return undefined;
  if (start.period === 'am' && end.period === undefined && !closes.isNextDay && isOnHalfClock(closes))
    return undefined;
  const from = startOf(start);
  const to = endOf(from, end, { opens, closes });
  if (from === undefined || to === undefined || from >= DAY || to <= from || to > from + DAY)
    return undefined;
  // 1-5 may be anything; 8-24 are hours.
  if (opens.isBare && closes.isBare && from < 5 * 60 && to - from < DAY) return undefined;
  return { from, to };
}

/** `10–4pm`, `1–4 pm`: which half the start is in. Undefined: as on a 24-hour clock, or it could be either. */
function startPeriod({ hour, isPadded }: ClockTime, closes: ClockTime): Period | undefined {
  if (closes.period === undefined || !isHalfDay(closes.period)) return undefined;
  if (!isOnHalfClock({ hour, isPadded })) return hour < 12 ? 'am' : 'pm';
  const [starts, ends] = [hour % 12, closes.hour % 12];
  if (closes.period === 'am') return starts < ends ? 'am' : 'pm';
  if (starts > ends || (starts === ends && hour !== 12)) return 'am';
  // Nobody opens at one at night to close in the afternoon; 8–11 pm could be either.
  return starts < 6 ? 'pm' : undefined;
}

/** 下午2点到6点, `9am–6`: what was said of the start holds for the end, as far as it leads anywhere. */
function endPeriod(start: ClockTime, { hour, isPadded, isNextDay }: ClockTime): Period | undefined {
  if (start.period === undefined || isNextDay || !isOnHalfClock({ hour, isPadded })) return undefined;
  // `9am–6` ends in the afternoon; 9am–11 could be either.
  if (start.period === 'am') return hour % 12 <= start.hour % 12 || hour === 12 ? 'pm' : undefined;
  return start.period;
}

/** The hour may be one of either half of the day. */
const isOnHalfClock = ({ hour, isPadded }: Pick<ClockTime, 'hour' | 'isPadded'>): boolean =>
  hour <= 12 && !(isPadded && hour < 10);

const isHalfDay = (period: Period): boolean => period === 'am' || period === 'pm';

/** Minutes from midnight as the words say; 1440 for midnight at the end of the day. */
function minutesOf({ hour, minute, period }: ClockTime): number | undefined {
  const ofDay = hourOfDay(hour, period);
  return ofDay === undefined ? undefined : ofDay * 60 + minute;
}

function startOf(start: ClockTime): number | undefined {
  const minutes = minutesOf(start);
  return minutes === DAY ? 0 : minutes;
}

function hourOfDay(hour: number, period: Period | undefined): number | undefined {
  // 下午15点 and 23:00pm: the hour says it all.
  if (period === undefined || hour > 12) return hour;
  switch (period) {
    case 'night':
    case 'am':
      return hour % 12;
    case 'morning':
      return hour;
    case 'noon':
      return hour >= 10 ? hour : hour < 4 ? hour + 12 : undefined;
    case 'afternoon':
    case 'pm':
      return (hour % 12) + 12;
    case 'evening':
      // 晚上1点 is after midnight, 晚上12点 is midnight; 晚4点 is said of the afternoon as well.
      return hour === 4 ? undefined : hour < 4 ? hour + 24 : hour + 12;
  }
}

/** The end in minutes from midnight of the day it began on, by what was said of either time. */
function endOf(
  from: number | undefined,
  end: ClockTime,
  said: { readonly opens: ClockTime; readonly closes: ClockTime },
): number | undefined {
  const minutes = minutesOf(end);
  if (from === undefined || minutes === undefined) return undefined;
  if (minutes >= DAY) return minutes;
  if (end.isNextDay) return minutes + DAY;
  if (minutes > from) return minutes;
  const isPlain = said.opens.period === undefined && said.closes.period === undefined;
  if (minutes === from) return from === 0 && isPlain ? DAY : undefined;
  if (minutes === 0 || BEFORE_NOON.has(said.closes.period)) return minutes + DAY;
  // 10:00-02:00 and 18:00-2:00 pass midnight. 9:00-5:30 may be half past five in the afternoon.
  const isCertain = end.period === undefined && (end.isPadded || (isPlain && from >= NOON));
  return isCertain && minutes <= 10 * 60 ? minutes + DAY : undefined;
}

const BEFORE_NOON: ReadonlySet<Period | undefined> = new Set(['night', 'morning', 'am']);
