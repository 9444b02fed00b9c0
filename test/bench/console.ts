// The table and the map of the stores at 100,000 against 1,000: how soon they are there, and what scrolling and panning cost.
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import { buildApp } from '../../server/app.ts';
import { readConfig } from '../../server/config.ts';
import { signedIn } from '../support/access.ts';
import { launchChromium } from '../support/chromium.ts';
import { chainStores, PUBLIC_URL } from './catalogue.ts';
import { type BenchRow, median } from './row.ts';
import { slices } from './slices.ts';

const ROUNDS = 9;
/** What a person takes to scroll through all of it. */
const STEPS = 40;
const LONG_TASK_MILLISECONDS = 50;

export async function bench(): Promise<BenchRow[]> {
  const [many, few] = await Promise.all([openConsole(100_000), openConsole(1_000)]);
  const browser = await launchChromium();
  try {
    const ratios: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const [first, second] = round % 2 === 0 ? [many, few] : [few, many];
      const early = await paintedAfter(browser, first);
      const late = await paintedAfter(browser, second);
      ratios.push(first === many ? early / late : late / early);
    }
    const { longest, marks } = await used(browser, many);
    console.log(`  longest tasks in ms: ${longest.map((task) => task.toFixed(0)).join(' ')}`);
    return [
      {
        name: 'the console with 100,000 stores painted / with 1,000',
        ratios,
        of: 'time',
        goal: 1.5,
      },
      {
        name: 'longest task of scrolling and panning through 100,000 stores, in ms (median of runs)',
        ratios: longest,
        whole: median(longest),
        of: 'time',
        goal: LONG_TASK_MILLISECONDS,
      },
      { name: 'nodes on the map of 100,000 stores, at most', ratios: [marks], of: 'time', goal: 250 },
    ];
  } finally {
    await browser.close();
    await Promise.all([many.close(), few.close()]);
  }
}

type Console = { readonly origin: string; readonly cookie: string; close(): Promise<void> };

async function openConsole(stores: number): Promise<Console> {
  const app = buildApp({ config: readConfig({ DATA_DIR: ':memory:', RATE_LIMIT: '0', PUBLIC_URL }) });
  await app.ready();
  for (const slice of slices(chainStores(stores), 10_000)) {
    await app.storage.stores.put(
      slice.map((fields) => ({ fields })),
      { kind: 'command', name: 'bench' },
    );
  }
  const { cookie } = await signedIn(app, 'admin');
  await app.listen({ host: '127.0.0.1', port: 0 });
  const { port } = app.server.address() as AddressInfo;
  return { origin: `http://127.0.0.1:${port}`, cookie, close: () => app.close() };
}

async function openPage(browser: Browser, { origin, cookie }: Console): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  const [name = '', value = ''] = cookie.split('=');
  await context.addCookies([{ name, value, url: `${origin}/api/` }]);
  return context.newPage();
}

/** Milliseconds from the navigation to rows in the table and marks on the map. */
async function paintedAfter(browser: Browser, console: Console): Promise<number> {
  const page = await openPage(browser, console);
  await page.goto(`${console.origin}/console/`);
  await page.locator('store-table .body .name').first().waitFor();
  await page.locator('catalogue-map .anchor button').first().waitFor();
  const milliseconds = await page.evaluate(() => performance.now());
  await page.context().close();
  return milliseconds;
}

async function used(browser: Browser, console: Console): Promise<{ longest: number[]; marks: number }> {
  const longest: number[] = [];
  let marks = 0;
  for (let run = 0; run < 3; run++) {
    const page = await openPage(browser, console);
    await page.goto(`${console.origin}/console/`);
    await page.locator('store-table .body .name').first().waitFor();
    await page.locator('catalogue-map .anchor button').first().waitFor();
    await page.evaluate(() => {
      const tasks: number[] = [0];
      Object.assign(window, { tasks });
      new PerformanceObserver((list) => {
        for (const { duration } of list.getEntries()) tasks.push(duration);
      }).observe({ type: 'longtask' });
    });
    const body = page.locator('store-table .body');
    for (let step = 1; step <= STEPS; step++) {
      await body.evaluate((element, share) => {
        element.scrollTop = element.scrollHeight * share;
      }, step / STEPS);
      await page.locator('store-table .body .row').first().waitFor();
    }
    const map = page.locator('stores-map catalogue-map');
    const box = (await map.boundingBox())!;
    for (let step = 0; step < 6; step++) {
      await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
      await page.mouse.wheel(0, step % 2 === 0 ? -240 : 240);
      await page.mouse.down();
      await page.mouse.move(box.x + box.width / 2 - 120, box.y + box.height / 2 - 60, { steps: 8 });
      await page.mouse.up();
      await page.waitForLoadState('networkidle');
      marks = Math.max(marks, await map.locator('.anchor button').count());
    }
    longest.push(await page.evaluate(() => Math.max(...(window as unknown as { tasks: number[] }).tasks)));
    await page.context().close();
  }
  return { longest, marks };
}
