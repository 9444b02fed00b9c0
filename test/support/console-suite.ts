import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, onTestFinished } from 'vitest';
import { launchChromium } from './chromium.ts';
import { type ConsolePage, firstAdmin, signIn } from './console-driver.ts';
import { type Service, startService } from './service.ts';

const closedAfterwards = (console: ConsolePage): ConsolePage => {
  onTestFinished(() => console.page.close());
  return console;
};

/** A service with the demo stores for the tests of a file, and the console of its administrator. */
export function consoleSuite() {
  let browser: Browser;
  let service: Service;
  let hasAccount = false;

  beforeAll(async () => {
    [browser, service] = await Promise.all([launchChromium(), startService()]);
  });
  afterAll(async () => {
    await browser.close();
    await service.close();
  });

  return {
    get service() {
      return service;
    },
    /** Signed in, at a view: `stores?q=咖啡`. The first to come makes the account that the others use. */
    async open(address = 'stores'): Promise<ConsolePage> {
      const console = closedAfterwards(
        hasAccount ? await signIn(browser, service) : await firstAdmin(browser, service),
      );
      hasAccount = true;
      if (address !== 'stores') await console.go(address);
      return console;
    },
    /** The same person in another window. */
    again: async (hash: string) => closedAfterwards(await signIn(browser, service, hash)),
  };
}
