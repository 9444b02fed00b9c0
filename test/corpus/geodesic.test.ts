import { expect, it } from 'vitest';
import { distanceMeters } from '../../shared/position.ts';
import { corpus } from '../support/corpus.ts';

type Case = {
  id: string;
  lat1: number;
  lng1: number;
  lat2: number;
  lng2: number;
  distance_m: number;
  note?: string;
};

/** Beyond, the two are all but antipodes. */
const FAR_METERS = 19_700_000;

it.each(corpus<Case>('geodesic.jsonl'))('$id: $note, $distance_m m to the millimetre', (line) => {
  const measured = distanceMeters([line.lng1, line.lat1], [line.lng2, line.lat2]);
  const tolerance = line.distance_m < FAR_METERS ? 0.001 : line.distance_m / 100;
  expect(Math.abs(measured - line.distance_m)).toBeLessThanOrEqual(tolerance);
});
