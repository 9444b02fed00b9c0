import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import gcoordModule from 'gcoord';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { Datum } from '../../shared/datum.ts';
import type { Position } from '../../shared/position.ts';
import type { MapStore } from '../../web/map/events.ts';
import { launchChromium } from '../support/chromium.ts';
import { serveMapPage } from '../support/map-page.ts';

// Its types describe the ES module, Node loads the CommonJS one: there is no `default` inside the default.
const gcoord = gcoordModule as unknown as typeof gcoordModule.default;

/** In the middle of the eastern campus of China Agricultural University, Xueyuan Lu. */
const campus: Position = [116.3519, 40.0033];
const shanghai: Position = [121.4737, 31.2304];
const located = (position: Position, datum: Datum = 'wgs84') => ({ position, datum });

const store = (
  number: number,
  [longitude, latitude]: Position,
  { id = `store-${number}`, datum = 'wgs84' as Datum } = {},
): MapStore => ({
  id,
  number,
  name: '示例咖啡',
  branch: `第${number}店`,
  position: { longitude, latitude, datum },
});

let browser: Browser;
let site: Awaited<ReturnType<typeof serveMapPage>>;
beforeAll(async () => {
  [browser, site] = await Promise.all([launchChromium(), serveMapPage()]);
});
afterAll(() => Promise.all([browser.close(), site.close()]));

