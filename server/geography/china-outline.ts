// Makes shared/china-outline.ts out of the borders in @rapideditor/country-coder: `node server/geography/china-outline.ts`.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { borders } from '@rapideditor/country-coder';

const target = join(import.meta.dirname, '..', '..', 'shared', 'china-outline.ts');

/** What the borders call the three parts: Wikidata's key of the mainland, ISO codes. */
const parts = { CN: 'Q19188', HK: 'HK', MO: 'MO' };

/** The committed file's whole text. */
export function chinaOutlineSource(): string {
  const rings = Object.entries(parts).map(([part, id]) => `  ${part}: [${steps(outerRing(id)).join(', ')}],`);
  return `// Made by server/geography/china-outline.ts from the borders in @rapideditor/country-coder (ISC licence).

/**
 * Outer rings, unclosed, as steps in 1e-4 degrees: longitude, latitude of the first corner, then the way to each next
 * one. The mainland's ring holds Hong Kong and Macau too.
 */
export const CHINA_OUTLINE = {
${rings.join('\n')}
} as const satisfies Record<string, readonly number[]>;
`;
}

function outerRing(id: string): number[][] {
  const geometry = borders.features.find(({ properties }) => properties.id === id)?.geometry;
  if (geometry?.type !== 'MultiPolygon' || geometry.coordinates.length !== 1) {
    throw new Error(`${id} is not one polygon any more`);
  }
  const ring = geometry.coordinates[0]![0]!;
  return ring.slice(0, -1);
}

function steps(ring: number[][]): number[] {
  const corners = ring.map((corner) => corner.map((degrees) => Math.round(degrees * 1e4)));
  return corners.flatMap(([lon, lat], index) => {
    const [fromLon, fromLat] = corners[index - 1] ?? [0, 0];
    return [lon! - fromLon!, lat! - fromLat!];
  });
}

if (import.meta.main) writeFileSync(target, chinaOutlineSource());
