// npm run screenshots: the pages as people see them, into test/screenshots/, to be looked at; `--readme` renews the
// README's pictures instead.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { launchChromium } from './support/chromium.ts';
import { ClientDriver } from './support/client-driver.ts';
import { firstAdmin } from './support/console-driver.ts';
import { openPanel } from './support/panel-driver.ts';
import { servePanelPage } from './support/panel-page.ts';
import { panelStates } from './support/panel-states.ts';
import { type Service, startService } from './support/service.ts';

const folder = join(import.meta.dirname, 'screenshots');
const readmePicture = join(import.meta.dirname, '..', 'web', 'client', 'screenshot.png');
const consolePicture = join(import.meta.dirname, '..', 'web', 'console', 'screenshot.png');
/** Whom to click, by the name of the picture: the label of the location that the customer sent. */
const conversations: Record<string, readonly [customer: string, label: string]> = {
  beijing: ['林晓', '学院路30号'],
  shenzhen: ['周子轩', '香蜜湖'],
  shanghai: ['陈思', '人民广场'],
  'hong-kong': ['黃嘉欣', '尖沙咀'],
  seoul: ['김민수', '서울특별시청'],
  'across-the-border': ['吴敏', '罗湖口岸'],
  'far-away': ['扎西', '可可西里'],
};

async function answered(client: ClientDriver, label: string) {
  await client.clickLocation(label);
  await client.stores.first().waitFor();
  await client.panel.locator('store-map canvas').first().waitFor();
  await still(client.page);
}

/** Once nothing is loaded or drawn any more, but for what never answers, and for a page that never comes to rest. */
async function still(page: Page) {
  await page.waitForLoadState('networkidle', { timeout: 1_000 }).catch(() => undefined);
  await page.evaluate(() => new Promise((idle) => requestIdleCallback(idle, { timeout: 5_000 })));
}

async function clientPictures(browser: Browser, { origin }: Service) {
  const client = await ClientDriver.open(browser, origin);
  const panel = client.page.locator('plugin-frame').first();
  await panel.screenshot({ path: join(folder, 'panel-first-use.png') });
  for (const [name, [customer, label]] of Object.entries(conversations)) {
    await client.openConversation(customer);
    await answered(client, label);
    await panel.screenshot({ path: join(folder, `panel-${name}.png`) });
  }
  await client.openConversation('赵磊');
  await client.clickLocation('五道口地铁站');
  await client.panel.getByText('是哪一个').waitFor();
  await panel.screenshot({ path: join(folder, 'panel-null-island.png') });
  await client.page.screenshot({ path: join(folder, 'client.png') });
  await client.page.context().close();
}

/** Every state of the panel at home size, in both languages, light and dark. */
async function statePictures(browser: Browser) {
  const site = await servePanelPage();
  for (const [name, { act, options, zh, en }] of Object.entries(panelStates)) {
    for (const [language, text] of Object.entries({ zh, en })) {
      const query = language === 'en' ? '?lang=en' : '';
      const panel = await openPanel(browser, site.url, { ...options, query });
      await act?.(panel);
      await panel.page.getByText(text, { exact: true }).first().waitFor({ state: 'attached' });
      for (const colorScheme of ['light', 'dark'] as const) {
        await panel.page.emulateMedia({ colorScheme });
        await still(panel.page);
        const file = `state-${name.replaceAll(/[ ,]+/g, '-')}-${language}-${colorScheme}.png`;
        await panel.page.screenshot({ path: join(folder, file) });
      }
      await panel.context.close();
    }
  }
  await site.close();
}

async function pagePictures(browser: Browser, { origin }: Service) {
  const near = await fetch(`${origin}/api/v1/stores/nearby?lat=40.0033&lon=116.3519&limit=3`);
  const { stores }: { stores: { id: string }[] } = await near.json();
  const ids = stores.map(({ id }) => id);
  for (const colorScheme of ['light', 'dark'] as const) {
    const context = await browser.newContext({
      viewport: { width: 390, height: 844 },
      colorScheme,
      locale: 'zh-CN',
    });
    const page = await context.newPage();
    for (const [name, path] of [
      ['store', `/s/${ids[0]}`],
      ['stores', `/s/${ids.join(',')}`],
      ['start', '/'],
      ['docs', '/api/docs'],
    ]) {
      await page.goto(`${origin}${path}`);
      await page.screenshot({ path: join(folder, `page-${name}-${colorScheme}.png`) });
    }
    await context.close();
  }
}

/** Every view of the console, and a store, at a desk's sizes. */
async function consolePictures(browser: Browser, service: Service) {
  const { page, go } = await firstAdmin(browser, service);
  const row = page.getByRole('row', { name: /小月河店/ });
  for (const language of ['zh-CN', 'en'] as const) {
    await page.evaluate((to) => localStorage.setItem('nearby-stores.console.language', to), language);
    await page.reload();
    for (const view of [
      'stores',
      'import',
      'holidays',
      'insights',
      'activity',
      'settings',
      'people',
      'store',
    ]) {
      await go(view === 'store' ? 'stores?q=示例咖啡' : view);
      if (view === 'store') await row.click();
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        await page.setViewportSize(
          language === 'en' ? { width: 1920, height: 1080 } : { width: 1280, height: 800 },
        );
        await still(page);
        await page.screenshot({ path: join(folder, `console-${view}-${language}-${colorScheme}.png`) });
      }
    }
  }
  await page.context().close();
}

async function readme(browser: Browser, { origin }: Service) {
  const client = await ClientDriver.open(browser, origin);
  await client.page.setViewportSize({ width: 1180, height: 700 });
  await answered(client, '学院路30号');
  await client.page.screenshot({ path: readmePicture });
}

async function readmeConsole(browser: Browser, service: Service) {
  const { page } = await firstAdmin(browser, service);
  await page.locator('catalogue-map .anchor button').first().waitFor();
  await still(page);
  await page.screenshot({ path: consolePicture });
}

mkdirSync(folder, { recursive: true });
const service = await startService();
const browser = await launchChromium();
try {
  if (process.argv.includes('--readme')) {
    await readme(browser, service);
    await readmeConsole(browser, service);
  } else {
    await clientPictures(browser, service);
    await statePictures(browser);
    await pagePictures(browser, service);
    await consolePictures(browser, service);
  }
} finally {
  await browser.close();
  await service.close();
}
