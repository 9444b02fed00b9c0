import { expect, it } from 'vitest';
import { isFresh } from '../../../web/plugin/freshness.ts';
import { aNearbyAnswer, aStoreRecord } from '../../support/store-records.ts';

const at = (time: string) => Date.parse(time);

it('keeps an opening state until its own change', () => {
  const answer = aNearbyAnswer([aStoreRecord()]);
  const asked = at('2026-11-22T18:00:00+08:00');
  expect(isFresh(answer, asked, at('2026-11-22T21:59:59+08:00'))).toBe(true);
  expect(isFresh(answer, asked, at('2026-11-22T22:00:00+08:00'))).toBe(false);
});

it('keeps the hours of the day until the local midnight of the store', () => {
  const open = { state: 'open', changesAt: null, until: null } as const;
  const answer = aNearbyAnswer([aStoreRecord({ open, timeZone: 'Asia/Seoul' })]);
  const asked = at('2026-11-22T23:30:00+09:00');
  expect(isFresh(answer, asked, at('2026-11-22T23:59:00+09:00'))).toBe(true);
  expect(isFresh(answer, asked, at('2026-11-23T00:00:00+09:00'))).toBe(false);
});
