import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { Datum } from '../../shared/datum.ts';
import type { Position } from '../../shared/position.ts';
import type { ShownTiles } from '../../shared/settings.ts';
import { builtPages, openApp } from '../support/app.ts';
import { launchChromium } from '../support/chromium.ts';
import { mapPage } from '../support/map-page.ts';
import { markedTiles, markOn } from '../support/marked-tiles.ts';
import { startService } from '../support/service.ts';
import { answers, type TileAnswer, tileServer } from '../support/tile-server.ts';

const KEY = 'sesame-1234567890';
/** In the middle of the eastern campus of China Agricultural University, Beijing. */
const campus: Position = [116.3519, 40.0033];
/** The same as a location message has it: in GCJ-02, by gcoord 1.0.7. */
const campusInChat: Position = [116.358099, 40.004659];
/** Some 70 m from it. */
const place: Position = [116.3525, 40.0037];
/** Outside of what GCJ-02 shifts. */
const seoul: Position = [126.978, 37.5665];

/** The map that is shipped: without streets there the view would go out to the rings. */
const basemap = join(import.meta.dirname, '..', '..', 'web', 'static', 'basemap');
const shippedMap = Object.fromEntries(
  readdirSync(basemap).map((name) => [`basemap/${name}`, readFileSync(join(basemap, name), 'utf8')]),
);

let browser: Browser;
let map: Awaited<ReturnType<typeof mapPage>>;
beforeAll(async () => {
  [browser, map] = await Promise.all([launchChromium(), mapPage()]);
});
afterAll(() => browser.close());

