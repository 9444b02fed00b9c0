import { expect, it } from 'vitest';
import { Breaker } from '../../../server/upstream/breaker.ts';

const failed = (breaker: Breaker, times: number) => {
  for (let i = 0; i < times; i++) breaker.failed();
};

it('lets requests through until the fifth failure in a row', () => {
  const breaker = new Breaker(() => 0);
  failed(breaker, 4);
  expect(breaker.allows()).toBe(true);
  breaker.succeeded();
  failed(breaker, 4);
  expect(breaker.allows()).toBe(true);
  breaker.failed();
  expect(breaker.allows()).toBe(false);
});

it('tries once after 30 seconds, and again only when that went well', () => {
  let now = 0;
  const breaker = new Breaker(() => now);
  failed(breaker, 5);
  now = 29_999;
  expect(breaker.allows()).toBe(false);
  now = 30_000;
  expect([breaker.allows(), breaker.allows()]).toEqual([true, false]);
  breaker.failed();
  now = 59_999;
  expect(breaker.allows()).toBe(false);
  now = 60_000;
  expect(breaker.allows()).toBe(true);
  breaker.succeeded();
  expect([breaker.allows(), breaker.allows()]).toEqual([true, true]);
});