/** A page of 420 × 400 with the map in it; any other complaint of the browser, its policy's included, fails the test. */
async function openMap(options: BrowserContextOptions = {}, expected?: RegExp) {
  const page = await browser.newPage({ viewport: { width: 420, height: 400 }, ...options });
  const complaints: string[] = [];
  page.on('console', (message) => {
    // Chromium notes there that what is not drawn was measured: Leaflet measures, and so do these tests.
    if (`${message.type()}` !== 'verbose') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  onTestFinished(async () => {
    await page.close();
    expect(complaints.filter((text) => !expected?.test(text))).toEqual([]);
  });
  await page.goto(site.url);
  await page.waitForFunction(() => customElements.get('store-map'));
  return page;
}

const show = (page: Page, position: Position, { datum = 'wgs84' as Datum, scale = 16 } = {}) =>
  page.evaluate(([origin, scale]) => document.querySelector('store-map')!.show(origin, scale), [
    located(position, datum),
    scale,
  ] as const);

const list = (page: Page, stores: MapStore[]) =>
  page.evaluate(async (stores) => {
    const map = document.querySelector('store-map')!;
    map.stores = stores;
    await map.updateComplete;
  }, stores);

/** Where the tip of each pin stands, by its number; the page's pixels. */
const tips = (page: Page) =>
  page.evaluate(() => {
    const pins = [...document.querySelector('store-map')!.shadowRoot!.querySelectorAll('.pin')];
    return Object.fromEntries(
      pins.map((pin) => {
        const { left, top } = pin.parentElement!.getBoundingClientRect();
        return [pin.querySelector('.number')!.textContent, [left, top]];
      }),
    );
  });

const customerPoint = (page: Page) =>
  page.evaluate(() => {
    const mark = document.querySelector('store-map')!.shadowRoot!.querySelector('.customer')!;
    const { left, top } = mark.parentElement!.getBoundingClientRect();
    return [left, top];
  });

/** Remembers the moves that the map tells of. */
const watchMoves = (page: Page) =>
  page.evaluate(() => {
    const moves: { center: readonly number[]; byAgent: boolean }[] = [];
    Object.assign(window, { moves });
    document.querySelector('store-map')!.addEventListener('map-move', ({ center, byAgent }) => {
      moves.push({ center: center.position, byAgent });
    });
  });
const lastMove = (page: Page) =>
  page.evaluate(
    () => (window as unknown as { moves: { center: [number, number]; byAgent: boolean }[] }).moves.at(-1)!,
  );

/** The colour in the base map's tiles at a point of the page. */
const groundColor = (page: Page, x: number, y: number) =>
  page.evaluate(
    ([x, y]) => {
      for (const canvas of document.querySelector('store-map')!.shadowRoot!.querySelectorAll('canvas')) {
        const { left, top, right, bottom, width } = canvas.getBoundingClientRect();
        if (x < left || x >= right || y < top || y >= bottom) continue;
        const ratio = canvas.width / width;
        const copy = new OffscreenCanvas(1, 1).getContext('2d')!;
        copy.drawImage(canvas, (left - x) * ratio, (top - y) * ratio);
        return [...copy.getImageData(0, 0, 1, 1).data].join();
      }
      return undefined;
    },
    [x, y] as const,
  );

describe('the map', () => {
  it('has its centre on the customer when show returns', async () => {
    const page = await openMap();
    await watchMoves(page);
    const center = await page.evaluate((origin) => {
      document.querySelector('store-map')!.show(origin, 17);
      return (window as unknown as { moves: { center: number[] }[] }).moves.at(-1)!.center;
    }, located(campus));
    expect(center[0]).toBeCloseTo(116.3519, 9);
    expect(center[1]).toBeCloseTo(40.0033, 9);
    expect(await customerPoint(page)).toEqual([210, 200]);
  });

  it('draws one store at one pixel, whichever datum it is given in', async () => {
    const page = await openMap();
    await show(page, campus, { scale: 18 });
    const wgs84: [number, number] = [116.3525, 40.0037];
    await list(page, [
      store(1, wgs84),
      store(2, gcoord.transform(wgs84, gcoord.WGS84, gcoord.GCJ02), { datum: 'gcj02' }),
      store(3, gcoord.transform(wgs84, gcoord.WGS84, gcoord.BD09), { datum: 'bd09' }),
    ]);
    const places = await tips(page);
    for (const number of ['2', '3']) {
      expect(Math.abs(places[number]![0]! - places['1']![0]!)).toBeLessThanOrEqual(2);
      expect(Math.abs(places[number]![1]! - places['1']![1]!)).toBeLessThanOrEqual(2);
    }
  });

  it('puts 学院路30号, as WeChat sends it, on the campus and not on the motorway 500 m away', async () => {
    const page = await openMap();
    await watchMoves(page);
    await show(page, [116.358099, 40.004659], { datum: 'gcj02' });
    const { center } = await lastMove(page);
    const { bbox, steps, features } = JSON.parse(
      readFileSync(
        join(import.meta.dirname, '..', '..', 'web', 'static', 'basemap', 'beijing-xueyuanlu.json'),
        'utf8',
      ),
    );
    const { lines } = features.find(
      ({ layer, name }: { layer: string; name: string }) =>
        layer === 'campus' && name === '中国农业大学东校区',
    );
    let [x, y] = [0, 0];
    const ring: [number, number][] = [];
    for (let i = 0; i < lines[0].length; i += 2) {
      x += lines[0][i];
      y += lines[0][i + 1];
      ring.push([bbox[0] + x / steps, bbox[1] + y / steps]);
    }
    const isInside = ([lon, lat]: [number, number]) =>
      ring.filter(([fromLon, fromLat], i) => {
        const [toLon, toLat] = ring[(i + 1) % ring.length]!;
        return (
          fromLat > lat !== toLat > lat &&
          lon < fromLon + ((lat - fromLat) / (toLat - fromLat)) * (toLon - fromLon)
        );
      }).length %
        2 ===
      1;
    expect(isInside(center)).toBe(true);
    expect(isInside([116.358099, 40.004659])).toBe(false);
  });

  it('leaves a point of Seoul where it is, also when it comes as GCJ-02', async () => {
    const page = await openMap();
    await watchMoves(page);
    await show(page, [126.9784, 37.5667], { datum: 'gcj02' });
    const { center } = await lastMove(page);
    expect(center[0]).toBeCloseTo(126.9784, 6);
    expect(center[1]).toBeCloseTo(37.5667, 6);
  });

  it('draws the streets of Xueyuan Lu, in dark colours where the system is dark', async () => {
    for (const [colorScheme, water] of [
      ['light', '180,215,234,255'],
      ['dark', '20,47,63,255'],
    ] as const) {
      const page = await openMap({ colorScheme });
      // The middle of the river Xiaoyue, east of the campus.
      await show(page, [116.3568, 40.0025], { scale: 19 });
      await expect.poll(() => groundColor(page, 210, 200)).toBe(water);
    }
  });

  const ringsOf = (page: Page) =>
    page.evaluate(() =>
      [...document.querySelector('store-map')!.shadowRoot!.querySelectorAll('.ring-label')].map(
        (label) => label.textContent,
      ),
    );

  it('shows rings of known distance where there are no streets, and none where there are', async () => {
    const page = await openMap();
    const rings = () => ringsOf(page);
    await show(page, shanghai, { scale: 12 });
    await expect.poll(rings).toEqual(['1公里', '3公里']);
    await page.evaluate(async () => {
      const map = document.querySelector('store-map')!;
      map.language = 'en';
      await map.updateComplete;
    });
    await expect.poll(rings).toEqual(['1 km', '3 km']);
    await show(page, campus, { scale: 16 });
    await expect.poll(rings).toEqual([]);
  });

  it('shows the whole ring of 1 km, and parts of the others, in the strip that the panel has, however near it is asked for', async () => {
    const page = await openMap({ viewport: { width: 420, height: 160 } });
    await show(page, shanghai, { scale: 18 });
    await expect.poll(() => ringsOf(page)).toContain('1公里');
    const rings = await page.evaluate(() =>
      [...document.querySelector('store-map')!.shadowRoot!.querySelectorAll('.ring')].map((ring) => {
        const { top, bottom } = ring.getBoundingClientRect();
        return [top, bottom];
      }),
    );
    const [top, bottom] = rings[0]!;
    expect(top).toBeGreaterThan(0);
    expect(bottom).toBeLessThan(160);
    const heights = rings.map(([top, bottom]) => bottom! - top!);
    expect(heights.map((height) => (height / heights[0]!).toFixed(1))).toEqual(['1.0', '3.0', '10.0']);
  });

  it('shows rings also where the streets did not come', async () => {
    const page = await openMap({}, /did not come|Failed to load/);
    await page.route('**/basemap/*', (route) => route.abort());
    await show(page, campus, { scale: 16 });
    await expect.poll(() => ringsOf(page)).toEqual(['300米', '1公里']);
  });

  it('draws a ring as far away as it says', async () => {
    const page = await openMap();
    await show(page, shanghai, { scale: 14 });
    // A kilometre north of the customer, by GeographicLib 31.23942.
    await list(page, [store(1, [121.4737, 31.23942])]);
    const top = await page.evaluate(() => {
      const rings = [...document.querySelector('store-map')!.shadowRoot!.querySelectorAll('.ring')];
      return rings.map((ring) => ring.getBoundingClientRect().top);
    });
    const [, north] = (await tips(page))['1']!;
    expect(Math.min(...top.map((edge) => Math.abs(edge - north!)))).toBeLessThan(2);
  });
});

describe('the view', () => {
  const far = [0.006, 0.01, 0.014, 0.3].map((east, i) =>
    store(i + 1, [campus[0] + east, campus[1] + east / 3]),
  );

  it('opens up for the nearest three around the customer, who stays in the middle', async () => {
    const page = await openMap();
    await show(page, campus);
    await list(page, far);
    expect(await customerPoint(page)).toEqual([210, 200]);
    const places = await tips(page);
    for (const number of ['1', '2', '3']) {
      expect(places[number]![0]).toBeGreaterThan(210);
      expect(places[number]![0]).toBeLessThan(420);
    }
    expect(places['4']![0]).toBeGreaterThan(420);
  });

  it('goes two levels out for the second and third, as far as it needs for the nearest', async () => {
    const page = await openMap();
    await show(page, campus);
    await list(page, [store(1, [campus[0] + 0.006, campus[1]]), store(2, [campus[0] + 0.04, campus[1]])]);
    expect((await tips(page))['1']![0]).toBeLessThan(420);
    expect((await tips(page))['2']![0]).toBeGreaterThan(420);
    await show(page, shanghai);
    await list(page, [store(1, [shanghai[0] + 0.1, shanghai[1]])]);
    // Beside the zoom buttons, not under them.
    expect((await tips(page))['1']![0]).toBeLessThan(420 - 40);
    // The customer, too, is in view, on the other side.
    expect((await customerPoint(page))[0]).toBeGreaterThan(0);
    expect((await customerPoint(page))[0]).toBeLessThanOrEqual(210);
  });

  it('finds a store across the antimeridian on the near side', async () => {
    const page = await openMap();
    await show(page, [-179.97, -16.85], { scale: 9 });
    await list(page, [store(1, [179.38, -16.43])]);
    const [x] = (await tips(page))['1']!;
    expect(x).toBeGreaterThan(0);
    expect(x).toBeLessThan(210);
  });

  it('stays where the agent has moved it until the next location', async () => {
    // Without motion the map does not glide on after the hand has let go.
    const page = await openMap({ reducedMotion: 'reduce' });
    await show(page, campus);
    await watchMoves(page);
    await page.mouse.move(210, 200);
    await page.mouse.down();
    await page.mouse.move(150, 150, { steps: 4 });
    await page.mouse.up();
    await expect.poll(() => page.evaluate(() => (window as unknown as { moves: [] }).moves.length)).toBe(1);
    const moved = await lastMove(page);
    expect(moved.byAgent).toBe(true);
    expect(moved.center[0]).toBeGreaterThan(campus[0]);
    await list(page, far);
    expect(await customerPoint(page)).toEqual([150, 150]);
    await show(page, shanghai);
    expect(await customerPoint(page)).toEqual([210, 200]);
    expect((await lastMove(page)).byAgent).toBe(false);
  });

  it('ends at the new customer when the location comes in the middle of a zoom', async () => {
    const page = await openMap();
    await show(page, campus);
    await watchMoves(page);
    await page.evaluate(async (next) => {
      const map = document.querySelector('store-map')!;
      map.shadowRoot!.querySelector<HTMLElement>('.zoom-buttons button')!.click();
      const tiles = map.shadowRoot!.querySelector('.leaflet-map-pane')!;
      // Two frames later the animation runs.
      await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
      if (!tiles.classList.contains('leaflet-zoom-anim')) throw new Error('The map was not zooming');
      map.show(next, 16);
    }, located(shanghai));
    await page.waitForFunction(
      () => !document.querySelector('store-map')!.shadowRoot!.querySelector('.leaflet-zoom-anim'),
    );
    const { center, byAgent } = await lastMove(page);
    expect(center[0]).toBeCloseTo(shanghai[0], 9);
    expect(byAgent).toBe(false);
    expect(await customerPoint(page)).toEqual([210, 200]);
  });

  it('is right once a hidden tab comes to the front', async () => {
    const page = await openMap();
    await page.evaluate(() => {
      document.querySelector('store-map')!.hidden = true;
    });
    await show(page, campus);
    await list(page, far);
    await page.evaluate(() => {
      document.querySelector('store-map')!.hidden = false;
    });
    await expect.poll(() => customerPoint(page)).toEqual([210, 200]);
    const [x] = (await tips(page))['3']!;
    expect(x).toBeLessThan(420);
  });

  it('keeps the customer in the middle when the frame changes its size', async () => {
    const page = await openMap();
    await show(page, campus);
    for (const [width, height] of [
      [361, 201],
      [899, 601],
      [360, 200],
    ] as const) {
      await page.setViewportSize({ width, height });
      await expect
        .poll(async () => {
          const [x, y] = await customerPoint(page);
          return Math.hypot(x! - width / 2, y! - height / 2);
        })
        .toBeLessThan(1.5);
    }
  });

  it('brings a store that is chosen in the list into view', async () => {
    const page = await openMap();
    await show(page, campus);
    await list(page, far);
    await page.evaluate(async () => {
      const map = document.querySelector('store-map')!;
      map.selected = ['store-4'];
      await map.updateComplete;
    });
    const [x] = (await tips(page))['4']!;
    expect(x).toBeLessThan(420);
  });

  it('takes a right click, and any click while picking, for where the customer is', async () => {
    const page = await openMap({ reducedMotion: 'reduce' });
    await show(page, campus);
    await page.evaluate(() => {
      const picks: unknown[] = [];
      Object.assign(window, { picks });
      document.querySelector('store-map')!.addEventListener('map-pick', ({ place }) => picks.push(place));
    });
    const picks = () => page.evaluate(() => (window as unknown as { picks: { position: number[] }[] }).picks);
    await page.mouse.click(300, 200);
    expect(await picks()).toEqual([]);
    await page.mouse.click(300, 200, { button: 'right' });
    await page.evaluate(async () => {
      const map = document.querySelector('store-map')!;
      map.picking = true;
      await map.updateComplete;
    });
    await page.mouse.click(100, 200);
    const [east, west] = await picks();
    expect(east!.position[0]).toBeGreaterThan(campus[0]);
    expect(west!.position[0]).toBeLessThan(campus[0]);
  });

  it('moves by arrow keys and zooms by plus and minus, at once for whoever wants no motion', async () => {
    const page = await openMap({ reducedMotion: 'reduce' });
    await show(page, campus);
    await page.keyboard.press('Tab');
    await page.keyboard.press('ArrowRight');
    expect(await customerPoint(page)).toEqual([130, 200]);
    await page.keyboard.press('ArrowLeft');
    await list(page, [store(1, [campus[0] + 0.001, campus[1]])]);
    const before = (await tips(page))['1']![0]! - 210;
    await page.keyboard.press('+');
    expect(Math.abs((await tips(page))['1']![0]! - 210 - 2 * before)).toBeLessThanOrEqual(1);
    await page.keyboard.press('-');
    expect(Math.abs((await tips(page))['1']![0]! - 210 - before)).toBeLessThanOrEqual(1);
  });
});

describe('a pin', () => {
  it('is the same element when the list brings its store again, elsewhere and with another number', async () => {
    const page = await openMap();
    await show(page, campus);
    await list(page, [store(1, campus, { id: 'a' }), store(2, [116.353, 40.004], { id: 'b' })]);
    const same = await page.evaluate(
      async (stores) => {
        const map = document.querySelector('store-map')!;
        const pins = () => [...map.shadowRoot!.querySelectorAll('.pin')];
        const [, second] = pins();
        map.stores = stores;
        await map.updateComplete;
        return [pins().length, pins()[0] === second, second!.querySelector('.number')!.textContent];
      },
      [store(1, [116.354, 40.004], { id: 'b' })],
    );
    expect(same).toEqual([1, true, '1']);
  });

  it('is chosen by Enter and by click, and says so', async () => {
    const page = await openMap();
    await show(page, campus);
    await list(page, [store(1, [116.353, 40.004])]);
    await page.evaluate(() => {
      const events: string[] = [];
      Object.assign(window, { events });
      const map = document.querySelector('store-map')!;
      map.addEventListener('store-select', ({ store }) => events.push(`select ${store.id}`));
      map.addEventListener('store-hover', ({ store }) => events.push(`hover ${store?.id}`));
    });
    const events = () => page.evaluate(() => (window as unknown as { events: string[] }).events);
    const pin = page.getByRole('button', { name: '1 示例咖啡 第1店' });
    await pin.focus();
    await page.keyboard.press('Enter');
    expect(await events()).toEqual(['hover store-1', 'select store-1']);
    await pin.click();
    expect((await events()).filter((event) => event.startsWith('select'))).toHaveLength(2);
    await page.evaluate(async () => {
      const map = document.querySelector('store-map')!;
      map.selected = ['store-1'];
      await map.updateComplete;
    });
    expect(await pin.getAttribute('aria-pressed')).toBe('true');
  });

  it('takes a name as text, whatever is in it', async () => {
    const page = await openMap();
    await show(page, campus);
    const name = '<img src=x onerror=alert(1)>';
    await list(page, [{ ...store(1, campus), name, branch: null }]);
    expect(await page.locator('store-map .pin .name').textContent()).toBe(name);
    expect(await page.locator('store-map img').count()).toBe(0);
  });
});

it('a map that is taken out and put in again fifty times leaves nothing behind', async () => {
  const page = await openMap();
  await show(page, campus);
  await list(page, [store(1, [116.353, 40.004])]);
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Performance.enable');
  const reconnect = (times: number) =>
    page.evaluate(async (times) => {
      const map = document.querySelector('store-map')!;
      for (let i = 0; i < times; i++) {
        map.remove();
        document.body.append(map);
        await map.updateComplete;
        await new Promise((resolve) => requestAnimationFrame(resolve));
      }
    }, times);
  const counts = async () => {
    await devtools.send('HeapProfiler.collectGarbage');
    const { metrics } = await devtools.send('Performance.getMetrics');
    const count = (name: string) => metrics.find((metric) => metric.name === name)!.value;
    return { nodes: count('Nodes'), listeners: count('JSEventListeners') };
  };
  await reconnect(5);
  const before = await counts();
  await reconnect(50);
  const after = await counts();
  expect(after.listeners).toBeLessThanOrEqual(before.listeners + 10);
  expect(after.nodes).toBeLessThanOrEqual(before.nodes + 50);
  expect(await customerPoint(page)).toEqual([210, 200]);
});
