import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, onTestFinished } from 'vitest';
import type { Role } from '../../shared/access.ts';
import { launchChromium } from './chromium.ts';
import { type ConsolePage, call, firstAdmin, PASSWORD, signIn } from './console-driver.ts';
import { type Service, startService } from './service.ts';

const closedAfterwards = (console: ConsolePage): ConsolePage => {
  onTestFinished(() => console.page.close());
  return console;
};

/**
 * A service with the demo stores for the tests of a file, and the console of its administrator.
 * @param environment  settings of the service
 */
export function consoleSuite(environment: Record<string, string> = {}) {
  let browser: Browser;
  let service: Service;
  let hasAccount = false;

  beforeAll(async () => {
    [browser, service] = await Promise.all([launchChromium(), startService(environment)]);
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
    /** Somebody else with a role, who is made by whoever is signed in at `admin`. */
    async colleague({ page }: ConsolePage, name: string, role: Role, hash = '#/stores') {
      await call(page, 'POST', '/users', { name, role, password: PASSWORD }, service);
      return closedAfterwards(await signIn(browser, service, hash, name));
    },
    /** Whether editors ask for reviews, as the administrator at `admin` decides. */
    review: ({ page }: ConsolePage, review: boolean) =>
      call(page, 'PATCH', '/settings/ops', { review }, service),
    /** The same person in another window. */
    again: async (hash: string) => closedAfterwards(await signIn(browser, service, hash)),
  };
}
