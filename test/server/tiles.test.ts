import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openApp } from '../support/app.ts';
import { answers, endlessHeaders, greenTile, type TileAnswer, tileServer } from '../support/tile-server.ts';

const KEY = 'sesame-1234567890';

function aFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'nearby-stores-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** The service with a tile server behind it; `path` is where a tile of it is served. */
async function openTiles(answer?: TileAnswer, settings: Record<string, string> = {}) {
  const server = await tileServer(answer);
  const lines: string[] = [];
  const app = await openApp(
    {
      DATA_DIR: aFolder(),
      TILE_SOURCE: `${server.origin}/map/{z}/{x}/{y}.png?key=${KEY}`,
      TILE_DATUM: 'gcj02',
      TILE_ATTRIBUTION: '© Example Maps https://maps.example.com/about',
      TILE_MAX_ZOOM: '17',
      ...settings,
    },
    { log: { write: (line) => void lines.push(line) } },
  );
  // Hooks of a test run in reverse order: connections that hang are cut before the app waits for them.
  onTestFinished(() => server.close());
  const { tiles } = (await app.inject('/api/v1/settings/plugin')).json();
  const path = (z: number, x: number, y: number) =>
    tiles.layers[0].replace('{z}', z).replace('{x}', x).replace('{y}', y);
  return { app, server, tiles, path, lines };
}

describe('without a tile source', () => {
  it('the page is told to show the map that is shipped', async () => {
    const app = await openApp();
    expect((await app.inject('/api/v1/settings/plugin')).json().tiles).toBeNull();
  });

  it('there are no tiles', async () => {
    const response = await (await openApp()).inject('/tiles/osm/1/0/0');
    expect(response.statusCode).toBe(404);
    expect(response.json()).toMatchObject({ code: 'UNKNOWN_TILES', status: 404 });
  });
});

describe('what the page is told', () => {
  it('is datum, zoom and makers, and neither address nor key', async () => {
    const { tiles, server } = await openTiles();
    expect(tiles).toEqual({
      layers: [expect.stringMatching(/^\/tiles\/own-[0-9a-f]{8}\/\{z\}\/\{x\}\/\{y\}$/)],
      datum: 'gcj02',
      minZoom: 0,
      maxZoom: 17,
      attribution: [{ text: '© Example Maps', url: 'https://maps.example.com/about' }],
    });
    expect(JSON.stringify(tiles)).not.toContain(KEY);
    expect(JSON.stringify(tiles)).not.toContain(server.origin);
  });

  it('is two layers for Tianditu: streets, and their names on top', async () => {
    const app = await openApp({ TILE_SOURCE: 'tianditu', TIANDITU_KEY: KEY });
    expect((await app.inject('/api/v1/settings/plugin')).json().tiles).toMatchObject({
      layers: ['/tiles/tianditu/{z}/{x}/{y}', '/tiles/tianditu-labels/{z}/{x}/{y}'],
      datum: 'wgs84',
    });
  });
});

describe('a tile', () => {
  it('comes from the source with its key, and says what it is by its bytes', async () => {
    const { app, server, path } = await openTiles(answers.tile({ 'content-type': 'text/html' }));
    const response = await app.inject(path(15, 26984, 12416));
    expect(response.statusCode).toBe(200);
    expect(response.headers['content-type']).toBe('image/png');
    expect(response.rawPayload).toEqual(greenTile);
    expect(server.requests.map(({ url }) => url)).toEqual([`/map/15/26984/12416.png?key=${KEY}`]);
  });

  it('is asked for under our own name, with an address to write to', async () => {
    const { app, server, path } = await openTiles(undefined, { PUBLIC_URL: 'https://stores.example.com' });
    await app.inject({ url: path(3, 1, 2), headers: { cookie: 'a=b', 'user-agent': 'Agent’s browser' } });
    const [request] = server.requests;
    expect(request!.headers['user-agent']).toMatch(
      /^nearby-stores\/[\d.]+ \(\+https:\/\/stores\.example\.com\)$/,
    );
    expect(request!.headers).not.toHaveProperty('cookie');
    expect(request!.headers).not.toHaveProperty('cache-control');
  });

  it('is kept by browsers as long as its source says, a day at most', async () => {
    const { app, path } = await openTiles(answers.tile({ 'cache-control': 'max-age=3600' }));
    const { headers } = await app.inject(path(3, 1, 2));
    expect(headers['cache-control']).toMatch(/^public, max-age=(3600|35\d\d)$/);
    const { app: other, path: otherPath } = await openTiles();
    expect((await other.inject(otherPath(3, 1, 2))).headers['cache-control']).toBe('public, max-age=86400');
  });

  it('is not sent again to a browser that has it', async () => {
    const { app, path } = await openTiles();
    const { etag } = (await app.inject(path(3, 1, 2))).headers;
    const again = await app.inject({ url: path(3, 1, 2), headers: { 'if-none-match': String(etag) } });
    expect(again.statusCode).toBe(304);
    expect(again.rawPayload).toHaveLength(0);
  });

  it('is fetched once, then read from the disk, also after a restart', async () => {
    const folder = aFolder();
    const { app, server, path } = await openTiles(undefined, { DATA_DIR: folder });
    await app.inject(path(3, 1, 2));
    await app.close();
    const { origin } = server;
    const again = await openApp({
      DATA_DIR: folder,
      TILE_SOURCE: `${origin}/map/{z}/{x}/{y}.png?key=${KEY}`,
      TILE_DATUM: 'gcj02',
      TILE_ATTRIBUTION: 'x',
    });
    expect((await again.inject(path(3, 1, 2))).rawPayload).toEqual(greenTile);
    expect(server.requests).toHaveLength(1);
  });

  it('does not count against the rate limit', async () => {
    const { app, path } = await openTiles(undefined, { RATE_LIMIT: '2' });
    for (const x of [0, 1, 2, 3]) expect((await app.inject(path(2, x, 0))).statusCode).toBe(200);
  });
});

