// Finds words in Chinese text as people type them: as they stand there, in pinyin, or by initials. 星巴克 holds 巴克,
// xingbake, baka no, xbk and xingbk; 重庆 holds chongqing, and zhongqing too.
import { pinyin } from 'pinyin-pro';

/** Whether a text (folded: lower case, half width) holds a word. */
export type WordMatch = {
  (text: string): boolean;
  readonly word: string;
  /** It may also be how Chinese words are spelled: a text need not hold it letter by letter. */
  readonly isSpelling: boolean;
};

/** How each Chinese character is read, once somebody asked: no index of the catalogue has to be kept. */
const READINGS: (readonly string[] | undefined)[] = [];
const FIRST = 0x4e00;
const LAST = 0x9fff;

// Bits of one number stand for how much of the letters is found.
const LONGEST_SPELLING = 30;

/** @param word  folded, not empty */
export function wordMatch(word: string): WordMatch {
  const letters = word.replaceAll("'", '');
  const isSpelling = /^(?=.*[a-z])[a-z\d]{2,30}$/.test(letters);
  const isIn = isSpelling
    ? (text: string) => text.includes(word) || isSpelledIn(text, letters, true)
    : (text: string) => text.includes(word);
  return Object.assign(isIn, { word, isSpelling });
}

/** Whether the letters are the pinyin of the whole text, every syllable in full: shenzhen is 深圳. */
export function isSpelling(text: string, letters: string): boolean {
  return letters.length <= LONGEST_SPELLING && isSpelledIn(text, letters, false);
}

/**
 * Whether consecutive characters of the text are spelled by the letters: each by a whole reading or its initial, the
 * last by any beginning of one. Not `loosely`: from the first character to the last, whole readings only.
 */
function isSpelledIn(text: string, letters: string, loosely: boolean): boolean {
  // Bit n is set while the characters up to here spell the first n letters.
  let found = 1;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    const readings = code >= FIRST && code <= LAST ? readingsOf(code) : undefined;
    let next = loosely ? 1 : 0;
    for (let n = 0, rest = found; rest > 0; n++, rest >>>= 1) {
      if ((rest & 1) === 0) continue;
      if (!readings) {
        if (text[at] === letters[n]) next |= 1 << (n + 1);
        continue;
      }
      for (const reading of readings) {
        if (letters.startsWith(reading, n)) next |= 1 << (n + reading.length);
        if (!loosely || reading[0] !== letters[n]) continue;
        next |= 1 << (n + 1);
        if (reading.length > letters.length - n && reading.startsWith(letters.slice(n))) return true;
      }
    }
    found = next;
    if (loosely && found >>> letters.length === 1) return true;
    if (found === 0) return false;
  }
  return found >>> letters.length === 1;
}

function readingsOf(code: number): readonly string[] {
  let readings = READINGS[code - FIRST];
  if (!readings) {
    const all = pinyin(String.fromCharCode(code), {
      multiple: true,
      type: 'array',
      toneType: 'none',
      v: true,
    });
    readings = [...new Set(all)].filter((reading) => /^[a-z]+$/.test(reading));
    READINGS[code - FIRST] = readings;
  }
  return readings;
}
