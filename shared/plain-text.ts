// Text from outside, made fit to stand among other text: one line, well formed, no longer than there is room.

/** Controls but for the line feed; what embeds, overrides or isolates a direction; the byte-order mark. */
const UNSEEN = /[^\P{Cc}\n]|[\u202a-\u202e\u2066-\u2069\ufeff]/gu;
const LINE_END = /\r\n?|[\u2028\u2029]/g;
const LONE_SURROGATE = /\p{Surrogate}/gu;
/** A letter with more marks than any writing system stacks is meant to spill over its neighbours. */
const MARKS = /(\p{M}{8})\p{M}+/gu;
/** UTF-16 units that one grapheme may cost on average, so that endless joined ones do not pass for one character. */
const UNITS_PER_GRAPHEME = 4;
/** Where the engine has no segmenter (Firefox before 125): flags, and letters with their marks and joined ones. */
const ROUGH_GRAPHEME = /\p{RI}{2}|\r\n|.(?:[\p{M}\p{Emoji_Modifier}\u{e0020}-\u{e007f}]|\u200d.)*/gsu;

/** The text with U+FFFD for every lone surrogate. */
export const wellFormed = (text: string): string => text.replace(LONE_SURROGATE, '\ufffd');

/** The text with `\n` as its only line end. */
export const withLineFeeds = (text: string): string => text.replace(LINE_END, '\n');

/** The text without characters that cannot be seen but change what can. */
export const withoutUnseen = (text: string): string => text.replace(UNSEEN, '');

/** One line of plain text: white space run together, nothing unseen, trimmed. */
export const oneLine = (text: string): string =>
  withoutUnseen(wellFormed(text).replaceAll('\ufeff', '').replace(/\s+/g, ' ')).replace(MARKS, '$1').trim();

/** Characters that never join their neighbours: ASCII, Chinese characters and their punctuation. Most texts are these. */
const UNJOINED = /^[ -~·\u3001-\u3011\u4e00-\u9fff\uff01-\uff5e]*$/;

let segmenter: Intl.Segmenter | undefined;

/** What a reader calls the characters of a text. */
export function graphemes(text: string): string[] {
  if (UNJOINED.test(text)) return text.split('');
  if (!('Segmenter' in Intl)) return text.match(ROUGH_GRAPHEME) ?? [];
  segmenter ??= new Intl.Segmenter(undefined, { granularity: 'grapheme' });
  return Array.from(segmenter.segment(text), ({ segment }) => segment);
}

/** The text where it has at most `length` graphemes, else its beginning with … as the last of them; '' for no room. */
export function shortened(text: string, length: number): string {
  if (length <= 0) return '';
  if (text.length <= length) return text;
  const room = length * UNITS_PER_GRAPHEME;
  const whole = text.length <= room;
  const characters = graphemes(whole ? text : text.slice(0, room).replace(/[\ud800-\udbff]$/, ''));
  if (whole && characters.length <= length) return text;
  // Of a text that was sliced, the last character may be half of one.
  const kept = characters.slice(0, Math.min(length, characters.length) - 1);
  return `${kept.join('').trimEnd()}…`;
}