/** The service with a tile server behind it. */
async function openSource(datum: 'wgs84' | 'gcj02', answer: TileAnswer) {
  const server = await tileServer(answer);
  const folder = mkdtempSync(join(tmpdir(), 'nearby-stores-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const app = await openApp(
    {
      DATA_DIR: folder,
      TILE_SOURCE: `${server.origin}/{z}/{x}/{y}.png?key=${KEY}`,
      TILE_DATUM: datum,
      TILE_ATTRIBUTION: '© Example Maps https://maps.example.com/about',
    },
    {
      webFolder: builtPages({
        'plugin/index.html': map.html,
        'page.css': map.style,
        'store-map.js': map.script,
        ...shippedMap,
      }),
    },
  );
  onTestFinished(() => server.close());
  return { server, origin: await app.listen({ host: '127.0.0.1', port: 0 }) };
}

/** The page with the map, and what it asked for and was told. */
async function openPage(origin: string, options: BrowserContextOptions = {}) {
  const page = await browser.newPage({ viewport: { width: 420, height: 400 }, ...options });
  const heard: string[] = [];
  page.on('request', (request) => heard.push(request.url(), JSON.stringify(request.headers())));
  page.on('response', async (response) => heard.push(JSON.stringify(response.headers())));
  page.on('console', (message) => heard.push(message.text()));
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  onTestFinished(async () => {
    await page.close();
    expect(faults).toEqual([]);
  });
  await page.clock.install();
  await page.goto(`${origin}/plugin/`);
  await page.waitForFunction(() => customElements.get('store-map'));
  return { page, heard };
}

const show = (page: Page, position: Position, datum: Datum = 'wgs84', scale = 17) =>
  page.evaluate(([origin, scale]) => document.querySelector('store-map')!.show(origin, scale), [
    { position, datum },
    scale,
  ] as const);

const tilesOf = async (origin: string): Promise<ShownTiles> =>
  (await (await fetch(`${origin}/api/v1/settings/plugin`)).json()).tiles;

const useTiles = (page: Page, tiles: ShownTiles | undefined) =>
  page.evaluate(async (tiles) => {
    const map = document.querySelector('store-map')!;
    map.tiles = tiles;
    await map.updateComplete;
  }, tiles);

const list = (page: Page, [longitude, latitude]: Position) =>
  page.evaluate(
    async (position) => {
      const map = document.querySelector('store-map')!;
      map.stores = [{ id: 'a', number: 1, name: '示例咖啡', position } as (typeof map.stores)[number]];
      await map.updateComplete;
    },
    { longitude, latitude, datum: 'wgs84' as const },
  );

const pointOf = (page: Page, part: '.pin' | '.customer') =>
  page.evaluate((part) => {
    const found = document.querySelector('store-map')!.shadowRoot!.querySelector(part)!;
    const { left, top } = found.parentElement!.getBoundingClientRect();
    return [left, top] as const;
  }, part);

/** Whether tiles are shown, or the map that is shipped. */
const groundOf = (page: Page) =>
  page.evaluate(() => {
    const { shadowRoot } = document.querySelector('store-map')!;
    return shadowRoot!.querySelector('.web-tiles')
      ? 'tiles'
      : shadowRoot!.querySelector('.offline-tiles')
        ? 'shipped'
        : 'none';
  });

const noticeOf = (page: Page) => page.locator('store-map .stands-in').textContent();
const attributionOf = (page: Page) => page.locator('store-map .attribution').textContent();
const wholeViewLoaded = (page: Page) =>
  page.waitForFunction(() => {
    const tiles = [...document.querySelector('store-map')!.shadowRoot!.querySelectorAll('img.leaflet-tile')];
    return tiles.length > 0 && tiles.every((tile) => tile.classList.contains('leaflet-tile-loaded'));
  });
const groundIs = (page: Page, wanted: 'tiles' | 'shipped') =>
  page.waitForFunction((wanted) => {
    const { shadowRoot } = document.querySelector('store-map')!;
    return shadowRoot!.querySelector(wanted === 'tiles' ? '.web-tiles' : '.offline-tiles') !== null;
  }, wanted);

function expectWithin(pixels: number, a: readonly number[] | undefined, b: readonly number[] | undefined) {
  expect(Math.abs(a![0]! - b![0]!)).toBeLessThanOrEqual(pixels);
  expect(Math.abs(a![1]! - b![1]!)).toBeLessThanOrEqual(pixels);
}

describe.each(['wgs84', 'gcj02'] as const)('on tiles drawn in %s', (datum) => {
  it.each([15, 17, 18])('a store stands on its place, at zoom %i', async (zoom) => {
    const { origin } = await openSource(datum, markedTiles(place, datum));
    const { page } = await openPage(origin);
    await useTiles(page, await tilesOf(origin));
    await show(page, campus, 'wgs84', zoom);
    await list(page, place);
    await groundIs(page, 'tiles');
    await wholeViewLoaded(page);
    expectWithin(2, await pointOf(page, '.pin'), await markOn(page));
  });

  it('the customer does too, abroad as well', async () => {
    const { origin } = await openSource(datum, markedTiles(seoul, 'wgs84'));
    const { page } = await openPage(origin);
    await useTiles(page, await tilesOf(origin));
    await show(page, seoul, 'gcj02');
    await groundIs(page, 'tiles');
    await wholeViewLoaded(page);
    expectWithin(2, await pointOf(page, '.customer'), await markOn(page));
    expect(await pointOf(page, '.customer')).toEqual([210, 200]);
  });
});

it('a change of the map moves nothing, also where the agent has gone', async () => {
  const wgs84 = await openSource('wgs84', markedTiles(place, 'wgs84'));
  const gcj02 = await openSource('gcj02', markedTiles(place, 'gcj02'));
  // Without the throw that a drag otherwise ends with.
  const { page } = await openPage(wgs84.origin, { reducedMotion: 'reduce' });
  const others = await tilesOf(gcj02.origin);
  // A page knows one service; the other one's tiles are passed on to it.
  await page.route(`**${others.layers[0]!.split('{')[0]}**`, async (route) => {
    const { pathname } = new URL(route.request().url());
    await route.fulfill({ response: await route.fetch({ url: gcj02.origin + pathname }) });
  });
  await show(page, campus);
  await list(page, place);
  await page.mouse.move(210, 200);
  await page.mouse.down();
  await page.mouse.move(170, 240, { steps: 4 });
  await page.mouse.up();
  const before = await pointOf(page, '.pin');
  expect(await pointOf(page, '.customer')).not.toEqual([210, 200]);
  for (const tiles of [await tilesOf(wgs84.origin), others]) {
    await useTiles(page, tiles);
    await groundIs(page, 'tiles');
    await wholeViewLoaded(page);
    expectWithin(2, await pointOf(page, '.pin'), before);
    expectWithin(2, await markOn(page), before);
  }
  await useTiles(page, undefined);
  await groundIs(page, 'shipped');
  expectWithin(2, await pointOf(page, '.pin'), before);
});

it('the key of the source and its address stay with the service', async () => {
  const { origin, server } = await openSource('gcj02', markedTiles(place, 'gcj02'));
  const { page, heard } = await openPage(origin);
  await useTiles(page, await tilesOf(origin));
  await show(page, campus);
  await groundIs(page, 'tiles');
  await wholeViewLoaded(page);
  expect(server.requests[0]!.url).toContain(KEY);
  const all = heard.join('\n') + (await page.content());
  expect(all).toContain('/tiles/own-');
  expect(all).not.toContain(KEY);
  expect(all).not.toContain(server.origin);
});

it('the panel shows the configured map, and asks nobody but the service for it', async () => {
  const server = await tileServer(markedTiles(campus, 'gcj02'));
  const service = await startService({
    TILE_SOURCE: `${server.origin}/{z}/{x}/{y}.png?key=${KEY}`,
    TILE_DATUM: 'gcj02',
    TILE_ATTRIBUTION: '© Example Maps',
  });
  onTestFinished(async () => {
    await server.close();
    await service.close();
  });
  const { page, heard } = await openPage(service.origin);
  await page.evaluate(
    (event) => (window as unknown as { MCS_ClientNotify(text: string): void }).MCS_ClientNotify(event),
    JSON.stringify({
      event: 'OnMapMsgClick',
      latitude: campusInChat[1],
      longitude: campusInChat[0],
      location: '中国农业大学东区',
      scale: 17,
    }),
  );
  await page.locator('store-map .web-tiles').first().waitFor({ state: 'attached' });
  await page.locator('store-map img.leaflet-tile-loaded').first().waitFor();
  expect(await attributionOf(page)).toBe('© Example Maps');
  expect(server.requests.every(({ url }) => url.endsWith(`?key=${KEY}`))).toBe(true);
  expect(heard.join('\n')).not.toContain(KEY);
  const asked = heard.filter((line) => /^https?:/.test(line)).map((url) => new URL(url).origin);
  expect(new Set(asked)).toEqual(new Set([service.origin]));
});

describe('who made the map', () => {
  it('is named, as text and a link', async () => {
    const { origin } = await openSource('wgs84', answers.tile());
    const { page } = await openPage(origin);
    expect(await attributionOf(page)).toBe('© OpenStreetMap contributors · Natural Earth');
    await useTiles(page, await tilesOf(origin));
    await groundIs(page, 'tiles');
    expect(await attributionOf(page)).toBe('© Example Maps');
    expect(await page.locator('store-map .attribution a').getAttribute('href')).toBe(
      'https://maps.example.com/about',
    );
  });
});

describe('a source that does not answer', () => {
  it('leaves the map that is shipped, says so after five seconds, and is tried again', async () => {
    const { origin, server } = await openSource('gcj02', answers.hanging());
    const { page } = await openPage(origin);
    await useTiles(page, await tilesOf(origin));
    await show(page, campus);
    await list(page, place);
    await server.asked(1);
    expect(await groundOf(page)).toBe('shipped');
    expect(await noticeOf(page)).toBe('');
    const before = await pointOf(page, '.pin');
    await page.clock.fastForward(5_000);
    expect(await noticeOf(page)).toBe('在线地图暂不可用');

    server.answer = markedTiles(place, 'gcj02');
    await page.clock.fastForward(30_000);
    await groundIs(page, 'tiles');
    await wholeViewLoaded(page);
    expect(await noticeOf(page)).toBe('');
    expectWithin(2, await pointOf(page, '.pin'), before);
    expectWithin(2, await markOn(page), before);
  });

  it('any more gives way to the map that is shipped, in the same place', async () => {
    const { origin, server } = await openSource('gcj02', markedTiles(place, 'gcj02'));
    const { page } = await openPage(origin);
    await useTiles(page, await tilesOf(origin));
    await groundIs(page, 'tiles');
    await wholeViewLoaded(page);
    server.answer = answers.hanging();
    const asked = server.requests.length;
    await show(page, campus);
    await list(page, place);
    await server.asked(asked + 1);
    const before = await pointOf(page, '.pin');
    await page.clock.fastForward(5_000);
    await groundIs(page, 'shipped');
    expect(await noticeOf(page)).toBe('在线地图暂不可用');
    expect(await attributionOf(page)).toBe('© OpenStreetMap contributors · Natural Earth');
    expectWithin(2, await pointOf(page, '.pin'), before);
    expect(await pointOf(page, '.customer')).toEqual([210, 200]);
  });

  it('with tiles is left after some errors, at once', async () => {
    const { origin, server } = await openSource('wgs84', answers.tile());
    const { page } = await openPage(origin);
    await useTiles(page, await tilesOf(origin));
    await groundIs(page, 'tiles');
    await wholeViewLoaded(page);
    server.answer = answers.status(500);
    await show(page, campus);
    await groundIs(page, 'shipped');
    expect(await noticeOf(page)).toBe('在线地图暂不可用');
  });

  it('is left too where a small map has few tiles to miss', async () => {
    const { origin, server } = await openSource('wgs84', answers.tile());
    const { page } = await openPage(origin);
    await page.setViewportSize({ width: 100, height: 80 });
    await useTiles(page, await tilesOf(origin));
    await groundIs(page, 'tiles');
    await wholeViewLoaded(page);
    server.answer = answers.status(500);
    await show(page, campus);
    await groundIs(page, 'shipped');
  });

  it('is tried at the next location too', async () => {
    const { origin, server } = await openSource('wgs84', answers.status(404));
    const { page } = await openPage(origin);
    await useTiles(page, await tilesOf(origin));
    await page.locator('store-map .stands-in:not(:empty)').waitFor();
    server.answer = answers.tile();
    await show(page, campus);
    await groundIs(page, 'tiles');
    expect(await noticeOf(page)).toBe('');
  });
});
