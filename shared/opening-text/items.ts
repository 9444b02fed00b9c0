// Days and hours, found in the words of a clause.
import type { Clause } from './clauses.ts';
import { type Span, spanOf } from './spans.ts';
import type { ClockTime, DayIndex, Token } from './tokens.ts';

export type Days = { readonly days: ReadonlySet<DayIndex>; readonly isWorkingDays: boolean };

/** What a clause is made of. */
export type Item =
  | { readonly type: 'days'; readonly days: Days }
  | { readonly type: 'hours'; readonly spans: readonly Span[] }
  | { readonly type: 'extended'; readonly closes: ClockTime }
  /** Days that what is said does not hold for: off, and nothing to do with days named before. */
  | { readonly type: 'except'; readonly days: Days }
  | { readonly type: 'off' }
  | { readonly type: 'rest' }
  | { readonly type: 'usual' };

/** The items clause by clause; days in brackets after hours belong to those: 9:00-18:00（周一，周三）. */
export function itemsOfClauses(clauses: readonly Clause[]): (Item[] | undefined)[] {
  const all: (Item[] | undefined)[] = [];
  for (const clause of clauses) {
    const items = itemsOf(clause.tokens);
    const before = all.at(-1);
    const areDays = clause.isBracketed && items?.every(({ type }) => type === 'days');
    if (items && before && areDays && before[0]?.type === 'hours') before.push(...items);
    else all.push(items);
  }
  return all.map((items) => items && withDaysUnited(items));
}

/** 周一 周三 10:00: days one after the other are named together. */
function withDaysUnited(items: readonly Item[]): Item[] {
  const united: Item[] = [];
  for (const item of items) {
    const last = united.at(-1);
    if (item.type === 'days' && last?.type === 'days')
      united[united.length - 1] = { type: 'days', days: both(last.days, item.days) };
    else united.push(item);
  }
  return united;
}

/** The days and hours of one clause, in order; undefined when a part of it makes none. */
export function itemsOf(tokens: readonly Token[]): Item[] | undefined {
  const said = tokens.filter(({ type }) => type !== 'noise' && type !== 'opens' && type !== 'closes');
  const items: Item[] = [];
  let index = 0;
  while (index < said.length) {
    const token = said[index]!;
    const [second, third] = [said[index + 1], said[index + 2]];
    if (token.type === 'days') {
      const named = daysAt(said, index);
      if (!named) return undefined;
      items.push({ type: 'days', days: named.days });
      index = named.next;
      const [to, closes] = [said[index], said[index + 1]];
      if (to?.type === 'to' && closes?.type === 'time') {
        // 周五至22:00
        items.push({ type: 'extended', closes: closes.time });
        index += 2;
      }
    } else if (token.type === 'time') {
      const closes = second?.type === 'to' ? third : isFromMorningOn(token, second) ? second : undefined;
      const span = closes?.type === 'time' ? spanOf(token.time, closes.time) : undefined;
      if (!span) return undefined;
      index += second === closes ? 2 : 3;
      const last = items.at(-1);
      if (last?.type === 'hours') items[items.length - 1] = { type: 'hours', spans: [...last.spans, span] };
      else items.push({ type: 'hours', spans: [span] });
    } else if (token.type === 'extended') {
      if (second?.type !== 'time') return undefined;
      items.push({ type: 'extended', closes: second.time });
      index += 2;
    } else if (token.type === 'except') {
      index++;
      const days = daysAt(said, index);
      const last = items.at(-1);
      if (days) {
        // 除周一外, except Monday
        items.push({ type: 'except', days: days.days });
        index = days.next;
        if (said[index]?.type === 'except') index++;
      } else if (last?.type === 'days') {
        // 周一除外
        items[items.length - 1] = { type: 'except', days: last.days };
      } else return undefined;
    } else if (token.type === 'always') {
      // 全天休息, closed all day
      const isOff = second?.type === 'off' || items.at(-1)?.type === 'off';
      if (!isOff) items.push({ type: 'hours', spans: [{ from: 0, to: 1440 }] });
      index++;
    } else if (token.type === 'off' || token.type === 'suspended') {
      items.push({ type: 'off' });
      index++;
    } else if (token.type === 'usual' || token.type === 'rest') {
      items.push({ type: token.type });
      index++;
    } else if (token.type === 'and') {
      index++;
    } else return undefined;
  }
  return items;
}

/** The days named from an index on, one after the other: 周一至周三、周五. `next` is what follows them. */
function daysAt(tokens: readonly Token[], start: number): { days: Days; next: number } | undefined {
  let days: Days | undefined;
  let next = start;
  for (;;) {
    const [first, second, third] = tokens.slice(next, next + 3);
    if (first?.type !== 'days') return days && { days, next };
    const isRange = second?.type === 'to' && third?.type === 'days';
    const range = isRange ? rangeOf(first.days, third.days) : first.days;
    if (!range) return undefined;
    const more = { days: new Set(range), isWorkingDays: first.isWorkingDays };
    // 每天，周一除外: what holds for all is not said of one more.
    if (days && days.days.size >= 7) return { days, next };
    days = days ? both(days, more) : more;
    next += isRange ? 3 : 1;
    if (tokens[next]?.type === 'and' && tokens[next + 1]?.type === 'days') next++;
  }
}

/** 早9晚6: two times with nothing between them, the first of the morning, the second later. */
const isFromMorningOn = (opens: Token, closes: Token | undefined): boolean =>
  opens.type === 'time' &&
  closes?.type === 'time' &&
  opens.time.period === 'morning' &&
  ['afternoon', 'evening', 'night'].includes(closes.time.period ?? '');

/** Friday to Monday passes the weekend. */
function rangeOf(
  [first, ...more]: readonly DayIndex[],
  [last, ...others]: readonly DayIndex[],
): DayIndex[] | undefined {
  if (first === undefined || last === undefined || more.length > 0 || others.length > 0) return undefined;
  if (first > 6 || last > 6) return undefined;
  return Array.from({ length: ((last - first + 7) % 7) + 1 }, (_, step) => (first + step) % 7);
}

/** Both, as one. */
export const both = (one: Days, other: Days): Days => ({
  days: new Set([...one.days, ...other.days]),
  isWorkingDays: one.isWorkingDays || other.isWorkingDays,
});
