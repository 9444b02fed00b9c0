import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Pixel } from '../../../shared/base-map/mercator.ts';
import { type Lettering, Track, writeAlong, writeBlock } from '../../../shared/base-map/writing.ts';

/** 12 px a Chinese character, 6 px any other. */
const lettering: Lettering = {
  font: '12px sans-serif',
  size: 12,
  measure: (text) => [...text].reduce((sum, character) => sum + (character > '\u2fff' ? 12 : 6), 0),
};
const straight = (to: Pixel) => new Track([[0, 0], to]);
const write = (track: Track, name: string) => writeAlong(track, track.length / 2, name, lettering);

describe('a name along a street', () => {
  it('reads from top to bottom with upright characters on a street drawn northwards', () => {
    const glyphs = write(straight([0, -100]), '学清路')!;
    expect(glyphs.map(({ text }) => text)).toEqual(['学', '清', '路']);
    expect(glyphs[0]!.y).toBeLessThan(glyphs[1]!.y);
    expect(glyphs[1]!.y).toBeLessThan(glyphs[2]!.y);
    for (const { angle } of glyphs) expect(angle).toBeCloseTo(0);
  });

  it('reads from left to right on a street drawn westwards', () => {
    const glyphs = write(straight([-100, 0]), '清华东路')!;
    expect(glyphs.map(({ x }) => x)).toEqual(glyphs.map(({ x }) => x).toSorted((a, b) => a - b));
    for (const { angle } of glyphs) expect(angle).toBeCloseTo(0);
  });

  const direction = fc.double({ min: -Math.PI, max: Math.PI, noNaN: true });

  it('never turns a Chinese character by more than an eighth', () => {
    fc.assert(
      fc.property(direction, (angle) => {
        const glyphs = write(straight([200 * Math.cos(angle), 200 * Math.sin(angle)]), '北京地铁15号线')!;
        for (const glyph of glyphs) expect(Math.cos(glyph.angle)).toBeGreaterThan(0.7);
      }),
    );
  });

  it('never stands Latin on its head', () => {
    fc.assert(
      fc.property(direction, (angle) => {
        const glyphs = write(straight([200 * Math.cos(angle), 200 * Math.sin(angle)]), 'Xueyuan Road')!;
        for (const glyph of glyphs) expect(Math.cos(glyph.angle)).toBeGreaterThan(-1e-9);
      }),
    );
  });

  it('is left out where the street is too short or too crooked for it', () => {
    expect(write(straight([30, 0]), '清华东路')).toBeUndefined();
    const hairpin = new Track([
      [0, 0],
      [50, 0],
      [50, 50],
    ]);
    expect(write(hairpin, '清华东路')).toBeUndefined();
  });
});

describe('a name over an area', () => {
  it('is broken into lines of about the same length', () => {
    const lines = writeBlock([0, 0], '中国农业大学东校区', lettering).map(({ text }) => text);
    expect(lines).toEqual(['中国农业大', '学东校区']);
  });

  it('is broken between words in English', () => {
    const lines = writeBlock([0, 0], 'China Agricultural University', lettering).map(({ text }) => text);
    expect(lines).toEqual(['China', 'Agricultural', 'University']);
  });
});
