import { expect, it } from 'vitest';
import { Demand } from '../../server/insights/demand.ts';
import { openStorage } from '../../server/storage/index.ts';

const evening = Date.parse('2026-11-22T12:34:56.789Z');

async function demandOver(nearest: number | undefined) {
  const storage = await openStorage(':memory:');
  const demand = new Demand(
    storage.insights,
    async () => nearest,
    () => evening,
  );
  return { storage, demand };
}

it('keeps of a click its place to a hundredth of a degree and its hour, and nothing else', async () => {
  const { storage, demand } = await demandOver(14_321.6);
  demand.asked({
    // Xueyuan Lu 30 in Haidian, as WeChat sends it.
    position: { longitude: 116.359312, latitude: 39.994823, datum: 'gcj02' },
    radiusMeters: 30_000,
    stores: 3,
  });
  await demand.flush();
  const query = {
    from: '2026-11-22T12:00:00.000Z',
    until: '2026-11-22T13:00:00.000Z',
    nearestOver: 0,
    limit: 9,
  };
  expect(await storage.insights.cells(query)).toEqual([
    { longitude: 116.35, latitude: 39.99, clicks: 1, nearestMeters: 14_322 },
  ]);
  await storage.close();
});

it('counts clicks by the city and the day, and those with no store within 10 km as missed', async () => {
  const { storage, demand } = await demandOver(14_000);
  const here = { longitude: 114.0579, latitude: 22.5431, datum: 'wgs84' } as const;
  demand.asked({ position: here, radiusMeters: 30_000, stores: 3 });
  demand.asked({ position: here, radiusMeters: 30_000, stores: 3 });
  await demand.flush();
  demand.asked({ position: here, radiusMeters: 30_000, stores: 3 });
  await demand.flush();
  expect(await storage.insights.days('2026-11-22', '2026-11-22')).toEqual([
    { day: '2026-11-22', city: '深圳市', clicks: 3, missed: 3 },
  ]);
  await storage.close();
});

it('forgets the clicks of 90 days ago and keeps their totals', async () => {
  const { storage, demand } = await demandOver(undefined);
  await storage.insights.add([
    {
      hour: '2026-08-20T09:00:00.000Z',
      longitude: 87.6,
      latitude: 43.8,
      radiusMeters: 300_000,
      stores: 0,
      nearestMeters: undefined,
      city: '乌鲁木齐市',
    },
  ]);
  demand.put(['a']);
  await demand.flush();
  const all = {
    from: '2026-01-01T00:00:00.000Z',
    until: '2027-01-01T00:00:00.000Z',
    nearestOver: 0,
    limit: 9,
  };
  expect(await storage.insights.cells(all)).toEqual([]);
  expect(await storage.insights.days('2026-08-20', '2026-08-20')).toEqual([
    { day: '2026-08-20', city: '乌鲁木齐市', clicks: 1, missed: 1 },
  ]);
  await storage.close();
});

it('counts a store once a message, however often it stands there', async () => {
  const { storage, demand } = await demandOver(undefined);
  demand.put(['wudaokou', 'wudaokou', 'zhichunlu']);
  demand.put(['wudaokou']);
  await demand.flush();
  expect(await storage.insights.puts('2026-11-22', '2026-11-22', 9)).toEqual([
    { id: 'wudaokou', puts: 2 },
    { id: 'zhichunlu', puts: 1 },
  ]);
  await storage.close();
});
