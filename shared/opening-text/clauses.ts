// The clauses of a text about opening hours: what stands between commas, lines and brackets.
import { itemsOf } from './items.ts';
import type { Token, Word } from './tokens.ts';

export type Clause = {
  readonly tokens: readonly Token[];
  readonly start: number;
  readonly end: number;
  readonly isBracketed: boolean;
};

/** The clauses of a text; hours with a remark behind them are two. */
export function clausesOf(tokens: readonly Token[]): Clause[] {
  return clausesAsWritten(withOpenToClose(tokens)).flatMap(withoutRemark);
}

function clausesAsWritten(tokens: readonly Token[]): Clause[] {
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

const ENDS_CLAUSE: ReadonlySet<string> = new Set(['comma', 'break', 'line', 'openBracket', 'closeBracket']);

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
/** Whether any of these words is in the clause. */
export const has = (clause: Clause, ...types: (Word | 'days' | 'time')[]): boolean =>
  clause.tokens.some(({ type }) => types.some((each) => each === type));

/** It says something that hours cannot. */
export const isNote = (clause: Clause): boolean => has(clause, 'unknown', 'condition', 'appointment');

/** It only says when what stands beside it holds: in summer. */
export const isLimit = (clause: Clause): boolean =>
  has(clause, 'condition') && !has(clause, 'time', 'always', 'off', 'except', 'suspended');

/** It has hours for days that it names. */
export function isOfDays({ tokens }: Clause): boolean {
  const first = tokens.find(({ type }) => type !== 'noise');
  return first?.type === 'days' && tokens.some(({ type }) => type === 'time' || type === 'always');
}

/** What a text says that has this clause only. */
export function onlyWord(clause: Clause): 'closed' | 'appointment' | undefined {
  const words = clause.tokens.filter(({ type }) => type !== 'noise').map(({ type }) => type);
  if (words.every((type) => type === 'suspended' || type === 'off')) return 'closed';
  return words.every((type) => type === 'appointment') ? 'appointment' : undefined;
}

/** Neighbouring clauses are one note, with what stands between them. */
export function joined(
  notes: readonly Clause[],
  clauses: readonly Clause[],
): { start: number; end: number }[] {
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
