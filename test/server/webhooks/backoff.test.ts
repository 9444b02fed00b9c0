import { expect, it } from 'vitest';
import { untilNextTry } from '../../../server/webhooks/backoff.ts';

const SECOND = 1_000;
const HOUR = 3_600_000;

it('the time between tries doubles from 5 seconds to 2 hours', () => {
  const waits = [1, 2, 3, 4, 12, 40].map((tries) => untilNextTry(tries, 0, 1));
  expect(waits).toEqual([5, 10, 20, 40, 7200, 7200].map((seconds) => seconds * SECOND));
});

it('receivers that failed together are tried at different times, from the half of it on', () => {
  expect([0, 0.5, 1].map((random) => untilNextTry(2, 0, random))).toEqual([5_000, 7_500, 10_000]);
});

it('after a day nothing is tried any more', () => {
  expect(untilNextTry(30, 24 * HOUR - 1, 0)).toBe(HOUR);
  expect(untilNextTry(30, 24 * HOUR, 0)).toBeUndefined();
});
