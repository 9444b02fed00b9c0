// Public sports venues of Hong Kong. The geometry is the position in all of them: 34 have no LATITUDE of their own, and
// the one whose LATITUDE disagrees was moved by hand in the copy that we read.
import { join } from 'node:path';
import type { DemoFile, DemoStore } from '../demo-file.ts';
import { featuresOf } from './features.ts';
import { hoursFields } from './hours.ts';

export function hongKongSports(folder: string): DemoFile {
  const stores: DemoStore[] = [];
  featuresOf(join(folder, 'hk-facilities', 'hk-facilities.geojson')).forEach(
    ({ geometry, properties }, index) => {
      const { NAME_TC: name, NAME_EN: nameInEnglish } = properties;
      if (!name || geometry.type !== 'Point') {
        throw new Error(`Feature ${index + 1} has no name or is no point`);
      }
      const district = `${properties.SEARCH01_TC?.replace(/區$/, '')}區`;
      stores.push({
        id: `hk-sports-${String(index + 1).padStart(3, '0')}`,
        name: [name, nameInEnglish ?? ''].map(plainText).join(' ').trim(),
        position: geometry.coordinates as [number, number],
        address: {
          ...(DISTRICTS.has(district) && { district }),
          ...(properties.ADDRESS_TC && { street: plainText(properties.ADDRESS_TC) }),
        },
        phones: phonesOf(properties.NSEARCH03_TC),
        services: facilitiesOf(properties.SEARCH02_TC),
        ...hoursFields(properties.NSEARCH02_TC && plainText(properties.NSEARCH02_TC)),
      });
    },
  );
  return {
    common: {
      datum: 'wgs84',
      region: 'HK',
      timeZone: 'Asia/Hong_Kong',
      categories: ['sports'],
      address: { city: '香港' },
    },
    leftOut: [],
    stores,
  };
}

/** The districts of Hong Kong; one venue names a village instead. */
const DISTRICTS: ReadonlySet<string> = new Set(
  '中西區 灣仔區 東區 南區 油尖旺區 深水埗區 九龍城區 黃大仙區 觀塘區 葵青區 荃灣區 屯門區 元朗區 北區 大埔區 沙田區 西貢區 離島區'.split(
    ' ',
  ),
);

const ENTITIES: Readonly<Record<string, string>> = {
  nbsp: ' ',
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  bull: '•',
};

/** What a reader sees of a property that holds HTML: block ends are line ends, tags and entities are gone. */
function plainText(html: string): string {
  return html
    .replace(/<br\s*\/?>|<\/(?:p|tr|table|li|div)>/gi, '\n')
    .replace(/<\/td>/gi, ' ')
    .replace(/<[^>]*>/g, '')
    .replace(/&(\w+);/g, (entity, name) => ENTITIES[name] ?? entity)
    .split(/[\r\n]+/)
    .map((line) => line.replace(/\s+/g, ' ').trim())
    .filter((line) => line !== '')
    .join('\n');
}

const phonesOf = (text = ''): string[] =>
  text
    .split('/')
    .map((phone) => phone.replace(/\D/g, ''))
    .filter((digits) => digits.length === 8)
    .map((digits) => `${digits.slice(0, 4)} ${digits.slice(4)}`);

const facilitiesOf = (text = ''): string[] => [
  ...new Set(
    plainText(text)
      .split(/[,，、]/)
      .map((facility) => facility.trim())
      .filter((facility) => facility !== ''),
  ),
];
