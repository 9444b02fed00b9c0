import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { axeFaults } from '../support/axe.ts';
import { launchChromium } from '../support/chromium.ts';
import { openPanel } from '../support/panel-driver.ts';
import { servePanelPage } from '../support/panel-page.ts';
import { panelStates } from '../support/panel-states.ts';

let browser: Browser;
let site: Awaited<ReturnType<typeof servePanelPage>>;
beforeAll(async () => {
  [browser, site] = await Promise.all([launchChromium(), servePanelPage()]);
});
afterAll(async () => {
  await browser.close();
  await site.close();
});

it.each(Object.entries(panelStates))(
  '%s: says so, offers a way on, and axe finds nothing',
  async (_, state) => {
    const panel = await openPanel(browser, site.url, state.options);
    try {
      await state.act?.(panel);
      await panel.page.getByText(state.zh, { exact: true }).first().waitFor({ state: 'attached' });
      if (state.wayOn) {
        const button = panel.page.getByRole('button', { name: state.wayOn, disabled: false });
        await button
          .or(panel.page.getByRole('link', { name: state.wayOn }))
          .first()
          .waitFor();
      }
      expect(await axeFaults(panel.page)).toEqual([]);
      await panel.page.emulateMedia({ colorScheme: 'dark' });
      expect(await axeFaults(panel.page)).toEqual([]);
      expect(panel.faults).toEqual([]);
    } finally {
      await panel.context.close();
    }
  },
);

it.each(Object.entries(panelStates))('%s: says so in English', async (_, state) => {
  const panel = await openPanel(browser, site.url, { ...state.options, query: '?lang=en' });
  try {
    await state.act?.(panel);
    await panel.page.getByText(state.en, { exact: true }).first().waitFor({ state: 'attached' });
    expect(await panel.page.evaluate(() => document.documentElement.lang)).toBe('en');
  } finally {
    await panel.context.close();
  }
});
