// One week of opening hours, written in OSM syntax.
import type { Span } from './spans.ts';
import type { DayIndex } from './tokens.ts';

/** The spans of Monday (0) to Sunday (6) and of public holidays (7): [] is off, undefined is nothing said. */
export type Week = readonly (readonly Span[] | undefined)[];

const WEEKDAYS: readonly DayIndex[] = [0, 1, 2, 3, 4, 5, 6];
/** The eighth day of a week. */
export const PUBLIC_HOLIDAY: DayIndex = 7;
const MINUTES_OF_DAY = 1440;

/** The week in OSM syntax: `Mo-Fr 09:00-18:00; Sa,Su,PH 10:00-17:00`. */
export function weekInSyntax(week: Week): string {
  const groups = new Map<string, DayIndex[]>();
  for (const [day, spans] of week.entries()) {
    if (!spans) continue;
    const hours = spans.length === 0 ? 'off' : hoursInSyntax(spans);
    groups.set(hours, [...(groups.get(hours) ?? []), day]);
  }
  const rules = [...groups].map(([hours, days]) => {
    const isEveryDay = WEEKDAYS.every((day) => days.includes(day));
    if (isEveryDay) return hours === '00:00-24:00' ? '24/7' : `Mo-Su ${hours}`;
    return `${daysInSyntax(days)} ${hours}`;
  });
  // A rule for holidays outdoes those of weekdays only when it comes after them.
  const forHolidays = [...groups.values()].findIndex((days) => days.includes(PUBLIC_HOLIDAY));
  if (forHolidays >= 0) rules.push(...rules.splice(forHolidays, 1));
  return rules.join('; ');
}

/** The spans of one day: `09:00-12:00,14:00-18:00`. */
export const hoursInSyntax = (spans: readonly Span[]): string => spans.map(spanInSyntax).join();

const spanInSyntax = ({ from, to }: Span): string =>
  `${timeInSyntax(from)}-${timeInSyntax(to > MINUTES_OF_DAY ? to - MINUTES_OF_DAY : to)}`;

const timeInSyntax = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

const NAMES = ['Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa', 'Su', 'PH'];

/** `Mo-We,Fr,PH`: three days in a row and more are a range. */
function daysInSyntax(days: readonly DayIndex[]): string {
  const runs: DayIndex[][] = [];
  for (const day of [...days].sort((a, b) => a - b)) {
    const last = runs.at(-1);
    if (last && day !== PUBLIC_HOLIDAY && last.at(-1) === day - 1) last.push(day);
    else runs.push([day]);
  }
  return runs
    .map((run) =>
      run.length > 2 ? `${NAMES[run[0]!]}-${NAMES[run.at(-1)!]}` : run.map((day) => NAMES[day]).join(),
    )
    .join();
}
