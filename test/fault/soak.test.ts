// A minute of mixed use: nothing is kept that nobody needs. Half an hour of it is `npm run bench -- soak`, which also looks
// at how long answers take.
import { expect, it } from 'vitest';
import { newSeed } from './random.ts';
import { soak } from './soak.ts';

const ROUNDS = 6;
const SECONDS = 10;
/** Rounds in which code is compiled and caches fill. */
const WARM_UP = 2;
/** Bytes between two rounds that say nothing: what a cache holds at that moment. */
const NOISE = 24 * 2 ** 20;

it('holds no more memory and no more descriptors after a minute of use than after its first third', async () => {
  const seed = newSeed();
  console.log(`FAULT_SEED=${seed}`);
  const rounds = await soak(ROUNDS, SECONDS, seed);
  const [first, last] = [rounds[WARM_UP - 1]!, rounds.at(-1)!];
  for (const { requests } of rounds) expect(requests).toBeGreaterThan(0);
  expect(last.descriptors).toBeLessThanOrEqual(first.descriptors + 2);
  expect(last.memory).toBeLessThan(first.memory + NOISE);
});
