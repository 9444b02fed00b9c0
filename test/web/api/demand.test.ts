import { beforeEach, expect, it, vi } from 'vitest';
import { demand } from '../../../web/api/demand.ts';
import { aNearbyAnswer } from '../../support/store-records.ts';

const sent: [string, Promise<unknown>, string][] = [];
let idle: (() => void)[] = [];

beforeEach(() => {
  sent.length = 0;
  idle = [];
  vi.stubGlobal('requestIdleCallback', (act: () => void) => idle.push(act));
  vi.stubGlobal('navigator', {
    sendBeacon: (path: string, body: Blob) => sent.push([path, body.text().then(JSON.parse), body.type]),
  });
  return () => vi.unstubAllGlobals();
});

const rest = () => {
  for (const act of idle) act();
};

it('tells of a click its place, the step and how many stores, once the page is idle, and nothing else', async () => {
  const answer = aNearbyAnswer();
  demand.asked({ position: [116.358104, 39.987753], datum: 'gcj02' }, answer);
  expect(sent).toEqual([]);
  rest();
  const [[path, body, type]] = sent as [(typeof sent)[0]];
  expect([path, type]).toEqual(['/api/v1/insights/clicks', 'application/json']);
  expect(await body).toEqual({
    position: { longitude: 116.358104, latitude: 39.987753, datum: 'gcj02' },
    radiusMeters: 3000,
    stores: answer.stores.length,
  });
});

it('says 21,000 km where the answer is the nearest anywhere', async () => {
  const answer = aNearbyAnswer();
  const everywhere = { ...answer, reach: { ...answer.reach, radiusMeters: null } };
  demand.asked({ position: [0, 0], datum: 'wgs84' }, everywhere);
  rest();
  expect(await sent[0]![1]).toMatchObject({ radiusMeters: 21_000_000 });
});

it('tells of a put the ids of its stores, and nothing else', async () => {
  demand.put(['wudaokou', 'zgc']);
  rest();
  expect(sent[0]![0]).toBe('/api/v1/insights/puts');
  expect(await sent[0]![1]).toEqual({ stores: ['wudaokou', 'zgc'] });
});
