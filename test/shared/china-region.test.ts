import { gzipSync } from 'node:zlib';
import { borders, feature } from '@rapideditor/country-coder';
import { build } from 'esbuild';
import { expect, it } from 'vitest';
import { type ChinaPart, chinaPart } from '../../shared/china-region.ts';
import type { Position } from '../../shared/position.ts';
import border from '../fixtures/china-border.json' with { type: 'json' };

type Place = [name: string, lon: number, lat: number];

// Positions from OpenStreetMap and GeoNames, WGS-84.
const places: Record<ChinaPart | 'outside', Place[]> = {
  CN: [
    ['Tiananmen', 116.3975, 39.9087],
    ['Shenzhen railway station, at Luohu', 114.1127, 22.5335],
    ['Gongbei, Zhuhai', 113.5485, 22.2245],
    ['Hengqin, Zhuhai', 113.53, 22.12],
    ['Wailingding Island, south of Hong Kong', 114.03, 22.11],
    ['Dandong, across from Sinuiju', 124.3831, 40.1292],
    ['Tumen, across from Namyang', 129.8431, 42.9686],
    ['Hunchun', 130.366, 42.863],
    ['Heihe, across from Blagoveshchensk', 127.49, 50.245],
    ['Mohe', 122.536, 52.972],
    ['Fuyuan', 134.308, 48.364],
    ['Luobei, 3 km from the Amur’s other bank', 130.7014, 48.4717],
    ['the Chinese part of Bolshoy Ussuriysky Island', 134.65, 48.34],
    ['the Chinese part of Lake Khanka', 132.45, 45.25],
    ['Manzhouli', 117.4333, 49.6],
    ['Erenhot', 111.977, 43.653],
    ['Khorgos', 80.42, 44.2],
    ['Tashkurgan', 75.2281, 37.7728],
    ['a valley of Wuqia, 4 km from Kyrgyzstan', 76.2603, 40.3788],
    ['Zhangmu', 85.983, 27.993],
    ['Yadong', 88.907, 27.485],
    ['Medog', 95.333, 29.325],
    ['Ruili', 97.851, 24.013],
    ['Mengla', 101.563, 21.48],
    ['a hill of Mengla, 5 km from Laos', 101.1847, 21.3568],
    ['Hekou, across from Lào Cai', 103.961, 22.5335],
    ['Pingxiang', 106.766, 22.094],
    ['Dongxing, across from Móng Cái', 107.97, 21.5475],
    ['Weizhou Island', 109.12, 21.04],
    ['Sanya', 109.508, 18.247],
    ['Woody Island, Sansha', 112.3387, 16.8342],
    ['Nan’ao Island, Shantou', 117.07, 23.43],
    ['Xiamen', 118.09, 24.46],
    ['Meizhou Island, Putian', 119.12, 25.06],
    ['Nanri Island', 119.48, 25.21],
    ['Pingtan', 119.79, 25.5],
    ['Niushan Island, off Pingtan', 119.935, 25.433],
    ['the strait, 30 km off Pingtan', 120.12, 25.35],
    ['Taishan Islands, off Fuding', 120.7, 26.995],
    ['Nanji Island, off Wenzhou', 121.08, 27.46],
    ['Dachen, off Taizhou', 121.9, 28.45],
    ['Yushan Islands, off Xiangshan', 122.258, 28.885],
    ['Dongfushan, Zhoushan', 122.77, 30.135],
    ['Langgang, Zhoushan', 122.93, 30.433],
    ['Shengshan, Shengsi', 122.82, 30.72],
    ['Chengshan Cape, Weihai', 122.705, 37.39],
    ['Dalian', 121.6147, 38.914],
    ['Haiyang Island, off Dalian', 123.19, 39.05],
  ],
  HK: [
    ['Central', 114.158, 22.2816],
    ['Lo Wu station', 114.1132, 22.5283],
    ['Sheung Shui', 114.128, 22.501],
    ['Lantau', 113.95, 22.26],
    ['Po Toi', 114.265, 22.168],
    ['Tung Ping Chau', 114.432, 22.543],
  ],
  MO: [
    ['Senado Square', 113.5399, 22.1934],
    ['Cotai', 113.56, 22.147],
    ['Coloane', 113.558, 22.117],
  ],
  outside: [
    ['Seoul', 126.978, 37.5665],
    ['Baengnyeong Island', 124.7, 37.96],
    ['Gageodo', 125.13, 34.07],
    ['Jeju', 126.53, 33.5],
    ['Pyongyang', 125.754, 39.039],
    ['Sinuiju', 124.4, 40.085],
    ['Hyesan, across from Changbai', 128.18, 41.39],
    ['Taipei', 121.5654, 25.033],
    ['Kaohsiung', 120.3014, 22.6273],
    ['Magong, Penghu', 119.566, 23.565],
    ['Wuqiu', 119.45, 24.99],
    ['Fukuoka', 130.4017, 33.5902],
    ['Yonaguni', 122.99, 24.46],
    ['Vladivostok', 131.885, 43.1155],
    ['Khabarovsk', 135.072, 48.48],
    ['Blagoveshchensk', 127.5405, 50.2796],
    ['a bend of the Amur, 4 km from its Chinese bank', 126.0308, 52.6353],
    ['another one, 50 km downstream', 126.3916, 52.2281],
    ['the Amur’s bank across from Luobei', 131.6083, 47.6845],
    ['the Russian part of Lake Khanka', 132.4, 44.85],
    ['Ulaanbaatar', 106.9057, 47.8864],
    ['Zamyn-Üüd, across from Erenhot', 111.904, 43.715],
    ['Almaty', 76.9286, 43.2567],
    ['Zharkent', 80.0, 44.167],
    ['Naryn', 75.991, 41.429],
    ['Murghab', 73.966, 38.17],
    ['Sost', 74.88, 36.69],
    ['Leh', 77.577, 34.164],
    ['New Delhi', 77.209, 28.6139],
    ['Kathmandu', 85.324, 27.7172],
    ['Kodari, across from Zhangmu', 85.945, 27.935],
    ['Gangtok', 88.612, 27.3314],
    ['Thimphu', 89.641, 27.472],
    ['Tawang', 91.865, 27.586],
    ['Walong', 97.02, 28.13],
    ['Myitkyina', 97.395, 25.383],
    ['Lashio', 97.75, 22.936],
    ['Muse, across from Ruili', 97.905, 23.955],
    ['Phongsali', 102.105, 21.684],
    ['Hanoi', 105.8342, 21.0278],
    ['Lào Cai', 103.975, 22.455],
    ['Lạng Sơn', 106.76, 21.8478],
    ['Cô Tô Island', 107.767, 20.97],
    ['the Gulf of Tonkin, 30 km off Cô Tô', 108.02, 21.1],
    ['Bạch Long Vĩ', 107.725, 20.133],
    ['Lý Sơn Island', 109.117, 15.383],
    ['Manila', 120.9842, 14.5995],
    ['Singapore', 103.8198, 1.3521],
  ],
};

