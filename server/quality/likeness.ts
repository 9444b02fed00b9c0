// How alike two short names are: by the pairs of characters that they share, which Chinese and Latin names both have.
import { folded } from '../../shared/folded-text.ts';

/** The pairs of neighbouring characters of a name, as numbers in order; of a single character, that with itself. */
export type Pairs = Uint32Array;

/** What makes no difference to which shop is meant: blanks, brackets, and the words that all shops end with. */
const NOISE = /[^\p{L}\p{N}]/gu;
const ENDINGS = /(?:旗舰|专卖|直营|分)?店$|门市部$|有限(?:责任)?公司$/u;

/** A name in the spelling that names are compared in: 星巴克（五道口店） is 星巴克五道口. */
export function nameKey(...parts: readonly (string | undefined)[]): string {
  return parts
    .map((part) =>
      folded(part ?? '')
        .replace(NOISE, '')
        .replace(ENDINGS, ''),
    )
    .join('');
}

export function pairsOf(key: string): Pairs {
  const pairs = new Uint32Array(Math.max(1, key.length - 1));
  for (let index = 0; index < pairs.length; index++) {
    const first = key.charCodeAt(index) || 0;
    pairs[index] = ((first << 16) | (key.charCodeAt(index + 1) || first)) >>> 0;
  }
  return pairs.sort();
}

/** From 0, nothing shared, to 1, the same pairs as often (Dice 1945). */
export function likeness(a: Pairs, b: Pairs): number {
  let [i, j, shared] = [0, 0, 0];
  while (i < a.length && j < b.length) {
    const [left, right] = [a[i]!, b[j]!];
    if (left === right) shared++;
    if (left <= right) i++;
    if (right <= left) j++;
  }
  return (2 * shared) / (a.length + b.length);
}
