import { mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { TileCache, tileOf } from '../../../server/upstream/tile-cache.ts';
import { greenTile } from '../../support/tile-server.ts';

const tile = tileOf(greenTile, { freshUntil: 1_000, validators: { 'if-none-match': '"a"' } })!;
/** What one tile takes on disk, head included: a little more than the picture. */
const TILE_BYTES = greenTile.length + 200;

function aFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'nearby-stores-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, 'tiles');
}

const kept = async (cache: TileCache, keys: readonly string[]) => {
  const tiles = await Promise.all(keys.map(async (key) => ((await cache.read(key)) ? [key] : [])));
  return tiles.flat();
};

it('gives back what it was given, also to the next process', async () => {
  const folder = aFolder();
  const cache = new TileCache(folder, 1_000_000);
  expect(await cache.read('osm/3/1/2')).toBeUndefined();
  await cache.write('osm/3/1/2', tile);
  expect(await cache.read('osm/3/1/2')).toEqual(tile);
  expect(await new TileCache(folder, 1_000_000).read('osm/3/1/2')).toEqual(tile);
});

it('forgets what was used longest ago when it is full', async () => {
  const cache = new TileCache(aFolder(), 2 * TILE_BYTES + 100);
  await cache.write('osm/3/0/0', tile);
  await cache.write('osm/3/0/1', tile);
  await cache.read('osm/3/0/0');
  await cache.write('osm/3/0/2', tile);
  expect(await kept(cache, ['osm/3/0/0', 'osm/3/0/1', 'osm/3/0/2'])).toEqual(['osm/3/0/0', 'osm/3/0/2']);
});

it('counts what an earlier process left, and makes room in it', async () => {
  const folder = aFolder();
  const earlier = new TileCache(folder, 1_000_000);
  for (const x of [0, 1, 2, 3]) await earlier.write(`osm/3/${x}/0`, tile);
  const cache = new TileCache(folder, 2 * TILE_BYTES + 100);
  await cache.write('tianditu/3/0/0', tile);
  const keys = ['osm/3/0/0', 'osm/3/1/0', 'osm/3/2/0', 'osm/3/3/0', 'tianditu/3/0/0'];
  expect(await kept(cache, keys)).toHaveLength(2);
  expect(await cache.read('tianditu/3/0/0')).toEqual(tile);
});

it.each<[string, (file: string) => void]>([
  ['cut short', (file) => truncateSync(file, 100)],
  ['emptied', (file) => truncateSync(file, 0)],
  [
    'changed in one byte',
    (file) => {
      const bytes = readFileSync(file);
      bytes[bytes.length - 20]! ^= 1;
      writeFileSync(file, bytes);
    },
  ],
  ['overwritten with something else', (file) => writeFileSync(file, 'x\n{}\ny')],
])('ignores a file that was %s, and takes the tile anew', async (_what, damage) => {
  const folder = aFolder();
  const cache = new TileCache(folder, 1_000_000);
  await cache.write('osm/3/1/2', tile);
  damage(join(folder, 'osm', '3', '1', '2'));
  expect(await cache.read('osm/3/1/2')).toBeUndefined();
  await cache.write('osm/3/1/2', tile);
  expect(await cache.read('osm/3/1/2')).toEqual(tile);
});

it('leaves nothing unfinished behind, and clears what a crash left', async () => {
  const folder = aFolder();
  const cache = new TileCache(folder, 1_000_000);
  await cache.write('osm/3/1/2', tile);
  expect(readdirSync(join(folder, '.unfinished'))).toEqual([]);
  writeFileSync(join(folder, '.unfinished', 'half'), 'half');
  const next = new TileCache(folder, 1_000_000);
  await next.write('osm/3/1/3', tile);
  expect(readdirSync(join(folder, '.unfinished'))).toEqual([]);
});
