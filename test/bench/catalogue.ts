// Stores as a chain has them: thick in a few hundred cities of very different sizes. The same in every run.
import { fixedFields, storeRecord } from '../../server/nearby/store-record.ts';
import type { StoreRecord } from '../../shared/nearby.ts';
import type { Position } from '../../shared/position.ts';
import type { Store, StoreFields } from '../../shared/store.ts';
import { numbers } from '../support/numbers.ts';

const CITIES = 300;
/** Where the service of the benches says that it is. */
export const PUBLIC_URL = 'https://stores.example.com';
export const CATEGORIES = [
  'cafe',
  'bakery',
  'bank',
  'hotel',
  'cinema',
  'library',
  'sports',
  'office',
  'car',
  'other',
];

/** A source of positions around the cities of China, WGS-84. */
export function cityPositions(seed: number): () => Position {
  const ofCities = numbers(1);
  const drawnCities = Array.from({ length: CITIES }, () => ({
    lon: 100 + ofCities() * 22,
    lat: 22 + ofCities() * 20,
    spread: 0.05 + ofCities() * 0.25,
    share: ofCities() ** 3,
  }));
  const whole = drawnCities.reduce((sum, { share }) => sum + share, 0);
  let sum = 0;
  const cities = drawnCities.map((city) => {
    sum += city.share / whole;
    return { ...city, upTo: sum };
  });
  const random = numbers(seed);
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  return () => {
    const drawn = random();
    const city = cities.find(({ upTo }) => drawn <= upTo) ?? cities[0]!;
    return [city.lon + normal() * city.spread, city.lat + normal() * city.spread];
  };
}

const sixDecimals = (degrees: number) => Math.round(degrees * 1e6) / 1e6;

const STREETS = [
  '成府路',
  '学院路',
  '中关村大街',
  '福华三路',
  '南京西路',
  '人民中路',
  '解放北路',
  '建设三路',
];
const HOURS = ['Mo-Su 08:00-22:00', 'Mo-Su 10:00-22:00', 'Mo-Fr 07:30-21:00; Sa-Su 09:00-20:00', '24/7'];

/** Stores as a chain keeps them, some 500 bytes of JSON each; one in ten of each of ten categories. */
export function* chainStores(count: number): Generator<StoreFields> {
  const next = cityPositions(2);
  for (let i = 0; i < count; i++) {
    const [lon, lat] = next();
    yield {
      sid: `S-${i}`,
      name: '示例连锁咖啡',
      branch: `${STREETS[i % 8]}第${i}店`,
      categories: [CATEGORIES[i % 10]!],
      services: [],
      address: {
        city: '北京市',
        district: '海淀区',
        street: `${STREETS[i % 8]}${i % 900}号`,
      },
      phones: ['010-62330000'],
      position: { longitude: sixDecimals(lon), latitude: sixDecimals(lat), datum: 'wgs84' },
      region: 'CN',
      timeZone: 'Asia/Shanghai',
      openingHours: HOURS[i % 4]!,
      exceptions: [],
      linkTo: 'page',
      status: 'published',
    };
  }
}

/** Where queries are made: around the same cities. */
export function queryPositions(count: number): Position[] {
  const next = cityPositions(3);
  return Array.from({ length: count }, next);
}

/** The records that an answer holds of these stores, with their hours as they are in this minute, by number. */
export function* records(count: number): Generator<{ position: Position; json: string }> {
  const now = new Date();
  const hours = new Map<string, Pick<StoreRecord, 'hoursToday' | 'open'>>();
  let number = 0;
  for (const fields of chainStores(count)) {
    const store: Store = {
      ...fields,
      id: `store-${number++}`,
      version: 1,
      createdAt: now.toISOString(),
      updatedAt: now.toISOString(),
    };
    const known = hours.get(store.openingHours!) ?? storeRecord(store, 'wgs84', now, PUBLIC_URL);
    hours.set(store.openingHours!, known);
    const { hoursToday, open } = known;
    const record = {
      ...fixedFields(store),
      url: `${PUBLIC_URL}/s/${store.id}`,
      position: store.position,
      timeZone: store.timeZone,
      hoursToday,
      open,
    };
    yield {
      position: [store.position.longitude, store.position.latitude],
      json: JSON.stringify(record),
    };
  }
}
