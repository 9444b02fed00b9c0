import { expect, it } from 'vitest';
import { convert } from '../../../shared/datum.ts';
import { fromCustomer } from '../../../web/plugin/area-distances.ts';
import { aNearbyAnswer, aStoreRecord } from '../../support/store-records.ts';

// The stations by their positions in OpenStreetMap: 0.02138° of 85.4 km and 0.00951° of 111.0 km apart, so 2.11 km.
const wudaokou = [116.33774, 39.99303] as const;
const zhongguancun = [116.31636, 39.98352] as const;

const at = ([longitude, latitude]: readonly [number, number], datum: 'wgs84' | 'gcj02') => ({
  longitude,
  latitude,
  datum,
});

it('measures from the customer, whatever the datum of either, and orders by that', () => {
  const answer = aNearbyAnswer([
    aStoreRecord({ id: 'zhongguancun', distanceMeters: 1, position: at(zhongguancun, 'wgs84') }),
    aStoreRecord({ id: 'wudaokou', distanceMeters: 2, position: at(wudaokou, 'wgs84') }),
  ]);
  const customer = { position: convert(wudaokou, 'wgs84', 'gcj02'), datum: 'gcj02' } as const;
  const { stores } = fromCustomer(answer, customer);
  expect(stores.map(({ id }) => id)).toEqual(['wudaokou', 'zhongguancun']);
  expect(stores[0]!.distanceMeters).toBe(0);
  expect(Math.abs(stores[1]!.distanceMeters - 2_110)).toBeLessThan(10);
  expect(answer.stores[0]!.id).toBe('zhongguancun');
});
