import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { SHIPPED_CATEGORIES } from '../../server/storage/shipped-categories.ts';
import { coverOf } from '../../shared/cover.ts';

const shipped = (...path: string[]) => readFileSync(join(import.meta.dirname, '../../web/static', ...path));

describe.each(SHIPPED_CATEGORIES)('the category $id', ({ id, icon }) => {
  it('has the cover that an article of its stores shows, 900 by 383, under 25 KB', () => {
    const address = coverOf({ cover: null, categories: [id] }, 'https://stores.example');
    expect(address).toBe(`https://stores.example/covers/${id}.png`);
    const png = shipped('covers', `${id}.png`);
    expect(png.subarray(1, 4).toString()).toBe('PNG');
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([900, 383]);
    expect(png.length).toBeLessThan(25_000);
  });

  it('has an icon in the colour of the text around it', () => {
    expect(shipped('icons', `${icon}.svg`).toString()).toMatch(/^<svg [^>]*stroke="currentColor"/);
  });
});
