// An address in one line, as people write it where it lies.
import type { Address } from './store.ts';

const CHINESE = /\p{Script=Han}/u;

/**
 * The address in one line, without the postal code; empty when nothing is known. Chinese addresses run from the
 * province to the street without spaces, others from the street outwards with commas. A part that the next smaller
 * one already begins with (北京市 twice, a street that holds the whole address) is said once.
 */
export function addressLine({ province, city, district, street }: Address): string {
  const outerToInner = [province, city, district, street]
    .map((part) => part?.trim() ?? '')
    .filter((part) => part !== '');
  const said = outerToInner.filter(
    (part, i) => !outerToInner.slice(i + 1).some((inner) => inner.startsWith(part)),
  );
  return CHINESE.test(said.join('')) ? said.join('') : said.reverse().join(', ');
}