it.each(
  Object.entries(places).flatMap(([part, list]) =>
    list.map(([name, ...position]) => ({ part, name, position })),
  ),
)('$name lies in $part', ({ part, position }) => {
  expect(chinaPart(position) ?? 'outside').toBe(part);
});

it('has nothing to say where there is no position', () => {
  expect(chinaPart([Number.NaN, 30])).toBeUndefined();
  expect(chinaPart([110, Number.POSITIVE_INFINITY])).toBeUndefined();
});

it.each([
  ['within China', border.china, true],
  ['elsewhere', border.elsewhere, false],
] as const)('knows what lies 3 to 13 km off the border: %s', (_side, positions, inChina) => {
  expect(positions).toHaveLength(400);
  expect(positions.filter(([lon, lat]) => (chinaPart([lon!, lat!]) !== undefined) !== inChina)).toEqual([]);
});

it('agrees with the borders of country-coder more than 3 km from them', () => {
  const wrong: { position: Position; kilometres: number }[] = [];
  let asked = 0;
  for (const position of aroundTheBorder(30_000)) {
    const kilometres = kilometresToBorder(position);
    if (kilometres <= 3 || atSea(position)) continue;
    asked++;
    const inChina = feature([...position])?.properties.iso1A2 === 'CN';
    if (inChina !== (chinaPart(position) !== undefined)) wrong.push({ position, kilometres });
  }
  expect(asked).toBeGreaterThan(15_000);
  // country-coder cuts corners, by up to 13 km at the Amur, and has a spike of 20 km into Arunachal Pradesh.
  const unexplained = wrong.filter(
    ({ position: [lon, lat], kilometres }) =>
      kilometres > 13 && !(lon > 96.1 && lon < 96.7 && lat > 28.4 && lat < 29.2),
  );
  expect(unexplained).toEqual([]);
  expect(wrong.length / asked).toBeLessThan(0.005);
});

