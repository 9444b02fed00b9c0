import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { coverOf } from '../../shared/cover.ts';

const shipped = join(import.meta.dirname, '../../web/static');
const BASE = 'https://stores.example.com';

describe('the cover of a store', () => {
  it.each([
    ['its own', 'https://img.example.com/1.jpg', ['cafe'], 'https://img.example.com/1.jpg'],
    ['that of its category', null, ['cafe'], `${BASE}/covers/cafe.png`],
    ['that of its first category with one', null, ['tea', 'cafe', 'food'], `${BASE}/covers/cafe.png`],
    ['the general one', null, [], `${BASE}/covers/other.png`],
    [
      'never an address that customers cannot reach',
      '/media/1.jpg',
      ['constructor'],
      `${BASE}/covers/other.png`,
    ],
  ])('is %s', (_, cover, categories, expected) => {
    expect(coverOf({ cover, categories }, BASE)).toBe(expected);
  });

  it('is a shipped picture for every category that has one', () => {
    const categories = readdirSync(join(shipped, 'covers')).map((file) => file.replace('.png', ''));
    expect(categories).toContain('cafe');
    for (const category of [...categories, 'other']) {
      const cover = coverOf({ cover: null, categories: [category] }, BASE);
      expect(existsSync(join(shipped, cover.slice(BASE.length))), cover).toBe(true);
    }
  });
});
