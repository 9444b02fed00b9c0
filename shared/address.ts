// An address in one line, as people write it where it lies.
import type { Address } from './store.ts';

const CHINESE = /\p{Script=Han}/u;

/**
 * The address in one line, without the postal code; empty when nothing is known. Chinese addresses run from the
 * province to the street without spaces, others from the street outwards with commas. What the next smaller part
 * already begins with (北京市 twice, a street that holds the whole address) is said once.
 */
export function addressLine({ province, city, district, street }: Address): string {
  const areas = [province, city, district].map((part) => part?.trim() ?? '');
  const line = street?.trim() ?? '';
  let rest = line;
  const said = areas.filter((area, i) => {
    if (area === '' || areas[i + 1]?.startsWith(area)) return false;
    if (!rest.startsWith(area)) return true;
    rest = rest.slice(area.length);
    return false;
  });
  if (line !== '') said.push(line);
  return CHINESE.test(said.join('')) ? said.join('') : said.reverse().join(', ');
}
