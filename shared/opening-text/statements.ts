// What the words of a text say about opening hours: statements such as "Saturday and Sunday, 10 to 18".

import { clausesOf, has, isLimit, isNote, isOfDays, joined, onlyWord } from './clauses.ts';
import { both, type Days, type Item, itemsOfClauses } from './items.ts';
import type { Span } from './spans.ts';
import { type ClockTime, tokensOf } from './tokens.ts';

/** `days` undefined: whatever day nothing else is said of. */
export type Statement =
  | { readonly kind: 'open'; readonly days: Days | undefined; readonly spans: readonly Span[] }
  /** `isException`: only what is said of more days does not hold for these. */
  | { readonly kind: 'off'; readonly days: Days; readonly isException?: boolean }
  /** Open with the hours of the other days: closed on Mondays, except on holidays. */
  | { readonly kind: 'usual'; readonly days: Days }
  /** Open longer on some days. */
  | { readonly kind: 'extended'; readonly days: Days; readonly closes: ClockTime }
  /** Closed in between on every day. */
  | { readonly kind: 'pause'; readonly spans: readonly Span[] };

export type Reading = {
  readonly statements: readonly Statement[];
  /** Places in the text that say something that no statement holds. */
  readonly notes: readonly { readonly start: number; readonly end: number }[];
  /** The whole text is only this. */
  readonly only: 'closed' | 'appointment' | undefined;
};

/** Reads a folded text. Undefined when it, or a part that cannot be left aside, cannot be read in one way only. */
export function readStatements(text: string): Reading | undefined {
  const clauses = clausesOf(tokensOf(text));
  const said = clauses.filter((clause) => !clause.tokens.every((token) => token.type === 'noise'));
  const only = said.length === 1 ? onlyWord(said[0]!) : undefined;
  if (only) return { statements: [], notes: [], only };
  if (said.some((clause) => has(clause, 'suspended') && !has(clause, 'days'))) {
    // Given up for now: not open as it says elsewhere. A number may be the day it comes back.
    const saysWhen =
      /\d/.test(text) || said.some((clause) => has(clause, 'days', 'time', 'always', 'condition'));
    return saysWhen ? undefined : { statements: [], notes: [], only: 'closed' };
  }
  const known = said.filter((clause) => !isNote(clause));
  const notes = said.filter(isNote);
  // Hours of named days that are not understood are no remark, and a season limits what stands beside it.
  if (notes.some(isOfDays) || said.some(isLimit)) return undefined;
  const statements = new StatementReader(itemsOfClauses(known)).read();
  return statements && { statements, notes: joined(notes, clauses), only: undefined };
}

/** Puts days and hours together, in whichever order a text has them. */
class StatementReader {
  readonly #clauses: readonly (Item[] | undefined)[];
  readonly #statements: Statement[] = [];
  /** Named, with nothing said of them yet. */
  #days: Days | undefined;
  /** What is about to be said does not hold for these. */
  #except: Days | undefined;
  /** What is about to be said is for all days that nothing else is said of. */
  #isForRest = false;

  constructor(clauses: readonly (Item[] | undefined)[]) {
    this.#clauses = clauses;
  }

  read(): Statement[] | undefined {
    for (const items of this.#clauses) {
      if (!items || !this.#readClause(items)) return undefined;
    }
    this.#daysOfHoursBefore();
    return this.#days || this.#except ? undefined : this.#statements;
  }

  #readClause(items: readonly Item[]): boolean {
    // 10am-6pm, Tue-Sun (closed on Mon)
    if (items[0]?.type === 'off' && items[1]?.type === 'days') this.#daysOfHoursBefore();
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
    this.#statements.push(isOff ? { kind: 'usual', days } : { kind: 'off', days, isException: true });
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
