// OSM `opening_hours` values read into the spans of one day. The only door to the opening_hours library.
//
// The library knows the syntax, which days a rule is for and how rules outdo each other. It also reads the machine's time
// zone, lets a day that is off cut short the night before it, and has public holidays of its own, wrong ones for China.
// So it is asked two questions where none of that matters: whether a rule's selectors hold at noon of a day, and what
// the rules that hold make of a lone Monday. PH and SH are settled before it sees them.
import OpeningHours, { type opening_hours } from 'opening_hours';
import { Memo } from './memo.ts';

/** Minutes from local midnight of the day that the span begins on; `to` may lie past the next midnight, up to 2880. */
export type DaySpan = { readonly from: number; readonly to: number; readonly state: 'open' | 'unknown' };

/** Whether a date is a public holiday; undefined when nobody knows. */
export type IsHoliday = (date: Temporal.PlainDate) => boolean | undefined;

export type OpeningRules = {
  /** A holiday can make a difference. */
  readonly hasHolidays: boolean;
  /** Every week is like the next, holidays apart. */
  readonly isWeekly: boolean;
  /** The spans that begin on the date, in order and apart from each other; closed in between. */
  spansOn(date: Temporal.PlainDate, isHoliday: IsHoliday): readonly DaySpan[];
};

const MAX_LENGTH = 1000;
const MINUTES_OF_DAY = 1440;

export const WHOLE_DAY_UNKNOWN: readonly DaySpan[] = [{ from: 0, to: MINUTES_OF_DAY, state: 'unknown' }];

/** @throws when the value is not in the syntax: Error whose message says why */
export function readOpeningRules(value: string): OpeningRules {
  return readRules.get(value, () => {
    const rules = splitRules(parse(value).prettifyValue());
    for (const rule of rules) holds(rule.selectors, { PH: true, SH: true }, SOME_DAY);
    const holidays = [...new Set(rules.flatMap((rule) => rule.selectors.match(EACH_HOLIDAY) ?? []))];
    const isWeekly = rules.every((rule) => WEEKDAYS_ONLY.test(rule.selectors));
    return {
      hasHolidays: holidays.length > 0,
      isWeekly,
      spansOn(date, isHoliday) {
        const facts = holidays.map((token): Fact => [token, isOnHoliday(token, date, isHoliday)]);
        const day = isWeekly ? date.dayOfWeek : date.toString();
        return daysRead.get(`${day} ${facts.join()} ${value}`, () =>
          agreed(settled(facts).map((known) => loneDay(rules, known, date))),
        );
      },
    };
  });
}

/** The value in its usual spelling. @throws like readOpeningRules */
export const prettifiedOpeningHours = (value: string): string => parse(value).prettifyValue();

const readRules = new Memo<OpeningRules>(5_000);
const daysRead = new Memo<readonly DaySpan[]>(20_000);
const SOME_DAY = Temporal.PlainDate.from('2026-01-01');

type Rule = {
  /** `normal` outdoes the rules before it, `additional` adds to them, `fallback` holds where they say closed. */
  readonly kind: 'normal' | 'additional' | 'fallback';
  /** The days it is for: `Apr-Oct Sa,Su,PH`; '' for every day. */
  readonly selectors: string;
  /** What holds on them: `10:00-18:00 "by appointment"`. */
  readonly hours: string;
};

/** `PH`, `SH`, `PH -1 day`: whether it is one today, as far as known. */
type Fact = readonly [token: string, holds: boolean | undefined];
type Known = Readonly<Record<string, boolean>>;

const EACH_HOLIDAY = /\b(?:PH|SH)\b(?: [+-]\d+ days?)?/g;
const WEEKDAYS_ONLY = /^(?:(?:Mo|Tu|We|Th|Fr|Sa|Su|PH|SH)(?:[-, ]|$))*$/;
const HOURS =
  /\d{1,2}:\d{2}|(?<![-\d])24\/7|\(?(?:sunrise|sunset|dawn|dusk)|\b(?:open|off|closed|unknown)\b|"/;
const TIME = /^\s*(?:\d{1,2}:\d{2}|\(?(?:sunrise|sunset|dawn|dusk))/;
const ENDED = /(?:"|\b(?:open|off|closed|unknown))\s*$/;
const SUN = /sunrise|sunset|dawn|dusk/;
const OFF = /\b(?:off|closed)\b/;
const JOINTS = { normal: '; ', additional: ', ', fallback: ' || ' };

function parse(value: string): opening_hours {
  if (value.length > MAX_LENGTH) throw new Error(`it is longer than ${MAX_LENGTH} characters`);
  try {
    return new OpeningHours(value, null);
  } catch (reason) {
    // The library throws text: the value up to the fault, an arrow, the reason in brackets.
    throw new Error(String(reason).replace(/^.*<--- \(|\)[^)]*$/gs, ''));
  }
}

/** The rules of a prettified value: its spelling is regular. */
function splitRules(value: string): Rule[] {
  const rules: Rule[] = [];
  let kind: Rule['kind'] = 'normal';
  let text = '';
  const end = (next: Rule['kind']) => {
    rules.push(readRule(kind, text.trim(), rules.at(-1)));
    kind = next;
    text = '';
  };
  for (const match of value.matchAll(/"[^"]*"|\|\||[;,]|[^";,|]+/g)) {
    const part = match[0];
    if (part === ';') end('normal');
    else if (part === '||') end('fallback');
    else if (part === ',' && isRuleEnd(text, value.slice(match.index + 1))) end('additional');
    else text += part;
  }
  end('normal');
  return rules;
}

