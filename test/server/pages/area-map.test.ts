import { describe, expect, it } from 'vitest';
import { areaMap } from '../../../server/pages/area-map.ts';
import { HEIGHT, viewOf, WIDTH } from '../../../server/pages/map-view.ts';
import { words } from '../../../server/pages/words.ts';
import { distanceMeters, type Position } from '../../../shared/position.ts';

const draw = (positions: Position[], language: 'zh-CN' | 'en' = 'zh-CN') =>
  areaMap(
    positions.map((ground, i) => ({ ground, ...(positions.length > 1 && { number: i + 1 }) })),
    { label: 'map', language, say: words[language] },
  ).toString();
const writingOf = (svg: string) =>
  [...svg.matchAll(/<g class="(?:name|mark)[^"]*".*?<\/g>/g)].map(([group]) =>
    [...group.matchAll(/<text[^>]*>([^<]*)/g)].map(([, text]) => text).join(''),
  );

// On Xiaoyuehe Xilu, off Xueyuan Lu in Beijing, by OpenStreetMap; and Seoul's city hall.
const xueyuanLu: Position = [116.3519, 40.0033];
const seoul: Position = [126.978, 37.5665];

describe('a view', () => {
  it('has one place in its middle, and distances to scale', () => {
    const view = viewOf([xueyuanLu]);
    expect(view.place(xueyuanLu)).toEqual([WIDTH / 2, HEIGHT / 2]);
    // 0.001 degrees of latitude are 111 m at 40° north (the ellipsoid's meridian).
    const north: Position = [116.3519, 40.0043];
    const [x, y] = view.place(north);
    expect(x).toBeCloseTo(WIDTH / 2, 6);
    const meters = (HEIGHT / 2 - y) * view.metersPerUnit;
    expect(Math.abs(meters - distanceMeters(xueyuanLu, north))).toBeLessThan(1);
  });

  it.each([
    ['a street apart', xueyuanLu, [116.3529, 40.0033]],
    ['two countries', xueyuanLu, seoul],
    ['both sides of the antimeridian', [179.38, -16.43], [-179.97, -16.85]],
    ['both ends of the world', [-179, 80], [0, -80]],
  ] as [string, Position, Position][])('shows all of %s', (_name, a, b) => {
    const view = viewOf([a, b]);
    for (const [x, y] of [view.place(a), view.place(b)]) {
      expect(x).toBeGreaterThanOrEqual(20);
      expect(x).toBeLessThanOrEqual(WIDTH - 20);
      expect(y).toBeGreaterThanOrEqual(20);
      expect(y).toBeLessThanOrEqual(HEIGHT - 20);
    }
  });
});

describe('a picture of the surroundings', () => {
  it('has the streets with their names where they are shipped, and says whose they are', () => {
    const svg = draw([xueyuanLu]);
    expect(svg).toContain('© OpenStreetMap contributors');
    expect(svg).toContain('class="building"');
    expect(writingOf(svg)).toEqual(expect.arrayContaining(['小月河西路', '100米', '北']));
    expect(svg).not.toContain('class="rings"');
  });

  it('has rings of known distance elsewhere, and owes nothing to anybody', () => {
    const svg = draw([seoul], 'en');
    expect(svg).not.toContain('OpenStreetMap');
    expect(writingOf(svg)).toEqual(['100 m200 m', '100 m', 'N']);
  });

  it('has rings too when one of the stores is where no streets are shipped', () => {
    expect(draw([xueyuanLu, seoul])).toContain('class="rings"');
  });

  it('is small, and has no script, style or address in it', () => {
    for (const positions of [
      [xueyuanLu],
      [xueyuanLu, [116.356, 40.006]],
      [[116.32, 40.0]],
      [[114.0185, 22.5336]],
    ]) {
      const svg = draw(positions as Position[]);
      expect(svg.length).toBeLessThan(24_000);
      expect(svg).not.toMatch(/style=|<script|<image|NaN|undefined/);
    }
  });
});
