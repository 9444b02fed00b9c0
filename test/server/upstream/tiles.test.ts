import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { UpstreamFailure } from '../../../server/upstream/failure.ts';
import { Upstream } from '../../../server/upstream/pool.ts';
import { TileCache } from '../../../server/upstream/tile-cache.ts';
import type { TileSource } from '../../../server/upstream/tile-source.ts';
import { Tiles } from '../../../server/upstream/tiles.ts';
import { answers, greenTile, type TileAnswer, tilePicture, tileServer } from '../../support/tile-server.ts';

const DAY = 86_400_000;
const staying = new AbortController().signal;
const place = { z: 15, x: 26972, y: 12404 };
const redTile = tilePicture([200, 30, 30]);

/** Tiles from a server of the test, kept on disk, at a time that the test sets. */
async function openTiles(answer?: TileAnswer, { connections = 4, longestMilliseconds = 5_000 } = {}) {
  const server = await tileServer(answer);
  const folder = mkdtempSync(join(tmpdir(), 'nearby-stores-'));
  const source: TileSource = {
    name: 'Example Maps',
    origin: server.origin,
    datum: 'wgs84',
    minZoom: 0,
    maxZoom: 19,
    attribution: [],
    layers: [{ id: 'example', template: '/{z}/{x}/{y}?key=secret' }],
  };
  const upstream = new Upstream({
    name: source.name,
    origin: source.origin,
    longestMilliseconds,
    largestBytes: 1_000_000,
    connections,
  });
  const state = { now: Date.UTC(2026, 10, 22), troubles: [] as unknown[] };
  const tiles = new Tiles({
    source,
    upstream,
    cache: new TileCache(folder, 10_000_000),
    userAgent: 'test',
    onTrouble: (error) => state.troubles.push(error),
    clock: () => state.now,
  });
  onTestFinished(async () => {
    await server.close();
    await tiles.close();
    await upstream.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const get = (at = place, signal = staying) => tiles.get(source.layers[0]!, at, signal);
  return { server, state, tiles, get };
}

it('a tile is fetched once, however many ask for it at the same time', async () => {
  const { server, get } = await openTiles();
  const tiles = await Promise.all(Array.from({ length: 20 }, () => get()));
  expect(tiles.map((tile) => tile!.bytes.equals(greenTile))).not.toContain(false);
  expect(server.requests).toHaveLength(1);
});

it('the source is asked for no more at once than there are connections', async () => {
  const waiting: (() => void)[] = [];
  const { server, get } = await openTiles((reply) => waiting.push(() => reply.end(greenTile)), {
    connections: 2,
  });
  const tiles = [1, 2, 3, 4, 5].map((x) => get({ ...place, x }));
  for (const count of [2, 3, 4, 5]) {
    await server.asked(count);
    expect(waiting.length).toBeLessThanOrEqual(2);
    waiting.shift()!();
  }
  waiting.shift()!();
  expect(await Promise.all(tiles)).toHaveLength(5);
});

it('after its time the source is asked whether it has changed', async () => {
  const { server, state, tiles, get } = await openTiles(answers.tile({ etag: '"v1"' }));
  await get();
  await tiles.close();
  state.now += 7 * DAY - 1;
  await get();
  expect(server.requests).toHaveLength(1);

  state.now += 2;
  server.answer = answers.status(304);
  expect((await get())!.bytes).toEqual(greenTile);
  expect(server.requests[1]!.headers['if-none-match']).toBe('"v1"');
  await tiles.close();
  state.now += DAY;
  await get();
  expect(server.requests).toHaveLength(2);
});

it('one that has changed takes the place of the old one', async () => {
  const { server, state, tiles, get } = await openTiles();
  await get();
  await tiles.close();
  state.now += 8 * DAY;
  server.answer = answers.tile({}, redTile);
  expect((await get())!.bytes).toEqual(redTile);
  await tiles.close();
  expect((await get())!.bytes).toEqual(redTile);
  expect(server.requests).toHaveLength(2);
});

it('an old tile is better than none while the source is down', async () => {
  const { server, state, tiles, get } = await openTiles();
  await get();
  await tiles.close();
  state.now += 8 * DAY;
  server.answer = answers.status(500);
  expect((await get())!.bytes).toEqual(greenTile);
  expect(state.troubles.map(String)).toEqual(['UpstreamFailure: Example Maps answered with status 500.']);
});

it('what may not be kept is fetched each time', async () => {
  const { server, tiles, get } = await openTiles(answers.tile({ 'cache-control': 'no-store' }));
  await get();
  await tiles.close();
  await get();
  expect(server.requests).toHaveLength(2);
});

it('one who leaves while others wait takes nothing from them', async () => {
  const held: (() => void)[] = [];
  const { server, get } = await openTiles((reply) => held.push(() => reply.end(greenTile)));
  const leaving = new AbortController();
  const gone = get(place, leaving.signal);
  const waiting = get();
  await server.asked(1);
  leaving.abort();
  await expect(gone).rejects.toThrow('aborted');
  held[0]!();
  expect((await waiting)!.bytes).toEqual(greenTile);
  expect(server.brokenOff).toBe(0);
});

it('a source that hangs is given up', async () => {
  const { get } = await openTiles(answers.hanging(), { longestMilliseconds: 20 });
  const failure = await get().catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(UpstreamFailure);
  expect(failure).toMatchObject({ kind: 'timeout', message: 'Example Maps did not answer in time.' });
});
