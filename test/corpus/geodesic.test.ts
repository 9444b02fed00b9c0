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

it.each(corpus<Case>('geodesic.jsonl'))('$id: $note, $distance_m m to the millimetre', (line) => {
  const measured = distanceMeters([line.lng1, line.lat1], [line.lng2, line.lat2]);
  expect(Math.abs(measured - line.distance_m)).toBeLessThanOrEqual(0.001);
});
