// When a store is open: its state at an instant, when that changes, and the hours of its day, by its own clock.
//
// Days are what counts. A day has the spans that begin on it; a span that runs past midnight stays that evening's,
// whatever the next day is. What a day's spans are, in this order:
//   1. a dated exception for that day: it replaces the day;
//   2. Spring Festival, when the note says that the store rests then (春节休息: OSM syntax has no word for it):
//      off from New Year's Eve to the third day, not known on the other days of the official break;
//   3. the rules of `openingHours`. Where they name PH, a mainland weekend day worked in exchange for a holiday (调休)
//      has the hours that Monday to Friday have, if those five have the same; rules without PH are left alone.
// A public holiday that no table covers makes unknown whatever would differ on it. `SH` is never known.
import { dayKind, hasHolidayTable, springFestival } from './holidays.ts';
import type { OpeningSpan, OpeningState } from './nearby.ts';
import { restsAtSpringFestival } from './opening-note.ts';
import { type DaySpan, type OpeningRules, readOpeningRules, WHOLE_DAY_UNKNOWN } from './opening-rules.ts';
import type { Region, StoreFields } from './store.ts';
import { type ZoneClock, zoneClock } from './zone-clock.ts';

/** What of a store its opening state depends on. */
export type OpeningFields = Pick<
  StoreFields,
  'region' | 'timeZone' | 'openingHours' | 'openingHoursNote' | 'exceptions' | 'closure'
>;

/**
 * The state of a store at an instant, to be kept until its `changesAt` at the longest. A value or a time zone that cannot
 * be read makes it unknown; it never throws over what is stored.
 */
export function openingStateOf(store: OpeningFields, at: Date): OpeningState {
  const now = at.getTime();
  const clock = zoneClock(store.timeZone);
  if (!clock) return { state: 'unknown', changesAt: null, until: null };
  const closure = closureOf(store);
  if (closure && closure.from <= now && now < closure.until) {
    const until = Number.isFinite(closure.until) ? clock.iso(closure.until) : null;
    return { state: 'temporarily-closed', changesAt: until, until };
  }
  const { state, change } = stateByHours(store, clock, now);
  const next =
    closure && closure.from > now && closure.from <= (change?.at ?? Number.POSITIVE_INFINITY)
      ? ({ at: closure.from, to: 'temporarily-closed' } as const)
      : change;
  const changesAt = next ? clock.iso(next.at) : null;
  const isPlain = state === 'unknown' || !next || next.to === 'open' || next.to === 'closed';
  return isPlain ? { state, changesAt, until: null } : { state, changesAt, until: null, changesTo: next.to };
}

/** The spans of the store's local day at that instant, closures taken out; [] is closed all day, null is not known. */
export function hoursOn(store: OpeningFields, at: Date): OpeningSpan[] | null {
  const clock = zoneClock(store.timeZone);
  if (!clock) return null;
  const date = clock.date(at.getTime());
  const spans = daySpans(store, date);
  const closure = closureOf(store);
  if (closure && closure.from <= clock.instant(date, 0) && clock.instant(date, DAY) <= closure.until)
    return [];
  if (spans.some((span) => span.state === 'unknown')) return null;
  return spans
    .flatMap(({ from, to }) => (closure ? outside(closure, clock, date, from, to) : [[from, to] as const]))
    .map(([from, to]) => [wallTime(from), to === DAY ? '24:00' : wallTime(Math.min(to, from + DAY))]);
}

/** What is wrong with a value, a sentence each with the value and the rule; [] when it can be stored. */
export function validateOpeningHours(value: string): string[] {
  try {
    readOpeningRules(value);
    return [];
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return [`"${value.slice(0, 100)}" is not opening_hours syntax (such as Mo-Fr 09:00-18:00): ${reason}`];
  }
}

const DAY = 1440;
// A year and a month: every seasonal rule has had its turn.
const LOOK_AHEAD_DAYS = 400;

type HoursState = 'open' | 'closed' | 'unknown';
type Change = { readonly at: number; readonly to: HoursState };

/** The state by the hours alone, and the next change; no change when there is none, or none within the look-ahead. */
function stateByHours(
  store: OpeningFields,
  clock: ZoneClock,
  now: number,
): { state: HoursState; change?: Change } {
  if (store.openingHours === undefined && store.exceptions.length === 0) return { state: 'unknown' };
  const rules = rulesOf(store.openingHours);
  const isRepetitive =
    (rules?.isWeekly ?? true) &&
    !(rules?.hasHolidays && hasHolidayTable(store.region)) &&
    !restsAtSpringFestival(store.openingHoursNote);
  let date = clock.date(now);
  let yesterday = daySpans(store, date.subtract({ days: 1 }));
  let state: HoursState | undefined;
  for (let days = 0; days < LOOK_AHEAD_DAYS; days++) {
    if (isRepetitive && days > 0 && days % 8 === 0) {
      // A whole week went by and nothing changed: only an exception can change that.
      const exception = nextException(store, date);
      if (!exception) break;
      date = exception;
      yesterday = daySpans(store, date.subtract({ days: 1 }));
    }
    const today = daySpans(store, date);
    const bounds = boundsOf(yesterday, today);
    const instants = bounds.map((minute) => clock.instant(date, minute));
    if (state === undefined) {
      const passed = instants.findLastIndex((instant) => instant <= now);
      state = stateIn(yesterday, today, bounds[passed]!);
    }
    for (const [index, instant] of instants.entries()) {
      // Times that clocks skip fall on one instant: the last of them is what holds from then on.
      if (instant <= now || instant === instants[index + 1]) continue;
      const to = stateIn(yesterday, today, bounds[index]!);
      if (to !== state) return { state, change: { at: instant, to } };
    }
    date = date.add({ days: 1 });
    yesterday = today;
  }
  return { state: state! };
}

