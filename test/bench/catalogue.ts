// Stores as a chain has them: thick in a few hundred cities of very different sizes. The same in every run.
import type { Position } from '../../shared/position.ts';

/** Numbers in [0, 1) that look random (mulberry32). */
export function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const CITIES = 300;

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