it('agrees with country-coder about Hong Kong and Macau to 100 m', () => {
  for (const [west, south, id] of [
    [113.8, 22.1, 'HK'],
    [113.51, 22.07, 'MO'],
  ] as const) {
    let within = 0;
    for (const [lon, lat] of scattered(5_000, west, south, west + 0.75, south + 0.5)) {
      const around = [-0.001, 0, 0.001].flatMap((d) => [
        [lon + d, lat],
        [lon, lat + d],
      ]) as [number, number][];
      const ids = new Set(around.map((each) => feature(each, { level: 'territory' })?.properties.id === id));
      if (ids.size > 1) continue;
      expect(chinaPart([lon, lat]) === id, `${lon}, ${lat}`).toBe(ids.has(true));
      if (ids.has(true)) within++;
    }
    expect(within).toBeGreaterThan(20);
  }
});

it('weighs at most 15 KB in a page, gzipped, with all of the datum', async () => {
  const { outputFiles } = await build({
    entryPoints: ['shared/datum.ts'],
    bundle: true,
    write: false,
    minify: true,
    format: 'esm',
  });
  expect(gzipSync(outputFiles[0]!.contents).length).toBeLessThanOrEqual(15 * 1024);
});

/**
 * At sea country-coder gives Taiwan the water up to the mainland's coast, leaves the Yushan Islands out, and does not
 * know the boundary in the Gulf of Tonkin.
 */
const atSea = ([lon, lat]: Position) =>
  (lon > 118.5 && lon < 124 && lat > 24.2 && lat < 31.5) || (lon > 107.7 && lon < 108.5 && lat < 21.5);

const ring = mainland();

function mainland(): [lon: number, lat: number][] {
  const geometry = borders.features.find(({ properties }) => properties.id === 'Q19188')?.geometry;
  if (geometry?.type !== 'MultiPolygon') throw new Error('country-coder has no mainland');
  return geometry.coordinates[0]![0] as [number, number][];
}

function* aroundTheBorder(count: number): Generator<Position> {
  const lengths = ring
    .slice(1)
    .map((corner, i) => Math.hypot(corner[0] - ring[i]![0], corner[1] - ring[i]![1]));
  const total = lengths.reduce((sum, length) => sum + length);
  for (const [x, y] of scattered(count, -0.2, -0.2, 0.2, 0.2)) {
    let along = random() * total;
    let edge = 0;
    while (edge < lengths.length - 1 && along > lengths[edge]!) along -= lengths[edge++]!;
    const share = along / lengths[edge]!;
    const [from, to] = [ring[edge]!, ring[edge + 1]!];
    yield [from[0] + (to[0] - from[0]) * share + x, from[1] + (to[1] - from[1]) * share + y];
  }
}

function kilometresToBorder([lon, lat]: Position): number {
  const cosine = Math.cos((lat * Math.PI) / 180);
  let nearest = Number.POSITIVE_INFINITY;
  for (let i = 1; i < ring.length; i++) {
    const [ax, ay] = [(ring[i - 1]![0] - lon) * cosine, ring[i - 1]![1] - lat];
    const [dx, dy] = [(ring[i]![0] - lon) * cosine - ax, ring[i]![1] - lat - ay];
    const share = Math.max(0, Math.min(1, -(ax * dx + ay * dy) / (dx * dx + dy * dy)));
    nearest = Math.min(nearest, Math.hypot(ax + dx * share, ay + dy * share));
  }
  return nearest * 111.2;
}

function* scattered(count: number, west: number, south: number, east: number, north: number) {
  for (let i = 0; i < count; i++) {
    yield [west + random() * (east - west), south + random() * (north - south)] as const;
  }
}

// The same places every time (Lehmer's generator, MINSTD).
let seed = 20_261_122;
function random(): number {
  seed = (seed * 48_271) % 2_147_483_647;
  return seed / 2_147_483_647;
}
