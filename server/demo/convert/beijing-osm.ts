// Named places of two Haidian districts with their OpenStreetMap tags: kept is what serves customers.
import { join } from 'node:path';
import { distanceMeters, type Position } from '../../../shared/position.ts';
import type { Address } from '../../../shared/store.ts';
import { pointInside } from '../../geography/point-inside.ts';
import type { DemoFile, DemoStore, LeftOut } from '../demo-file.ts';
import { featuresOf, type Properties } from './features.ts';

/** Category of a tag; `key=*` stands for all other values. What is not here serves no customers. */
const CATEGORY_OF_TAG: Readonly<Record<string, string>> = {
  'amenity=restaurant': 'restaurant',
  'amenity=fast_food': 'fast-food',
  'amenity=cafe': 'cafe',
  'amenity=bar': 'food',
  'amenity=bank': 'bank',
  'amenity=investment_bank': 'bank',
  'amenity=pharmacy': 'pharmacy',
  'amenity=cinema': 'cinema',
  'amenity=theatre': 'leisure',
  'amenity=library': 'library',
  'amenity=post_office': 'services',
  'amenity=hospital': 'services',
  'amenity=dentist': 'services',
  'shop=supermarket': 'supermarket',
  'shop=convenience': 'convenience',
  'shop=kiosk': 'convenience',
  'shop=bakery': 'bakery',
  'shop=clothes': 'fashion',
  'shop=mobile_phone': 'electronics',
  'shop=electronics': 'electronics',
  'shop=hairdresser': 'services',
  'shop=beauty': 'services',
  'shop=laundry': 'services',
  'shop=copyshop': 'services',
  'shop=*': 'shopping',
  'tourism=hotel': 'hotel',
  'office=telecommunication': 'services',
  'leisure=stadium': 'sports',
  'leisure=sports_centre': 'sports',
  'leisure=fitness_centre': 'sports',
  'leisure=swimming_pool': 'sports',
  'railway=station': 'transport',
};

/** Both extracts have some places, and a place may be drawn as a point and as a building. */
const SAME_PLACE_METERS = 250;

export function beijingOsm(folder: string): DemoFile {
  const stores: DemoStore[] = [];
  const leftOut: LeftOut[] = [];
  for (const { id, geometry, properties } of featuresOf(
    join(folder, 'beijing-osm-pois', 'beijing-osm-pois.geojson'),
  )) {
    const name = properties.name ?? '';
    const category = categoryOf(properties);
    const position = pointInside(geometry);
    if (!category || !position) {
      leftOut.push({ name, because: 'serves no customers' });
      continue;
    }
    if (stores.some((store) => isSame(store, name, category, position))) {
      leftOut.push({ name, because: 'there already' });
      continue;
    }
    stores.push({
      id: `osm-${String(id).replace('/', '-')}`,
      sid: `osm:${id}`,
      name,
      ...(properties.branch && { branch: properties.branch }),
      position,
      categories: [category],
      address: addressOf(properties),
      phones: phonesOf(properties),
      services: servicesOf(properties),
      ...(properties.opening_hours && { openingHours: properties.opening_hours }),
      ...(properties.website && !properties.website.includes('www.X.com') && { website: properties.website }),
    });
  }
  return {
    common: {
      datum: 'wgs84',
      region: 'CN',
      timeZone: 'Asia/Shanghai',
      address: { province: '北京市', city: '北京市' },
    },
    leftOut,
    stores,
  };
}

function categoryOf(tags: Properties): string | undefined {
  for (const key of ['shop', 'amenity', 'tourism', 'office', 'leisure', 'railway']) {
    const value = tags[key];
    if (value !== undefined) return CATEGORY_OF_TAG[`${key}=${value}`] ?? CATEGORY_OF_TAG[`${key}=*`];
  }
  return undefined;
}

const isSame = (store: DemoStore, name: string, category: string, position: Position) =>
  store.name === name &&
  store.categories?.[0] === category &&
  distanceMeters(store.position, position) < SAME_PLACE_METERS;

/** Street, number and building as they are written on the spot; a district only where a tag says it. */
function addressOf(tags: Properties): Address {
  const number = tags['addr:housenumber'];
  const chinese = /\p{Script=Han}/u.test(tags['addr:street'] ?? '');
  const street =
    tags['addr:full'] ??
    (chinese
      ? [
          tags['addr:street'],
          number && /\d$/.test(number) ? `${number}号` : number,
          tags['addr:housename'],
        ].join('')
      : [tags['addr:housename'], number, tags['addr:street']].filter(Boolean).join(', '));
  const district = tags['addr:district'] ?? (tags['addr:city']?.includes('海淀区') ? '海淀区' : undefined);
  return {
    ...(district && { district }),
    ...(street && { street }),
    ...(tags['addr:postcode'] && { postcode: tags['addr:postcode'] }),
  };
}

const phonesOf = (tags: Properties): string[] =>
  [tags.phone, tags.phone_1].filter((phone) => phone !== undefined);

const servicesOf = (tags: Properties): string[] => [
  ...(tags.takeaway === 'yes' ? ['外带'] : []),
  ...(tags.internet_access === 'wlan' || tags.wifi === 'yes' ? ['WiFi'] : []),
  ...(tags.atm === 'yes' ? ['ATM'] : []),
  ...(tags.wheelchair === 'yes' ? ['无障碍'] : []),
];
