import type { Browser, Route } from 'playwright-core';
import { DEFAULT_PLUGIN_SETTINGS } from '../../shared/default-settings.ts';
import type { NearbyAnswer } from '../../shared/nearby.ts';
import type { PluginSettings } from '../../shared/settings.ts';
import { AnswerQueue } from './answer-queue.ts';

/** What the fake client saw, in the page. */
type ClientWindow = {
  puts: { head: { random: string }; body: { type: number; content: unknown }[] }[];
  notices: number;
  reply: unknown;
  MCS_ClientNotify(text: string): void;
};

export type PanelOptions = {
  readonly width?: number;
  readonly height?: number;
  readonly query?: string;
  readonly settings?: Partial<PluginSettings>;
  readonly colorScheme?: 'light' | 'dark';
  /** False for an ordinary browser page. */
  readonly client?: boolean;
  /** What the client says while the page is still loading, ahead of its own code. */
  readonly early?: readonly object[];
  /** The minute that the page believes it is. */
  readonly at?: string;
  readonly timezoneId?: string;
  /** The map's code comes when the test lets it. */
  readonly mapCode?: 'held';
};

const categories = [
  { id: 'food', name: '餐饮', nameEn: 'Food and drink' },
  { id: 'cafe', name: '咖啡', nameEn: 'Café' },
  { id: 'cinema', name: '影院', nameEn: 'Cinema' },
  { id: 'pharmacy', name: '药店', nameEn: 'Pharmacy' },
];

/** The panel in a real browser, between a client that only takes notes and a service that the test plays. */
export async function openPanel(browser: Browser, url: string, options: PanelOptions = {}) {
  const context = await browser.newContext({
    viewport: { width: options.width ?? 420, height: options.height ?? 600 },
    colorScheme: options.colorScheme ?? 'light',
    locale: 'zh-CN',
    timezoneId: options.timezoneId ?? 'Asia/Shanghai',
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(String(error)));
  page.on('console', (message) => {
    if (/Content Security Policy|Refused to/.test(message.text())) faults.push(message.text());
  });
  // Timers run, but it gets no later by itself: an answer comes in time however slow the machine is.
  let now = Date.parse(options.at ?? '2026-11-22T10:42:00+08:00');
  await page.clock.install({ time: now });
  await page.clock.setFixedTime(now);
  if (options.client !== false) await page.addInitScript(playClient);
  await page.addInitScript(
    speakEarly,
    (options.early ?? []).map((event) => JSON.stringify(event)),
  );
  const settings = {
    ...DEFAULT_PLUGIN_SETTINGS,
    publicUrl: 'https://stores.example.com',
    ...options.settings,
  };
  await page.route('**/api/v1/settings/plugin', (route) => route.fulfill({ json: settings }));
  const stores = new AnswerQueue<Route>();
  const places = new AnswerQueue<Route>();
  const mapCode = new AnswerQueue<Route>();
  if (options.mapCode) await page.route('**/assets/store-map-*.js', (route) => mapCode.take(route));
  await page.route('**/api/v1/categories', (route) => route.fulfill({ json: { categories } }));
  await page.route('**/api/v1/places?**', (route) => places.take(route));
  await page.route('**/api/v1/stores/nearby?**', async (route) => {
    if (route.request().url().includes('count=true')) {
      await route.fulfill({ json: { categoryCounts: { food: 23, cafe: 17, pharmacy: 12 } } });
      return;
    }
    stores.take(route);
  });
  await page.goto(url + (options.query ?? ''));
  if (!options.mapCode) await page.waitForFunction(() => customElements.get('store-map') !== undefined);

  const notify = (event: object) => page.evaluate(notifyPage, JSON.stringify(event));

  return {
    page,
    context,
    faults,
    requests: stores.asked,
    notify,
    /** It gets that much later, and what was due meanwhile is done. */
    async pass(milliseconds: number) {
      now += milliseconds;
      await page.clock.setFixedTime(now);
      await page.clock.runFor(milliseconds);
    },
    nextRequest: () => stores.next(),
    /** The next request for a place by name, whether it is there yet or not. */
    nextLookup: () => places.next(),
    /** The next request for the map's code, whether it is there yet or not. */
    nextMapCode: () => mapCode.next(),
    mapCodeAsked: () => mapCode.asked.length,
    switchTo: (openid: string) =>
      notify({ event: 'OnUserChange', channeltype: '1', useraccount: openid, userid: openid }),
    clickLocation: (location: { latitude: number; longitude: number; location?: string; scale?: number }) =>
      notify({ event: 'OnMapMsgClick', location: '', scale: 16, ...location }),
    /** Answers the next nearby request, whether it is there yet or not. */
    async answer(answer: NearbyAnswer | Parameters<Route['fulfill']>[0]) {
      const route = await stores.next();
      await route.fulfill(answer && 'stores' in answer ? { json: answer } : answer);
    },
    puts: () => page.evaluate(() => (window as unknown as ClientWindow).puts),
    notices: () => page.evaluate(() => (window as unknown as ClientWindow).notices),
    replyWith: (reply: unknown) =>
      page.evaluate((value) => {
        (window as unknown as ClientWindow).reply = value;
      }, reply),
  };
}

function playClient() {
  const page = window as unknown as ClientWindow & { external: object };
  page.puts = [];
  page.notices = 0;
  page.reply = '{"retCode":0,"errMsg":""}';
  Object.assign(page.external, {
    PutMsg(text: string) {
      page.puts.push(JSON.parse(text).msg);
      return page.reply;
    },
    Notice() {
      page.notices += 1;
      return page.reply;
    },
  });
}

/** The document is read, its inline script has run, its modules have not. */
function speakEarly(texts: string[]) {
  const speak = () => {
    for (const text of texts) (window as unknown as ClientWindow).MCS_ClientNotify(text);
  };
  document.addEventListener('readystatechange', speak, { once: true });
}

function notifyPage(text: string) {
  (window as unknown as ClientWindow).MCS_ClientNotify(text);
}
