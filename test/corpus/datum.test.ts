import { expect, it } from 'vitest';
import { chinaPart, convert, type Datum, toWgs84 } from '../../shared/datum.ts';
import { distanceMeters, type Position } from '../../shared/position.ts';
import { corpus } from '../support/corpus.ts';

type Name = 'WGS84' | 'GCJ02' | 'BD09' | 'CGCS2000';
type Case = {
  id: string;
  datum_from: Name;
  lat_from: number;
  lng_from: number;
  datum_to: Name;
  lat_to: number;
  lng_to: number;
  tolerance_m: number;
  goal_m: number;
  region: 'CN' | 'HK' | 'MO' | 'outside';
};

/** CGCS2000 equals WGS-84 for our purpose. */
const datums: Record<Name, Datum> = { WGS84: 'wgs84', CGCS2000: 'wgs84', GCJ02: 'gcj02', BD09: 'bd09' };
const cases = corpus<Case>('datum.jsonl');

const residual = (line: Case) => {
  const from: Position = [line.lng_from, line.lat_from];
  const converted = convert(from, datums[line.datum_from], datums[line.datum_to]);
  return distanceMeters(converted, [line.lng_to, line.lat_to]);
};

it.each(cases)('$id: $datum_from → $datum_to lies within its tolerance', (line) => {
  expect(residual(line)).toBeLessThanOrEqual(line.tolerance_m);
});

it.each(cases)('$id: lies in $region', (line) => {
  const onTheGround = toWgs84({ position: [line.lng_from, line.lat_from], datum: datums[line.datum_from] });
  expect(chinaPart(onTheGround) ?? 'outside').toBe(line.region);
});

it('reaches the goal of an exact implementation in at least 95 % of the lines', () => {
  const exact = cases.filter((line) => residual(line) <= line.goal_m);
  expect(exact.length / cases.length).toBeGreaterThanOrEqual(0.95);
});