/** Whether a comma ends a rule, rather than standing in a list of its days or times. */
const isRuleEnd = (before: string, after: string): boolean =>
  HOURS.test(before) && (!TIME.test(after) || ENDED.test(before));

function readRule(kind: Rule['kind'], text: string, before: Rule | undefined): Rule {
  const start = text.search(HOURS);
  const selectors = (start < 0 ? text : text.slice(0, start)).trim();
  const hours = start < 0 ? 'open' : text.slice(start).replace('24/7', '00:00-24:00');
  return {
    // `Mo-Sa 08:00-12:00; 14:00-18:00`: a rule for every day adds to one for some days, it does not outdo it.
    kind: kind === 'normal' && selectors === '' && before?.selectors ? 'additional' : kind,
    selectors,
    // Where the sun stands over the store is not worked out here.
    hours: SUN.test(withoutComment(hours)) ? 'unknown' : hours,
  };
}

function isOnHoliday(token: string, date: Temporal.PlainDate, isHoliday: IsHoliday): boolean | undefined {
  const [name, offset] = token.split(' ');
  return name === 'PH' ? isHoliday(date.subtract({ days: Number(offset ?? 0) })) : undefined;
}

const withoutComment = (hours: string): string => hours.replace(/".*"/, '');

/** Every way that what is not known may turn out. */
function settled(facts: readonly Fact[]): Known[] {
  return facts.reduce<Known[]>(
    (ways, [token, holds]) =>
      (holds === undefined ? [true, false] : [holds]).flatMap((each) =>
        ways.map((way) => ({ ...way, [token]: each })),
      ),
    [{}],
  );
}

/** Whether the selectors hold on a date, PH and SH being as `known`. */
function holds(selectors: string, known: Known, date: Temporal.PlainDate): boolean {
  const settledSelectors = selectors
    .replace(EACH_HOLIDAY, (token) => (known[token] ? 'Mo-Su' : 'never'))
    .replace(/never,|,never/g, '')
    .replace(/\bMo-Su (?=Mo|Tu|We|Th|Fr|Sa|Su)/, '');
  if (settledSelectors.includes('never')) return false;
  if (settledSelectors === '') return true;
  // No zone sets its clocks at noon, so noon is safe from the machine's own.
  const noon = new Date(date.year, date.month - 1, date.day, 12);
  return readSelectors.get(settledSelectors, () => parse(`${settledSelectors} open`)).getState(noon);
}

const readSelectors = new Memo<opening_hours>(2_000);

/** The spans that begin on a date, by the rules that hold on it. */
function loneDay(rules: readonly Rule[], known: Known, date: Temporal.PlainDate): readonly DaySpan[] {
  let text = '';
  for (const { kind, selectors, hours } of rules) {
    if (!holds(selectors, known, date)) continue;
    const isOff = OFF.test(withoutComment(hours));
    const isOffForAWhile = isOff && TIME.test(hours);
    const isOffAllDay = isOff && !isOffForAWhile && kind !== 'fallback';
    // What is outdone goes altogether; the library would leave what of it lies past midnight.
    if (isOffAllDay || (kind === 'normal' && !isOffForAWhile)) text = '';
    if (isOffAllDay) continue;
    text += `${text === '' ? '' : JOINTS[kind]}Mo ${hours}`;
  }
  return text === '' ? [] : readLoneDays.get(text, () => mondaySpans(parse(text)));
}

const readLoneDays = new Memo<readonly DaySpan[]>(5_000);

/** The spans of hours that are for Mondays only, read off a week in which the machine's clocks are not set. */
function mondaySpans(hours: opening_hours): DaySpan[] {
  const monday = quietMonday();
  const minutes = (date: Date) => Math.round((date.getTime() - monday.getTime()) / 60_000);
  const end = new Date(monday.getFullYear(), monday.getMonth(), monday.getDate() + 2);
  const spans: DaySpan[] = [];
  for (const [from, to, isUnknown] of hours.getOpenIntervals(monday, end)) {
    const span: DaySpan = { from: minutes(from), to: minutes(to), state: isUnknown ? 'unknown' : 'open' };
    const last = spans.at(-1);
    // Neighbours that differ in their comment only.
    if (last && last.to === span.from && last.state === span.state)
      spans[spans.length - 1] = { ...last, to: span.to };
    else spans.push(span);
  }
  return spans;
}

function quietMonday(): Date {
  // 5 January 2026 is a Monday.
  for (let day = 5; ; day += 7) {
    const [before, monday, after] = [day - 1, day, day + 3].map((date) => new Date(2026, 0, date));
    if (before!.getTimezoneOffset() === after!.getTimezoneOffset()) return monday!;
  }
}

/** What all the ways agree on; where they differ, the state is unknown. */
function agreed(ways: readonly (readonly DaySpan[])[]): readonly DaySpan[] {
  const [first, ...others] = ways;
  if (others.length === 0) return first!;
  const bounds = [...new Set(ways.flat().flatMap((span) => [span.from, span.to]))].sort((a, b) => a - b);
  const spans: DaySpan[] = [];
  for (const [index, from] of bounds.entries()) {
    const to = bounds[index + 1];
    if (to === undefined) break;
    const states = ways.map((way) => way.find((span) => span.from <= from && from < span.to)?.state);
    const state = states.every((each) => each === states[0]) ? states[0] : 'unknown';
    if (state === undefined) continue;
    const last = spans.at(-1);
    if (last && last.to === from && last.state === state) spans[spans.length - 1] = { ...last, to };
    else spans.push({ from, to, state });
  }
  return spans;
}