/** The minutes of a day at which anything can change, midnight first. */
function boundsOf(yesterday: readonly DaySpan[], today: readonly DaySpan[]): number[] {
  const minutes = new Set([0]);
  for (const { to } of yesterday) if (to > DAY) minutes.add(to - DAY);
  for (const { from, to } of today) {
    minutes.add(from);
    if (to < DAY) minutes.add(to);
  }
  return [...minutes].sort((a, b) => a - b);
}

function stateIn(yesterday: readonly DaySpan[], today: readonly DaySpan[], minute: number): HoursState {
  const covering = [
    ...yesterday.filter((span) => span.from <= minute + DAY && minute + DAY < span.to),
    ...today.filter((span) => span.from <= minute && minute < span.to),
  ];
  if (covering.some((span) => span.state === 'open')) return 'open';
  return covering.length > 0 ? 'unknown' : 'closed';
}

/** The spans that begin on a local day of the store. */
function daySpans(store: OpeningFields, date: Temporal.PlainDate): readonly DaySpan[] {
  const iso = date.toString();
  const exception = store.exceptions.find((each) => each.date === iso);
  if (exception) return ruledSpans(exception.openingHours, store.region, date);
  if (restsAtSpringFestival(store.openingHoursNote)) {
    const festival = springFestival(store.region, date);
    if (festival) return festival === 'eve-to-third' ? [] : WHOLE_DAY_UNKNOWN;
  }
  return ruledSpans(store.openingHours, store.region, date);
}

/** The spans that begin on a date by a value's rules; all of it unknown without a value that can be read. */
function ruledSpans(value: string | undefined, region: Region, date: Temporal.PlainDate): readonly DaySpan[] {
  const rules = rulesOf(value);
  if (!rules) return WHOLE_DAY_UNKNOWN;
  if (rules.hasHolidays && dayKind(region, date) === 'worked') {
    const monday = date.subtract({ days: date.dayOfWeek - 1 });
    const weekdays = [0, 1, 2, 3, 4].map((days) => rules.spansOn(monday.add({ days }), () => false));
    const [first, ...others] = weekdays.map((spans) => JSON.stringify(spans));
    if (others.every((spans) => spans === first)) return weekdays[0]!;
  }
  return rules.spansOn(date, (day) => {
    const kind = dayKind(region, day);
    return kind === undefined ? undefined : kind === 'holiday';
  });
}

function rulesOf(value: string | undefined): OpeningRules | undefined {
  if (value === undefined) return undefined;
  try {
    return readOpeningRules(value);
  } catch {
    return undefined;
  }
}

/** The first dated exception on or after a date. */
function nextException(
  { exceptions }: OpeningFields,
  from: Temporal.PlainDate,
): Temporal.PlainDate | undefined {
  const days = exceptions
    .map(({ date }) => Date.parse(date))
    .filter((day) => day >= Date.parse(from.toString()));
  if (days.length === 0) return undefined;
  return Temporal.Instant.fromEpochMilliseconds(Math.min(...days))
    .toZonedDateTimeISO('UTC')
    .toPlainDate();
}

type Closed = { readonly from: number; readonly until: number };

/** The store's temporary closure as instants, without end Infinity. */
function closureOf({ closure }: OpeningFields): Closed | undefined {
  if (!closure) return undefined;
  const from = Date.parse(closure.from);
  const until = closure.until === undefined ? Number.POSITIVE_INFINITY : Date.parse(closure.until);
  return from < until ? { from, until } : undefined;
}

/** What a closure leaves of a span of a day, in minutes of that day. */
function outside(
  closure: Closed,
  clock: ZoneClock,
  date: Temporal.PlainDate,
  from: number,
  to: number,
): (readonly [number, number])[] {
  const opens = clock.instant(date, from);
  const closes = clock.instant(date, to);
  if (closure.until <= opens || closes <= closure.from) return [[from, to]];
  const left: [number, number][] = [];
  if (opens < closure.from) left.push([from, minutesInto(date, clock.iso(closure.from))]);
  if (closure.until < closes) left.push([minutesInto(date, clock.iso(closure.until)), to]);
  return left;
}

/** Minutes on the wall from midnight of a date to a moment given with its local offset. */
function minutesInto(date: Temporal.PlainDate, iso: string): number {
  return Math.floor(Temporal.PlainDateTime.from(iso).since(date.toPlainDateTime()).total('minutes'));
}

/** `09:05`; of the next day where the minutes pass midnight. */
function wallTime(minutes: number): string {
  const ofDay = minutes % DAY;
  return `${String(Math.floor(ofDay / 60)).padStart(2, '0')}:${String(ofDay % 60).padStart(2, '0')}`;
}
