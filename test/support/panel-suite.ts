import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished } from 'vitest';
import { launchChromium } from './chromium.ts';
import { sixStores, xueyuanLu } from './nearby-answers.ts';
import { openPanel, type PanelOptions } from './panel-driver.ts';
import { servePanelPage } from './panel-page.ts';

/** One browser and one page for all tests of a file; each test opens panels of its own, which must not report a fault. */
export function panelSuite() {
  let browser: Browser;
  let site: Awaited<ReturnType<typeof servePanelPage>>;
  beforeAll(async () => {
    [browser, site] = await Promise.all([launchChromium(), servePanelPage()]);
  });
  afterAll(async () => {
    await browser.close();
    await site.close();
  });

  async function open(options?: PanelOptions) {
    const panel = await openPanel(browser, site.url, options);
    onTestFinished(async () => {
      await panel.context.close();
      expect(panel.faults).toEqual([]);
    });
    return panel;
  }

  /** The panel with the six stores found for the customer …PqRs. */
  async function openWithStores(options?: PanelOptions) {
    const panel = await open(options);
    await panel.switchTo('oABC_1234PqRs');
    await panel.clickLocation(xueyuanLu);
    await panel.answer(sixStores);
    await panel.page.locator('store-row').first().waitFor();
    return panel;
  }

  /** An ordinary page that has not gone to the panel's address yet. */
  async function openNothing() {
    const context = await browser.newContext();
    onTestFinished(() => context.close());
    return { page: await context.newPage(), url: site.url };
  }

  return { open, openWithStores, openNothing };
}
