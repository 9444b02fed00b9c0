// What the words of a text say about opening hours: statements such as "Saturday and Sunday, 10 to 18".

import { type Span, spanOf } from './opening-text-spans.ts';
import type { ClockTime, DayIndex, Token, Word } from './opening-text-tokens.ts';

/** `days` undefined: whatever day nothing else is said of. */
export type Statement =
  | { readonly kind: 'open'; readonly days: Days | undefined; readonly spans: readonly Span[] }
  | { readonly kind: 'off'; readonly days: Days }
  /** Open with the hours of the other days: closed on Mondays, except on holidays. */
  | { readonly kind: 'usual'; readonly days: Days }
  /** Open longer on some days. */
  | { readonly kind: 'extended'; readonly days: Days; readonly closes: ClockTime }
  /** Closed in between on every day. */
  | { readonly kind: 'pause'; readonly spans: readonly Span[] };

export type Days = { readonly days: ReadonlySet<DayIndex>; readonly isWorkingDays: boolean };

export type Reading = {
  readonly statements: readonly Statement[];
  /** Places in the text that say something that no statement holds. */
  readonly notes: readonly { readonly start: number; readonly end: number }[];
  /** The whole text is only this. */
  readonly only: 'closed' | 'appointment' | undefined;
};

/** Undefined when the text, or a part that cannot be left aside, cannot be read in one way only. */
export function readStatements(tokens: readonly Token[]): Reading | undefined {
  const clauses = clausesOf(withOpenToClose(tokens)).flatMap(withoutRemark);
  const said = clauses.filter((clause) => !clause.tokens.every((token) => token.type === 'noise'));
  const only = said.length === 1 ? onlyWord(said[0]!) : undefined;
  if (only) return { statements: [], notes: [], only };
  const known = said.filter((clause) => !isNote(clause));
  const notes = said.filter(isNote);
  // A season alone limits what stands beside it; a shop that is given up is not open as it says elsewhere.
  if (said.some(isLimit) || said.some((clause) => has(clause, 'suspended') && !has(clause, 'days')))
    return undefined;
  const statements = new StatementReader(known).read();
  return statements && { statements, notes: joined(notes, clauses), only: undefined };
}

type Clause = {
  readonly tokens: readonly Token[];
  readonly start: number;
  readonly end: number;
  readonly isBracketed: boolean;
};

const ENDS_CLAUSE: ReadonlySet<string> = new Set(['comma', 'break', 'line', 'openBracket', 'closeBracket']);

function clausesOf(tokens: readonly Token[]): Clause[] {
  const clauses: Clause[] = [];
  let current: Token[] = [];
  let depth = 0;
  const end = () => {
    if (current.length > 0) {
      clauses.push({
        tokens: current,
        start: current[0]!.start,
        end: current.at(-1)!.end,
        isBracketed: depth > 0,
      });
    }
    current = [];
  };
  for (const token of tokens) {
    if (!ENDS_CLAUSE.has(token.type)) {
      current.push(token);
      continue;
    }
    end();
    if (token.type === 'openBracket') depth++;
    if (token.type === 'closeBracket') depth = Math.max(0, depth - 1);
  }
  end();
  return clauses;
}

/** `10:00-22:00 last orders 21:30`: hours with a remark behind them are two clauses. */
function withoutRemark(clause: Clause): Clause[] {
  const { tokens } = clause;
  const unknown = tokens.findIndex(({ type }) => type === 'unknown' || type === 'condition');
  const spaced = (index: number) => tokens[index - 1]!.end < tokens[index]!.start;
  let cut = unknown;
  while (cut > 0 && !(spaced(cut) && ['time', 'always', 'days', 'closes'].includes(tokens[cut - 1]!.type)))
    cut--;
  const [hours, remark] = [tokens.slice(0, cut), tokens.slice(cut)];
  if (cut <= 0 || !hours.some(({ type }) => type === 'time' || type === 'always') || !itemsOf(hours))
    return [clause];
  return [
    { ...clause, tokens: hours, end: hours.at(-1)!.end },
    { ...clause, tokens: remark, start: remark[0]!.start },
  ];
}

/** 早上9点开门，晚上10点打烊: opening at one time and closing at the next is a span. */
function withOpenToClose(tokens: readonly Token[]): Token[] {
  const result: Token[] = [];
  for (const token of tokens) {
    const opens = result.findLastIndex(({ type }) => type === 'time');
    const between = result.slice(opens + 1).map(({ type }) => type);
    if (token.type === 'closes' && opens > 0) {
      const first = result.slice(0, opens).findLastIndex(({ type }) => type === 'time');
      const gap = result.slice(first + 1, opens);
      if (first >= 0 && between.length === 0 && gap[0]?.type === 'opens' && gap.every(isGap)) {
        result.splice(first + 1, gap.length, { type: 'to', start: gap[0].start, end: gap.at(-1)!.end });
        continue;
      }
    }
    result.push(token);
  }
  return result;
}

const isGap = ({ type }: Token): boolean => ['opens', 'comma', 'line', 'noise', 'and'].includes(type);
const has = (clause: Clause, ...types: (Word | 'days' | 'time')[]): boolean =>
  clause.tokens.some(({ type }) => types.some((each) => each === type));

const isNote = (clause: Clause): boolean => has(clause, 'unknown', 'condition', 'appointment');

const isLimit = (clause: Clause): boolean =>
  has(clause, 'condition') && !has(clause, 'time', 'always', 'off', 'except', 'suspended');

function onlyWord(clause: Clause): Reading['only'] {
  const words = clause.tokens.filter(({ type }) => type !== 'noise').map(({ type }) => type);
  if (words.every((type) => type === 'suspended' || type === 'off')) return 'closed';
  return words.every((type) => type === 'appointment') ? 'appointment' : undefined;
}

