// The tokens of CQL2 text.
import { invalidFilter } from './filter-limits.ts';

export type Token =
  | { readonly kind: 'name'; readonly text: string; readonly quoted: boolean }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'number'; readonly value: number; readonly text: string }
  | { readonly kind: 'sign'; readonly text: string }
  | { readonly kind: 'end'; readonly text: '' };

// One alternative for each kind; what none of them takes is an error. A quote inside a text is doubled, or has a \ before it.
const TOKEN =
  /\s*(?:(?<name>[\p{L}_][\p{L}\p{N}_.:]*)|"(?<quoted>(?:[^"]|"")+)"|'(?<text>(?:[^'\\]|''|\\.)*)'|(?<number>[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?)|(?<sign><=|>=|<>|[=<>(),]))/suy;

/** @throws INVALID_FILTER */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  const token = new RegExp(TOKEN);
  const end = text.trimEnd().length;
  for (let at = 0; at < end; at = token.lastIndex) {
    token.lastIndex = at;
    const { groups } = token.exec(text) ?? {};
    if (!groups) throw invalidFilter(`cannot be read from here on: ${text.slice(at).trim().slice(0, 40)}`);
    tokens.push(tokenOf(groups));
  }
  return [...tokens, { kind: 'end', text: '' }];
}

function tokenOf({ name, quoted, text, number, sign }: Record<string, string | undefined>): Token {
  if (name !== undefined) return { kind: 'name', text: name, quoted: false };
  if (quoted !== undefined) return { kind: 'name', text: quoted.replaceAll('""', '"'), quoted: true };
  if (text !== undefined) return { kind: 'text', text: text.replaceAll("''", "'").replaceAll("\\'", "'") };
  if (number !== undefined) return { kind: 'number', value: Number(number), text: number };
  return { kind: 'sign', text: sign ?? '' };
}
