import { expect, it } from 'vitest';
import { Survey } from '../../../server/quality/survey.ts';
import type { StoreFields } from '../../../shared/store.ts';
import { aStore } from '../../support/stores.ts';

function findingsOf(stores: Readonly<Record<string, Partial<StoreFields>>>) {
  const survey = new Survey();
  const kept = { version: 1, createdAt: '2026-11-01T00:00:00.000Z', updatedAt: '2026-11-01T00:00:00.000Z' };
  for (const [id, fields] of Object.entries(stores)) survey.look({ ...aStore(fields), ...kept, id });
  return survey.findings;
}
const at = (longitude: number, latitude: number, datum: 'wgs84' | 'gcj02' | 'bd09' = 'wgs84') => ({
  position: { longitude, latitude, datum },
});

it('finds two entries of one store 100 m apart once, and not a branch at the next crossing', () => {
  const found = findingsOf({
    b: { name: '星巴克', branch: '五道口店', ...at(116.3316, 39.9927) },
    // 0.0009° of latitude are 100 m.
    a: { name: '星巴克', branch: '五道口', ...at(116.3316, 39.9936) },
    c: { name: '星巴克', branch: '五道口店', ...at(116.3316, 39.995) },
  });
  const duplicates = found.filter(({ kind }) => kind === 'duplicate');
  expect(duplicates).toEqual([
    {
      kind: 'duplicate',
      storeId: 'a',
      otherId: 'b',
      detail: { meters: 100, alike: ['name', 'branch', 'phone'] },
    },
  ]);
});

it('compares stores across the antimeridian: Taveuni in Fiji lies on both sides of it', () => {
  const [found] = findingsOf({
    west: { name: 'Waiyevo Store', address: {}, ...at(179.9999, -16.79) },
    east: { name: 'Waiyevo Store', address: {}, ...at(-179.9999, -16.79) },
  });
  expect(found).toMatchObject({ kind: 'duplicate', detail: { meters: 21 } });
});

it('doubts a store of Shenzhen that stands in Beijing', () => {
  const address = { province: '广东省', city: '深圳市', district: '南山区' };
  expect(findingsOf({ a: { address, ...at(116.3316, 39.9927) } })).toEqual([
    {
      kind: 'position',
      storeId: 'a',
      otherId: '',
      detail: { reason: 'outside-city', city: '深圳市', kilometers: expect.closeTo(1940, -2) },
    },
  ]);
});

it('doubts stores that have exactly the same numbers, and one at 0,0', () => {
  const mall = at(116.4551, 39.9097);
  const found = findingsOf({
    a: { name: '优衣库', ...mall },
    b: { name: '海底捞', ...mall },
    c: { name: '西贝', address: {}, ...at(0, 0) },
  });
  expect(found.map(({ storeId, detail }) => [storeId, detail])).toEqual([
    ['c', { reason: 'null-island' }],
    ['a', { reason: 'shared', stores: 2 }],
    ['b', { reason: 'shared', stores: 2 }],
  ]);
});

it('doubts a position that another datum would put where a store of the same name stands', () => {
  // Tiananmen: GPS 116.391265, 39.907339 is 116.397508, 39.908741 on Tencent's and AMap's maps.
  const found = findingsOf({
    right: { name: '天安门邮局', branch: undefined, phones: [], ...at(116.391265, 39.907339) },
    wrong: { name: '天安门邮局', branch: undefined, phones: [], ...at(116.397508, 39.908741) },
  });
  expect(found).toEqual([
    {
      kind: 'position',
      storeId: 'wrong',
      otherId: 'right',
      detail: { reason: 'other-datum', datum: 'gcj02' },
    },
  ]);
});

it('tells which covers have to be fetched from somewhere', () => {
  const survey = new Survey('https://stores.example.com');
  const kept = { version: 1, createdAt: '', updatedAt: '' };
  survey.look({ ...aStore({ cover: 'https://pictures.example.com/a.jpg' }), ...kept, id: 'a' });
  survey.look({ ...aStore(), ...kept, id: 'b' });
  survey.look({ ...aStore({ cover: 'https://stores.example.com/media/1.jpg' }), ...kept, id: 'c' });
  expect([...survey.covers]).toEqual([['a', 'https://pictures.example.com/a.jpg']]);
});