/** Neighbouring clauses are one note, with what stands between them. */
function joined(notes: readonly Clause[], clauses: readonly Clause[]): { start: number; end: number }[] {
  const places: { start: number; end: number }[] = [];
  let before: Clause | undefined;
  for (const clause of clauses) {
    if (notes.includes(clause)) {
      const last = places.at(-1);
      if (last && before && notes.includes(before)) last.end = clause.end;
      else places.push({ start: clause.start, end: clause.end });
    }
    before = clause;
  }
  return places;
}

/** The items clause by clause; days in brackets after hours belong to those: 9:00-18:00（周一，周三）. */
function itemsOfClauses(clauses: readonly Clause[]): (Item[] | undefined)[] {
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

type Item =
  | { readonly type: 'days'; readonly days: Days }
  | { readonly type: 'hours'; readonly spans: readonly Span[] }
  | { readonly type: 'extended'; readonly closes: ClockTime }
  /** Days that what is said does not hold for: off, and nothing to do with days named before. */
  | { readonly type: 'except'; readonly days: Days }
  | { readonly type: 'off' }
  | { readonly type: 'rest' }
  | { readonly type: 'usual' };

/** Puts days and hours together, in whichever order a text has them. */
class StatementReader {
  readonly #clauses: readonly Clause[];
  readonly #statements: Statement[] = [];
  /** Named, with nothing said of them yet. */
  #days: Days | undefined;
  /** What is about to be said does not hold for these. */
  #except: Days | undefined;
  /** What is about to be said is for all days that nothing else is said of. */
  #isForRest = false;

  constructor(clauses: readonly Clause[]) {
    this.#clauses = clauses;
  }

  read(): Statement[] | undefined {
    for (const items of itemsOfClauses(this.#clauses)) {
      if (!items || !this.#readClause(items)) return undefined;
    }
    this.#daysOfHoursBefore();
    return this.#days || this.#except ? undefined : this.#statements;
  }

  #readClause(items: readonly Item[]): boolean {
    for (let index = 0; index < items.length; index++) {
      const item = items[index]!;
      const next = items[index + 1];
      const afterNext = items[index + 2];
      if (item.type === 'days') {
        this.#days = this.#days ? both(this.#days, item.days) : item.days;
      } else if (item.type === 'rest') {
        this.#isForRest = true;
      } else if (item.type === 'except') {
        // 周一（节假日除外）闭馆; 周一闭馆（节假日除外）; 周一除外
        if (this.#days) this.#except = item.days;
        else this.#not(item.days, this.#statements.at(-1)?.kind === 'off');
      } else if (item.type === 'usual') {
        // 周末照常营业: nothing new.
        this.#days = undefined;
      } else if (item.type === 'extended') {
        const days = this.#take();
        if (!days) return false;
        this.#statements.push({ kind: 'extended', days, closes: item.closes });
      } else if (item.type === 'off') {
        const days = this.#take();
        if (days) this.#off(days);
        else if (this.#isForRest) this.#isForRest = false;
        else if (next?.type === 'days') {
          this.#off(next.days);
          index++;
        } else if (next?.type === 'hours') {
          this.#statements.push({ kind: 'pause', spans: next.spans });
          index++;
        } else return false;
      } else if (next?.type === 'off' && !afterNext && !this.#days) {
        // 12:00-13:00休息
        this.#statements.push({ kind: 'pause', spans: item.spans });
        index++;
      } else if (!this.#days && next?.type === 'days' && isForHoursBefore(items.slice(index + 2))) {
        this.#statements.push({ kind: 'open', days: next.days, spans: item.spans });
        index++;
      } else this.#open(item.spans);
    }
    return true;
  }

  /** Hours for the days named before them; without any, more hours of the days spoken of last. */
  #open(spans: readonly Span[]) {
    const days = this.#take();
    const last = this.#statements.at(-1);
    if (!days && !this.#isForRest && last?.kind === 'open') {
      this.#statements[this.#statements.length - 1] = { ...last, spans: [...last.spans, ...spans] };
    } else this.#statements.push({ kind: 'open', days, spans });
    this.#isForRest = false;
    if (this.#except) this.#not(this.#except, false);
  }

  #off(days: Days) {
    this.#statements.push({ kind: 'off', days });
    if (this.#except) this.#not(this.#except, true);
  }

  /** An exception to being closed is open as usual, to being open it is closed. */
  #not(days: Days, isOff: boolean) {
    this.#statements.push(isOff ? { kind: 'usual', days } : { kind: 'off', days });
    this.#except = undefined;
  }

  #daysOfHoursBefore() {
    const last = this.#statements.at(-1);
    if (!this.#days || last?.kind !== 'open' || last.days) return;
    this.#statements[this.#statements.length - 1] = { ...last, days: this.#take() };
  }

  #take(): Days | undefined {
    const days = this.#days;
    this.#days = undefined;
    return days;
  }
}

/** Whether days after hours are meant with those, by what follows: 9am to 6pm Mon-Fri, 10am to 4pm Sat. */
const isForHoursBefore = ([first, second]: readonly Item[]): boolean =>
  first === undefined || first.type === 'except' || (first.type === 'hours' && second?.type === 'days');

const both = (one: Days, other: Days): Days => ({
  days: new Set([...one.days, ...other.days]),
  isWorkingDays: one.isWorkingDays || other.isWorkingDays,
});

/** The days and hours of one clause, in order; undefined when a part of it makes none. */
function itemsOf(tokens: readonly Token[]): Item[] | undefined {
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
