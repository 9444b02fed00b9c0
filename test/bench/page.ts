// What opening the panel costs: its weight up to the answer to a first click, and how soon its list can be used.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { launchChromium } from '../support/chromium.ts';
import { type Service, startService } from '../support/service.ts';
import type { BenchRow } from './row.ts';

const dist = join(import.meta.dirname, '..', '..', 'web', 'dist');
const rounds = 12;
const KINDS = new Set(['document', 'script', 'stylesheet']);

export async function bench(): Promise<BenchRow[]> {
  const service = await startService({ RATE_LIMIT: '0' });
  const browser = await launchChromium();
  try {
    return [await weight(browser, service), await coldList(browser, service)];
  } finally {
    await browser.close();
    await service.close();
  }
}

/**
 * Every document, script and style sheet from the opening of the page until nothing has been asked for any more after
 * the drawn answer, with the map that is shipped, in Chinese. What the first movement of a hand brings after that, and
 * the same in English, is printed.
 */
async function weight(browser: Browser, { origin }: Service): Promise<BenchRow> {
  const english = await loaded(browser, origin, 'en');
  const chinese = await loaded(browser, origin, 'zh-CN');
  for (const path of chinese.first)
    console.log(`  ${path.padEnd(44)} ${inKilobytes([path]).toFixed(1)} kB gzip`);
  console.log(
    `  with what the first movement of a hand brings ${inKilobytes(chinese.all).toFixed(1)} kB gzip`,
  );
  console.log(`  in English ${inKilobytes(english.first).toFixed(1)} kB gzip`);
  return {
    name: "the plugin page's document, scripts and styles up to a first answer, in kB gzip",
    ratios: [inKilobytes(chinese.first)],
    of: 'time',
    goal: 75,
  };
}

/** The paths of what a page loads: up to the answer, and with a hand over it. */
async function loaded(browser: Browser, origin: string, locale: string) {
  const page = await browser.newPage({ viewport: { width: 420, height: 600 }, locale });
  const paths: string[] = [];
  page.on('requestfinished', (request) => {
    if (KINDS.has(request.resourceType())) paths.push(new URL(request.url()).pathname);
  });
  await page.addInitScript(aClient);
  await page.goto(`${origin}/plugin/`);
  await page.waitForFunction(() => customElements.get('store-map'));
  await click(page);
  await page.locator('store-row').first().waitFor();
  await page.waitForLoadState('networkidle');
  const first = [...paths];
  await page.mouse.move(200, 400);
  await page.waitForFunction(() => customElements.get('put-history'));
  await page.context().close();
  return { first, all: paths };
}

const inKilobytes = (paths: readonly string[]) =>
  paths.reduce((sum, path) => {
    const file = join(dist, path.endsWith('/') ? `${path}index.html` : path);
    return sum + readFileSync(`${file}.gz`).length / 1000;
  }, 0);

/** From the start of the navigation to the list's place drawn and clicks taken, nothing kept by the browser, against a page of text. */
async function coldList(browser: Browser, { origin }: Service): Promise<BenchRow> {
  const ratios: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const first = round % 2 === 0;
    const early = first ? await drawnAfter(browser, `${origin}/robots.txt`) : undefined;
    const list = await drawnAfter(browser, `${origin}/plugin/`);
    ratios.push(list / (early ?? (await drawnAfter(browser, `${origin}/robots.txt`))));
  }
  return { name: 'list interactive, cold / a page of two lines', ratios, of: 'time', goal: 2 };
}

/** Milliseconds until the page is drawn; of the panel, until the list pane is, and the client's events are taken. */
async function drawnAfter(browser: Browser, address: string): Promise<number> {
  const page = await browser.newPage({ viewport: { width: 420, height: 600 } });
  await page.addInitScript(aClient);
  await page.addInitScript(() => {
    const isReady = () => {
      if (document.contentType !== 'text/html') return document.readyState === 'complete';
      const pane = document.querySelector('store-panel')?.shadowRoot?.querySelector('list-pane');
      const { MCS_ClientNotify } = window as unknown as { MCS_ClientNotify?: { deliver?: unknown } };
      return Boolean(pane?.shadowRoot?.childElementCount && MCS_ClientNotify?.deliver);
    };
    const look = () => {
      if (isReady()) Object.assign(window, { drawnAt: performance.now() });
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
  await page.goto(address);
  const drawn = await page.waitForFunction(() => (window as unknown as { drawnAt?: number }).drawnAt);
  const milliseconds = (await drawn.jsonValue())!;
  await page.context().close();
  return milliseconds;
}

/** A client of two methods, in the page. */
const aClient = () => {
  const { external } = window as unknown as { external: Record<string, () => string> };
  external.PutMsg = () => '{"retCode":0,"errMsg":""}';
  external.Notice = () => '{"retCode":0,"errMsg":""}';
};

const click = (page: Page) =>
  page.evaluate(() => {
    const { MCS_ClientNotify } = window as unknown as { MCS_ClientNotify(text: string): void };
    const place = { latitude: 40.004659, longitude: 116.358099, location: '学院路30号', scale: 16 };
    MCS_ClientNotify(JSON.stringify({ event: 'OnMapMsgClick', ...place }));
  });
