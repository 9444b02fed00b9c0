// From the location event to PutMsg in the page, against a bare fetch of as much in the same page; a place that another
// customer has asked for before; and what a click costs the page besides.
import type { Browser, Page } from 'playwright-core';
import { launchChromium } from '../support/chromium.ts';
import { type Service, startService } from '../support/service.ts';
import type { BenchRow } from './row.ts';

const rounds = 60;
const warmUps = 10;
/** So long after a click everything it sets off has been drawn. */
const SETTLED_MS = 600;

type Place = { readonly latitude: number; readonly longitude: number };

/** Around Xueyuan Lu, a new place each time, so that no answer is known already. GCJ-02, as the client sends it. */
function* places(): Generator<Place, never> {
  for (let step = 0; ; step++) {
    const away = step * 1e-5;
    yield { latitude: Number((40.004 + away).toFixed(6)), longitude: Number((116.359 - away).toFixed(6)) };
  }
}

type ClientWindow = {
  MCS_ClientNotify(text: string): void;
  external: { PutMsg?: (text: string) => string; Notice?: () => string };
  putAt: PromiseWithResolvers<number>;
  shifts: number[];
};

export async function bench(): Promise<BenchRow[]> {
  const service = await startService({ RATE_LIMIT: '0' });
  const browser = await launchChromium();
  try {
    return [
      await clickToPut(browser, service, 'first'),
      await clickToPut(browser, service, 'further'),
      await askedAgain(browser, service),
      await longestTask(browser, service),
      await layoutShift(browser, service),
    ];
  } finally {
    await browser.close();
    await service.close();
  }
}

/** @param location  a customer's first, the map showing nothing before it, or one where an earlier one's place is shown */
async function clickToPut(
  browser: Browser,
  service: Service,
  location: 'first' | 'further',
): Promise<BenchRow> {
  const page = await openPanel(browser, service);
  const place = places();
  const ratios: number[] = [];
  for (let round = 0; round < warmUps + rounds; round++) {
    await switchTo(page, `oBench${location === 'first' ? round : round % 2}`);
    const first = round % 2 === 0;
    const fetched = first ? await bareFetch(page, place.next().value) : undefined;
    const put = await clicked(page, place.next().value);
    const bare = fetched ?? (await bareFetch(page, place.next().value));
    if (round >= warmUps) ratios.push(put / bare);
  }
  await page.context().close();
  return {
    name: `a customer's ${location} location, event to PutMsg / bare fetch of as many stores in the same page`,
    ratios,
    of: 'time',
    goal: 1.1,
  };
}

async function askedAgain(browser: Browser, service: Service): Promise<BenchRow> {
  const page = await openPanel(browser, service);
  const place = places();
  const ratios: number[] = [];
  for (let round = 0; round < warmUps + rounds; round++) {
    const at = place.next().value;
    await switchTo(page, `oFirst${round}`);
    const first = await clicked(page, at);
    await switchTo(page, `oSecond${round}`);
    const again = await clicked(page, at);
    if (round >= warmUps) ratios.push(again / first);
  }
  await page.context().close();
  return {
    name: 'location event to PutMsg, a place that another customer has asked for / the first time',
    ratios,
    of: 'time',
    goal: 0.1,
  };
}

/** The page's longest task from a click until all it sets off is drawn, a click a place. */
async function longestTask(browser: Browser, service: Service): Promise<BenchRow> {
  const page = await openPanel(browser, service);
  const place = places();
  const longest: number[] = [];
  for (let round = 0; round < 10; round++) {
    await switchTo(page, `oTask${round % 2}`);
    await settle(page);
    await browser.startTracing(page, { categories: ['toplevel', 'blink.user_timing'] });
    await clicked(page, place.next().value);
    await settle(page);
    const { traceEvents } = JSON.parse(`${await browser.stopTracing()}`) as { traceEvents: TraceEvent[] };
    const click = traceEvents.find(({ name }) => name === 'click')!;
    const tasks = traceEvents.filter(
      ({ pid, tid, name, ts }) =>
        name.endsWith('RunTask') && pid === click.pid && tid === click.tid && ts > click.ts,
    );
    longest.push(Math.max(...tasks.map(({ dur }) => dur ?? 0)) / 1000);
  }
  await page.context().close();
  return { name: 'longest task on a click, in ms, a click each', ratios: longest, of: 'time', goal: 50 };
}

/** Of Chromium's trace; times in microseconds. */
type TraceEvent = { pid: number; tid: number; name: string; ts: number; dur?: number };

/** What has moved without being asked, by Chromium's own measure, a click a place. */
async function layoutShift(browser: Browser, service: Service): Promise<BenchRow> {
  const page = await openPanel(browser, service);
  const place = places();
  const shifts: number[] = [];
  await switchTo(page, 'oShift');
  for (let round = 0; round < 10; round++) {
    await settle(page);
    await page.evaluate(() => {
      (window as unknown as ClientWindow).shifts = [];
    });
    await clicked(page, place.next().value);
    await settle(page);
    shifts.push(
      await page.evaluate(() =>
        (window as unknown as ClientWindow).shifts.reduce((sum, value) => sum + value, 0),
      ),
    );
  }
  await page.context().close();
  return { name: 'layout shift on a click, a click each', ratios: shifts, of: 'time', goal: 0 };
}

/** The panel's own page with a client of two methods behind it, everything loaded. */
async function openPanel(browser: Browser, { origin }: Service): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 420, height: 600 } });
  await page.addInitScript(() => {
    const client = window as unknown as ClientWindow;
    client.external.PutMsg = () => {
      client.putAt.resolve(performance.now());
      return '{"retCode":0,"errMsg":""}';
    };
    client.external.Notice = () => '{"retCode":0,"errMsg":""}';
    client.shifts = [];
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries())
        client.shifts.push((entry as unknown as { value: number }).value);
    }).observe({ type: 'layout-shift' });
  });
  await page.goto(`${origin}/plugin/`);
  await page.waitForFunction(() => customElements.get('store-map'));
  return page;
}

const switchTo = (page: Page, account: string) =>
  page.evaluate((account) => {
    const event = { event: 'OnUserChange', channeltype: '1', useraccount: account, userid: account };
    (window as unknown as ClientWindow).MCS_ClientNotify(JSON.stringify(event));
  }, account);

const settle = (page: Page) =>
  page.evaluate((milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)), SETTLED_MS);

/** Milliseconds from the event's arrival to PutMsg, once the page has nothing else to do. */
const clicked = (page: Page, place: Place) =>
  page.evaluate(async (at) => {
    const client = window as unknown as ClientWindow;
    await new Promise((idle) => requestIdleCallback(idle));
    client.putAt = Promise.withResolvers();
    performance.mark('click');
    const start = performance.now();
    client.MCS_ClientNotify(
      JSON.stringify({ event: 'OnMapMsgClick', ...at, location: '学院路30号', scale: 16 }),
    );
    return (await client.putAt.promise) - start;
  }, place);

/** Milliseconds to ask for as many stores and read them. */
const bareFetch = (page: Page, place: Place) =>
  page.evaluate(async ({ latitude, longitude }) => {
    await new Promise((idle) => requestIdleCallback(idle));
    const start = performance.now();
    const query = `lat=${latitude}&lon=${longitude}&datum=gcj02&radius=3000&limit=10`;
    await (await fetch(`/api/v1/stores/nearby?${query}`)).json();
    return performance.now() - start;
  }, place);
