// How names are spelled in pinyin, for finding and sorting them: 星巴克 is found by xingbake and xbk.
import { pinyin } from 'pinyin-pro';
import { Memo } from '../../shared/memo.ts';

export type Spelling = {
  /** 星巴克 Reserve: `xingbake reserve`. */
  readonly whole: string;
  /** 星巴克 Reserve: `xbk reserve`. */
  readonly initials: string;
};

const FIRST = 0x4e00;
const LAST = 0x9fff;
/** How each Chinese character is read alone, once one was met. */
const READINGS: (string | undefined)[] = [];

/** Read otherwise in names of towns and brands than alone: 重庆, 长沙, 音乐, 银行. Asking for words takes 15 µs, so only for these. */
const READ_IN_WORDS = /[重长行乐朝厦都会]/;
const known = new Memo<Spelling>(20_000);

/** @param text  in lower case */
export function spellingOf(text: string): Spelling {
  return READ_IN_WORDS.test(text) ? known.get(text, () => spelled(text, readings(text))) : spelled(text);
}

/** @param inWords  the reading of each character, where it is asked for in its word */
function spelled(text: string, inWords?: readonly string[]): Spelling {
  let [whole, initials] = ['', ''];
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code < FIRST || code > LAST) {
      whole += text[at];
      initials += text[at];
      continue;
    }
    const reading = inWords?.[at] ?? aloneReading(code);
    whole += reading;
    initials += reading[0];
  }
  return { whole, initials };
}

const aloneReading = (code: number): string =>
  (READINGS[code - FIRST] ??= readings(String.fromCharCode(code))[0]!);

const readings = (text: string): string[] =>
  pinyin(text, { type: 'array', toneType: 'none', v: true, nonZh: 'spaced' });