describe('an address that no tile has is refused without asking', () => {
  it.each([
    [18, 0, 0, 'z', 'must be from 0 to 17'],
    [3, 8, 0, 'x', 'must be at most 7 at this zoom'],
    [3, 0, 8, 'y', 'must be at most 7 at this zoom'],
  ])('%i/%i/%i', async (z, x, y, parameter, rule) => {
    const { app, server, path } = await openTiles();
    const response = await app.inject(path(z, x, y));
    expect(response.statusCode).toBe(400);
    expect(response.json()).toMatchObject({ code: 'INVALID_PARAMETER', parameter });
    expect(response.json().detail).toContain(rule);
    expect(server.requests).toEqual([]);
  });

  it.each(['1e1/0/0', '-1/0/0', '03/0/0', '3/1.5/0', '3/..%2f/0', '3/0/0x1', '3/0/1234567890'])(
    '%s',
    async (place) => {
      const { app, server, tiles } = await openTiles();
      const response = await app.inject(tiles.layers[0].replace('{z}/{x}/{y}', place));
      expect(response.statusCode).toBe(400);
      expect(server.requests).toEqual([]);
    },
  );

  it('nor is another source', async () => {
    const { app, server } = await openTiles();
    for (const source of ['osm', 'own-00000000', '..%2f..', 'constructor']) {
      expect((await app.inject(`/tiles/${source}/1/0/0`)).json().code).toBe('UNKNOWN_TILES');
    }
    expect(server.requests).toEqual([]);
  });
});

describe('a source that fails', () => {
  it.each<[string, TileAnswer]>([
    ['an error page', answers.text('<html>busy</html>')],
    ['bytes that are no picture', answers.text('\x89PNG')],
    ['half a picture', answers.truncated()],
    ['half a picture that calls itself whole', answers.tile({}, greenTile.subarray(0, 60))],
    ['a picture larger than any tile', answers.tile({}, Buffer.concat([greenTile, Buffer.alloc(1_100_000)]))],
    ['a redirect', answers.status(302, { location: 'http://127.0.0.1:9/secret.png' })],
    ['a refused key', answers.status(403)],
    ['too many requests', answers.status(429, { 'retry-after': '60' })],
    ['a fault of its own', answers.status(500)],
  ])('with %s', async (_what, answer) => {
    const { app, server, path, lines } = await openTiles(answer);
    const response = await app.inject(path(3, 1, 2));
    expect(response.statusCode).toBe(502);
    expect(response.json()).toMatchObject({ code: 'TILE_SOURCE_FAILED', status: 502 });
    expect(response.headers['cache-control']).toBe('no-store');
    expect(server.requests).toHaveLength(1);
    const said = lines.join('') + JSON.stringify(response.headers) + response.payload;
    expect(said).toContain('The tile server of TILE_SOURCE');
    expect(said).not.toContain(KEY);
    expect(said).not.toContain(server.origin);
  });

  it('by headers without an end', async () => {
    const origin = await endlessHeaders();
    const { app, path } = await openTiles(undefined, { TILE_SOURCE: `${origin}/{z}/{x}/{y}` });
    expect((await app.inject(path(3, 1, 2))).json().code).toBe('TILE_SOURCE_FAILED');
  });

  it('is left alone after five failures in a row', async () => {
    const { app, server, path } = await openTiles(answers.status(500));
    for (const x of [0, 1, 2, 3, 4]) await app.inject(path(3, x, 0));
    const response = await app.inject(path(3, 5, 0));
    expect(response.statusCode).toBe(503);
    expect(response.json().code).toBe('TILE_SOURCE_RESTING');
    expect(response.headers['retry-after']).toBe('30');
    expect(server.requests).toHaveLength(5);
  });

  it('has no tile at some places, which is no failure', async () => {
    const { app, server, path } = await openTiles(answers.status(404));
    for (const x of [0, 1, 2, 3, 4, 5]) {
      const response = await app.inject(path(3, x, 0));
      expect(response.statusCode).toBe(404);
      expect(response.json().code).toBe('NO_TILE_HERE');
    }
    expect(server.requests).toHaveLength(6);
  });
});

describe('a browser that leaves', () => {
  it('takes the request to the source with it', async () => {
    const { app, server, path } = await openTiles(answers.hanging());
    const address = await app.listen({ host: '127.0.0.1', port: 0 });
    const leaving = new AbortController();
    const asking = fetch(`${address}${path(3, 1, 2)}`, { signal: leaving.signal });
    await server.asked(1);
    leaving.abort();
    await expect(asking).rejects.toThrow('aborted');
    await server.leftBy(1);
    expect(server.brokenOff).toBe(1);
  });
});

it('does not start without what its source needs', async () => {
  await expect(openApp({ TILE_SOURCE: 'tianditu' })).rejects.toThrow(
    'TIANDITU_KEY must be set when TILE_SOURCE is tianditu.',
  );
  await expect(openApp({ TILE_SOURCE: 'https://tiles.example.com/{z}/{x}/{y}' })).rejects.toThrow(
    'TILE_DATUM must be set when TILE_SOURCE is an address.',
  );
});
