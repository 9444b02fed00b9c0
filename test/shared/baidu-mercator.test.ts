import fc from 'fast-check';
import gcoordModule from 'gcoord';
import { expect, it } from 'vitest';
import { fromBaiduMercator } from '../../shared/baidu-mercator.ts';
import { readLocation } from '../../shared/location-text.ts';

// Its types describe another form of the module than the one that is loaded.
const gcoord = gcoordModule as unknown as typeof gcoordModule.default;

it('reads the Mercator metres of Huangyan bus station, 28.69° N 121.30° E', () => {
  const link =
    'https://map.baidu.com/poi/%E9%BB%84%E5%B2%A9%E5%AE%A2%E8%BF%90%E4%B8%AD%E5%BF%83/@13502918.375,3315902.2199999997,16z?uid=fef3b5922f87e66c63180999';
  expect(readLocation(link)).toEqual({
    kind: 'position',
    position: [expect.closeTo(121.29746, 5), expect.closeTo(28.6928, 5)],
    datum: 'bd09',
    source: 'baidu',
    label: '黄岩客运中心',
  });
});

it('reads them from shared places and from coord_type=bd09mc, latitude first', () => {
  const shared = readLocation(
    'https://map.baidu.com/mobile/webapp/place/detail/?sharegeo=13392211%2C3619117',
  );
  expect(readLocation('http://api.map.baidu.com/marker?location=3619117,13392211&coord_type=bd09mc')).toEqual(
    shared,
  );
  expect(shared).toMatchObject({
    datum: 'bd09',
    position: [expect.closeTo(120.303, 2), expect.closeTo(31, 0)],
  });
});

it('agrees with gcoord to 5e-8 degrees, 5 mm, everywhere on the map', () => {
  fc.assert(
    fc.property(
      fc.double({ min: -2e7, max: 2e7, noNaN: true }),
      fc.double({ min: -1.9e7, max: 1.9e7, noNaN: true }),
      (east, north) => {
        const [lon, lat] = gcoord.transform([east, north], gcoord.BD09MC, gcoord.BD09);
        const read = fromBaiduMercator(east, north);
        expect(read[0]).toBeCloseTo(lon, 7);
        expect(read[1]).toBeCloseTo(lat, 7);
      },
    ),
  );
});
