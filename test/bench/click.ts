// From the location event to PutMsg in the page, against a bare fetch of the same answer in the same page.
import type { Browser, Page } from 'playwright-core';
import { launchChromium } from '../support/chromium.ts';
import { type Service, startService } from '../support/service.ts';
import type { BenchRow } from './row.ts';

const rounds = 40;
const warmUps = 5;
const customers = 2;
/** Around Xueyuan Lu, a new place a round, so that no answer is known already. GCJ-02, as the client sends it. */
const placeOf = (round: number) => ({
  latitude: 40.004659 + round * 2e-5,
  longitude: 116.358099 - round * 2e-5,
});

type ClientWindow = {
  MCS_ClientNotify(text: string): void;
  external: { PutMsg?: (text: string) => string; Notice?: () => string };
  putAt: PromiseWithResolvers<number>;
};

export async function bench(): Promise<BenchRow[]> {
  const service = await startService();
  const browser = await launchChromium();
  try {
    return [await clickToPut(browser, service)];
  } finally {
    await browser.close();
    await service.close();
  }
}

async function clickToPut(browser: Browser, service: Service): Promise<BenchRow> {
  const page = await openPanel(browser, service);
  const ratios: number[] = [];
  for (let round = 0; round < warmUps + rounds; round++) {
    await switchTo(page, round % customers);
    const place = placeOf(round);
    const first = round % 2 === 0;
    const fetched = first ? await bareFetch(page, place) : undefined;
    const put = await clicked(page, place);
    const bare = fetched ?? (await bareFetch(page, place));
    if (round >= warmUps) ratios.push(put / bare);
  }
  await page.context().close();
  return {
    name: 'location event to PutMsg / bare fetch of the same answer in the same page',
    ratios,
    of: 'time',
    goal: 1.2,
  };
}

/** The panel's own page with a client of two methods behind it. */
async function openPanel(browser: Browser, { origin }: Service): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 420, height: 600 } });
  await page.addInitScript(() => {
    const client = window as unknown as ClientWindow;
    client.external.PutMsg = () => {
      client.putAt.resolve(performance.now());
      return '{"retCode":0,"errMsg":""}';
    };
    client.external.Notice = () => '{"retCode":0,"errMsg":""}';
  });
  await page.goto(`${origin}/plugin/`);
  await page.locator('store-map').waitFor({ state: 'attached' });
  return page;
}

const switchTo = (page: Page, customer: number) =>
  page.evaluate((account) => {
    const event = { event: 'OnUserChange', channeltype: '1', useraccount: account, userid: account };
    (window as unknown as ClientWindow).MCS_ClientNotify(JSON.stringify(event));
  }, `oBench${customer}`);

/** Milliseconds from the event's arrival to PutMsg, once the page has nothing else to do. */
const clicked = (page: Page, place: { latitude: number; longitude: number }) =>
  page.evaluate(async (at) => {
    const client = window as unknown as ClientWindow;
    await new Promise((idle) => requestIdleCallback(idle));
    client.putAt = Promise.withResolvers();
    const start = performance.now();
    client.MCS_ClientNotify(
      JSON.stringify({ event: 'OnMapMsgClick', ...at, location: '学院路30号', scale: 16 }),
    );
    return (await client.putAt.promise) - start;
  }, place);

/** Milliseconds to ask for the same answer and read it. */
const bareFetch = (page: Page, place: { latitude: number; longitude: number }) =>
  page.evaluate(async ({ latitude, longitude }) => {
    await new Promise((idle) => requestIdleCallback(idle));
    const start = performance.now();
    const query = `lat=${latitude}&lon=${longitude}&datum=gcj02&radius=3000&limit=10`;
    await (await fetch(`/api/v1/stores/nearby?${query}`)).json();
    return performance.now() - start;
  }, place);
