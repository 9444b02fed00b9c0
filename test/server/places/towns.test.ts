import { expect, it } from 'vitest';
import { TOWNS, townLine, townsNamed, withoutTowns } from '../../../server/places/towns/towns.ts';
import { distanceMeters, type Position } from '../../../shared/position.ts';

const lines = (name: string) => townsNamed(name).map(townLine);

it.each([
  ['北京', ['北京市']],
  ['深圳市', ['广东省深圳市']],
  ['海淀区', ['北京市海淀区']],
  ['凉山', ['四川省凉山彝族自治州']],
  ['内蒙古', ['内蒙古自治区']],
  ['旺角', ['旺角']],
  ['铜锣湾', ['銅鑼灣']],
  ['Mong Kok', ['旺角']],
  ['shenzhen', ['广东省深圳市']],
  ["xi'an", ['陕西省西安市']],
  // The district in Beijing and the city in Liaoning, but not the county within that city.
  ['朝阳', ['北京市朝阳区', '辽宁省朝阳市']],
  ['五道口', []],
])('%s is %j', (name, expected) => {
  expect(lines(name)).toEqual(expect.arrayContaining(expected));
  if (name !== "xi'an") expect(lines(name)).toEqual(expected);
});

// The positions that Wikipedia gives.
it.each<[string, Position]>([
  ['北京', [116.397, 39.907]],
  ['上海', [121.474, 31.23]],
  ['广州', [113.264, 23.13]],
  ['成都', [104.066, 30.66]],
  ['乌鲁木齐', [87.617, 43.826]],
  ['拉萨', [91.117, 29.65]],
  ['哈尔滨', [126.642, 45.757]],
  ['三亚', [109.503, 18.253]],
  ['香港', [114.158, 22.278]],
  ['澳门', [113.543, 22.19]],
  ['台北', [121.563, 25.038]],
])('%s is within 6 km of where it is', (name, position) => {
  expect(distanceMeters(townsNamed(name)[0]!.position, position)).toBeLessThan(6_000);
});

it('has every province, and no district far from its city', () => {
  expect(TOWNS.filter((town) => !town.parent && TOWNS.some(({ parent }) => parent === town))).toHaveLength(
    31,
  );
  const far = TOWNS.filter(({ parent }) => parent?.parent).filter(
    ({ position, parent }) => distanceMeters(position, parent!.position) > 600_000,
  );
  expect(far.map(townLine)).toEqual([]);
});

it.each([
  ['北京市海淀区成府路28号', ['北京市', '海淀区'], '成府路28号'],
  ['广东深圳福田华强北', ['广东省', '深圳市', '福田区'], '华强北'],
  ['上海 陆家嘴', ['上海市'], '陆家嘴'],
  ['北京南站', ['北京市'], '南站'],
  ['南京西路100号', [], '南京西路100号'],
  ['重庆路', [], '重庆路'],
  ['五道口', [], '五道口'],
])('%s begins with the towns %j', (name, towns, rest) => {
  const taken = withoutTowns(name);
  expect(taken.towns.map(({ names }) => names[0])).toEqual(towns);
  expect(taken.rest).toBe(rest);
});
