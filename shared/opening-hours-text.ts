// Free text about opening hours, Chinese or English, as shops and tables have it → OSM `opening_hours`.
//
// The text is folded to one spelling, cut into words, clause by clause into statements ("Saturday: 10 to 18"), and the
// statements into a week. What is not understood is kept as a note; what can be meant in two ways is not read at all.
// A text that says nothing certain leaves the hours unknown, which is not closed.
import { folded, withoutMarkup } from './folded-text.ts';
import { prettifiedOpeningHours } from './opening-rules.ts';
import { readStatements } from './opening-text/statements.ts';
import { weekOf } from './opening-text/week.ts';
import { weekInSyntax } from './opening-text/week-syntax.ts';
import { shortened } from './plain-text.ts';

export type ReadOpeningHours = {
  /** OSM syntax; absent when none could be read. */
  readonly openingHours?: string;
  /** What of the text the hours do not say, for people; the whole text when there are no hours. */
  readonly note?: string;
  /** `exact`: the hours say all; `partial`: the note is needed too; `none`: nothing was read. */
  readonly result: 'exact' | 'partial' | 'none';
};

const MAX_TEXT_LENGTH = 2000;
const MAX_NOTE_LENGTH = 500;
const MAX_COMMENT_LENGTH = 200;

/** Reads a text of at most 2,000 characters; a longer one is only kept as a note. Never throws. */
export function readOpeningHours(text: string): ReadOpeningHours {
  const plain = withoutMarkup(text)
    .replace(/\r\n?/g, '\n')
    .replace(/[^\S\n]*\n\s*/g, '\n')
    .trim();
  if (plain === '') return { result: 'none' };
  const openingHours = asSyntax(plain);
  if (openingHours) return { openingHours, result: 'exact' };
  const none: ReadOpeningHours = { note: shortened(plain, MAX_NOTE_LENGTH), result: 'none' };
  if (plain.length > MAX_TEXT_LENGTH) return none;

  const reading = readStatements(folded(plain));
  if (!reading) return none;
  if (reading.only) {
    if (plain.length > MAX_COMMENT_LENGTH) return none;
    const comment = `"${plain.replaceAll('"', "'").replaceAll('\n', ' ')}"`;
    return { openingHours: reading.only === 'closed' ? `off ${comment}` : comment, result: 'exact' };
  }
  const week = weekOf(reading.statements);
  if (!week) return none;
  const notes = reading.notes.map((place) => withBrackets(plain, place));
  const syntax = weekInSyntax(week);
  if (notes.length === 0) return { openingHours: syntax, result: 'exact' };
  return { openingHours: syntax, note: shortened(notes.join('；'), MAX_NOTE_LENGTH), result: 'partial' };
}

/** The text of a place, with the bracket before or after it whose other half stands in it. */
function withBrackets(
  text: string,
  { start, end }: { readonly start: number; readonly end: number },
): string {
  const inside = text.slice(start, end);
  const count = (pattern: RegExp) => inside.match(pattern)?.length ?? 0;
  const missing = count(/[)）\]】]/g) - count(/[(（[【]/g);
  const from = missing > 0 && /[(（[【]/.test(text.charAt(start - 1)) ? start - 1 : start;
  const to = missing < 0 && /[)）\]】]/.test(text.charAt(end)) ? end + 1 : end;
  return text.slice(from, to).trim();
}

// A clock with two digits an hour and nothing but the words of the syntax: anything looser is read as free text.
const SYNTAX =
  /^(?:"[^"]*"|\b(?:Mo|Tu|We|Th|Fr|Sa|Su|PH|SH|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|off|closed|unknown|week|easter|days?|sunrise|sunset|dawn|dusk|24\/7|\d\d:\d\d|20\d\d|(?<=week |[-,][ ]?|[a-y] |\[-?|[+/])\d{1,2})\b|[-,;:+/()[\]|\s])+$/;

/** The text itself in its usual spelling, when it is the syntax already. */
function asSyntax(text: string): string | undefined {
  if (!SYNTAX.test(text) || !/[\d"]/.test(text) || /\d\s+\d\d:/.test(text)) return undefined;
  try {
    return prettifiedOpeningHours(text);
  } catch {
    return undefined;
  }
}
