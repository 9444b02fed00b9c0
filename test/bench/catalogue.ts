// Stores as a chain has them: thick in a few hundred cities of very different sizes. The same in every run.
import type { Position } from '../../shared/position.ts';
import type { StoreFields } from '../../shared/store.ts';
import { numbers } from '../support/numbers.ts';

const CITIES = 300;
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

/** Stores as a chain keeps them, some 400 bytes of JSON each; one in ten of each of ten categories. */
export function catalogue(count: number): StoreFields[] {
  const next = cityPositions(2);
  return Array.from({ length: count }, (_, i) => {
    const [longitude, latitude] = next();
    return {
      sid: `S-${i}`,
      name: '示例连锁咖啡',
      branch: `${STREETS[i % 8]}第${i}店`,
      categories: [CATEGORIES[i % 10]!],
      services: ['WiFi', '停车'],
      address: {
        province: '北京市',
        city: '北京市',
        district: '海淀区',
        street: `${STREETS[i % 8]}${i % 900}号`,
      },
      phones: ['010-62330000'],
      position: { longitude, latitude, datum: 'wgs84' },
      region: 'CN',
      timeZone: 'Asia/Shanghai',
      openingHours: HOURS[i % 4]!,
      exceptions: [],
      linkTo: 'page',
      status: 'published',
    };
  });
}
