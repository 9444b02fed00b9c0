// Statements about opening hours, settled into one week.
import { type Span, spanOf } from './spans.ts';
import type { Statement } from './statements.ts';
import type { ClockTime, DayIndex } from './tokens.ts';
import { hoursInSyntax, PUBLIC_HOLIDAY, type Week } from './week-syntax.ts';

const EVERY_DAY: ReadonlySet<DayIndex> = new Set([0, 1, 2, 3, 4, 5, 6]);
const MINUTES_OF_DAY = 1440;

/** Undefined when the statements contradict each other, or leave no day open. */
export function weekOf(statements: readonly Statement[]): Week | undefined {
  const open = statements.filter((each) => each.kind === 'open');
  // 除周日外 8:00-18:00，周日 9:00-12:00: an exception with hours of its own is not off.
  const off = statements
    .filter((each) => each.kind === 'off')
    .filter(
      ({ isException, days }) => !(isException && open.some((each) => each.days?.days.isSubsetOf(days.days))),
    );
  const days = settled([...open, ...off]);
  if (!days || open.length === 0) return undefined;
  const usual = hoursOfAll(days);
  for (const { days: open } of statements.filter((each) => each.kind === 'usual')) {
    if (!usual) return undefined;
    for (const day of open.days) days.set(day, usual);
  }
  for (const { closes, days: longer } of statements.filter((each) => each.kind === 'extended')) {
    for (const day of longer.days) {
      const spans = days.get(day) ?? usual ?? [];
      const last = spans.at(-1);
      const span = last && spanOf(onClock(last.from), closes);
      if (!span) return undefined;
      days.set(day, [...spans.slice(0, -1), span]);
    }
  }
  for (const pause of statements.flatMap((each) => (each.kind === 'pause' ? each.spans : []))) {
    if (!takeOut(days, pause)) return undefined;
  }
  if (![...EVERY_DAY].some((day) => days.get(day)?.length)) return undefined;
  // A shop that opens on working days, and speaks of no other, is closed on holidays.
  if (open.every((each) => each.days?.isWorkingDays) && !days.has(PUBLIC_HOLIDAY))
    days.set(PUBLIC_HOLIDAY, []);
  return Array.from({ length: 8 }, (_, day) => days.get(day));
}

type Said = { readonly days: ReadonlySet<DayIndex>; readonly spans: readonly Span[] };

/** What holds on each day. What is said of fewer days outdoes what is said of more of them. */
function settled(
  statements: readonly Extract<Statement, { kind: 'open' | 'off' }>[],
): Map<DayIndex, readonly Span[]> | undefined {
  const said = statements.map((each) => ({
    days: each.days?.days ?? EVERY_DAY,
    spans: each.kind === 'open' ? each.spans : [],
  }));
  const week = new Map<DayIndex, Said>();
  for (const each of said.sort((a, b) => b.days.size - a.days.size)) {
    for (const day of each.days) {
      const spans = together(week.get(day), each);
      if (!spans) return undefined;
      week.set(day, { days: each.days, spans });
    }
  }
  return new Map([...week].map(([day, { spans }]) => [day, spans]));
}

/** The spans of a day that two statements are about; undefined when they contradict each other. */
function together(before: Said | undefined, now: Said): readonly Span[] | undefined {
  const isNarrower = before && now.days.size < before.days.size && now.days.isSubsetOf(before.days);
  if (!before || isNarrower) return inOrder(now.spans);
  // Of open and closed, closed is the safer to believe.
  if (before.spans.length === 0 || now.spans.length === 0) return [];
  if (hoursInSyntax(before.spans) === hoursInSyntax(now.spans)) return before.spans;
  const isSameDays = now.days.size === before.days.size && now.days.isSubsetOf(before.days);
  return isSameDays ? inOrder([...before.spans, ...now.spans]) : undefined;
}

/** The spans when they follow one another as written. 9:00-12:00, 2:00-5:00 do not: nobody knows which two o'clock. */
function inOrder(spans: readonly Span[]): readonly Span[] | undefined {
  const follows = spans.every((span, index) => index === 0 || spans[index - 1]!.to <= span.from);
  const overlapsNextDay = spans.length > 1 && spans.at(-1)!.to - MINUTES_OF_DAY > spans[0]!.from;
  return follows && !overlapsNextDay ? spans : undefined;
}

/** The hours that all days have which have any. */
function hoursOfAll(week: ReadonlyMap<DayIndex, readonly Span[]>): readonly Span[] | undefined {
  const [first, ...others] = [...week.values()].filter((spans) => spans.length > 0);
  const hours = first && hoursInSyntax(first);
  return others.every((spans) => hoursInSyntax(spans) === hours) ? first : undefined;
}

/** Takes a pause out of the spans it lies in; false when it lies in none. */
function takeOut(week: Map<DayIndex, readonly Span[]>, pause: Span): boolean {
  let isFound = false;
  for (const [day, spans] of week) {
    const around = spans.find((span) => span.from < pause.from && pause.to < span.to);
    if (!around) continue;
    isFound = true;
    const halves = [
      { from: around.from, to: pause.from },
      { from: pause.to, to: around.to },
    ];
    week.set(
      day,
      spans.flatMap((span) => (span === around ? halves : [span])),
    );
  }
  return isFound;
}

const onClock = (minutes: number): ClockTime => ({
  hour: Math.floor(minutes / 60),
  minute: minutes % 60,
  period: minutes < MINUTES_OF_DAY / 2 ? 'am' : 'pm',
  isNextDay: false,
  isPadded: true,
  isBare: false,
});
