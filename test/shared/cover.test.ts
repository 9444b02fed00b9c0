import { describe, expect, it } from 'vitest';
import { coverOf, mediaHashesIn, readMediaPath } from '../../shared/cover.ts';

const BASE = 'https://stores.example.com';
const HASH = '5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03';
const DRAWN = `${BASE}/covers/store/wudaokou-900x383.png`;

describe('the cover of a store', () => {
  it.each([
    ['its own', 'https://img.example.com/1.jpg', 'https://img.example.com/1.jpg'],
    ['the one that was uploaded', `/media/${HASH}-900x383.jpg`, `${BASE}/media/${HASH}-900x383.jpg`],
    ['drawn where it has none', null, DRAWN],
    ['never an address that customers cannot reach', '/media/1.jpg', DRAWN],
  ])('is %s', (_, cover, expected) => {
    expect(coverOf({ id: 'wudaokou', cover }, BASE)).toBe(expected);
  });

  it('is small where a small one is shown', () => {
    const uploaded = { id: 'wudaokou', cover: `/media/${HASH}-900x383.jpg` };
    expect(coverOf(uploaded, BASE, '200x200')).toBe(`${BASE}/media/${HASH}-200x200.jpg`);
    expect(coverOf({ ...uploaded, cover: null }, BASE, '80x80')).toBe(
      `${BASE}/covers/store/wudaokou-80x80.png`,
    );
  });
});

describe('the address of an uploaded picture', () => {
  it.each(['900x383', '640x320', '200x200', '80x80'] as const)('names the size %s', (variant) => {
    expect(readMediaPath(`/media/${HASH}-${variant}.jpg`)).toEqual({ hash: HASH, variant });
  });

  it.each([
    `/media/${HASH}-constructor.jpg`,
    `/media/${HASH}-900x384.jpg`,
    `/media/${HASH}-900x383.png`,
    `/media/${HASH.toUpperCase()}-900x383.jpg`,
    `https://elsewhere.example/media/${HASH}-900x383.jpg`,
    `/media/../media/${HASH}-900x383.jpg`,
  ])('is not %s', (path) => {
    expect(readMediaPath(path)).toBeUndefined();
  });

  it('is found wherever a text mentions it', () => {
    expect(mediaHashesIn(`{"cover":"/media/${HASH}-900x383.jpg"} and /media/123-900x383.jpg`)).toEqual([
      HASH,
    ]);
  });
});
