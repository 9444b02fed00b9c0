import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { SHIPPED_CATEGORIES } from '../../server/storage/shipped-categories.ts';
import { shippedCategory } from '../../shared/category-hue.ts';

const shipped = (...path: string[]) => readFileSync(join(import.meta.dirname, '../../web/static', ...path));

describe.each(SHIPPED_CATEGORIES)('the category $id', ({ id, icon }) => {
  it('has a cover for its stores where no streets are shipped, 900 by 383, under 25 KB', () => {
    expect(shippedCategory(['tea', id])).toBe(id);
    const png = shipped('covers', `${id}.png`);
    expect(png.subarray(1, 4).toString()).toBe('PNG');
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([900, 383]);
    expect(png.length).toBeLessThan(25_000);
  });

  it('has an icon in the colour of the text around it', () => {
    expect(shipped('icons', `${icon}.svg`).toString()).toMatch(/^<svg [^>]*stroke="currentColor"/);
  });
});
