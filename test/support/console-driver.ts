// The console of a service of its own, as somebody at a desk uses it.
import type { Browser, Page } from 'playwright-core';
import type { Service } from './service.ts';

/** As most desks have it; `CONSOLE_WIDTH=1920` is a wide one. */
const SCREEN =
  process.env.CONSOLE_WIDTH === '1920' ? { width: 1920, height: 1080 } : { width: 1280, height: 800 };

export const PASSWORD = 'correct horse battery';

/** Makes the first administrator of a service, as its first lines say, and leaves them signed in. */
export async function firstAdmin(browser: Browser, service: Service): Promise<ConsolePage> {
  const address = /http\S+\/console\/#first-admin=\S+/.exec(service.said())?.[0];
  if (!address) throw new Error(`The service told of no first administrator: ${service.said()}`);
  const console = await openConsole(browser, service, new URL(address).hash);
  const { page } = console;
  await page.getByLabel('用户名').fill('ops');
  await page.locator('sign-in-form input[name=password]').fill(PASSWORD);
  await page.getByLabel('再输一次密码').fill(PASSWORD);
  await page.getByRole('button', { name: '创建' }).click();
  await page.getByRole('navigation').getByText('门店').waitFor();
  return console;
}

/** Somebody who has an account signs in: the first administrator, unless another name is given. */
export async function signIn(
  browser: Browser,
  service: Service,
  hash = '#/stores',
  name = 'ops',
): Promise<ConsolePage> {
  const console = await openConsole(browser, service, hash);
  await fillSignIn(console.page, name);
  await console.page.getByRole('navigation').getByText('门店').waitFor();
  return console;
}

export async function fillSignIn(page: Page, name = 'ops'): Promise<void> {
  await page.getByLabel('用户名').fill(name);
  await page.locator('sign-in-form').getByLabel('密码').fill(PASSWORD);
  await page.getByRole('button', { name: '登录' }).click();
}

/** A request of whoever is signed in there, such as `call(page, 'POST', '/users', { … })`. */
export async function call(
  page: Page,
  method: string,
  path: string,
  data: object,
  service: Service,
): Promise<void> {
  const api = `${service.origin}/api/v1`;
  const { csrfToken } = await (await page.request.get(`${api}/session`)).json();
  const answer = await page.request.fetch(`${api}${path}`, {
    method,
    data,
    headers: { 'x-csrf-token': csrfToken },
  });
  if (!answer.ok()) throw new Error(`${method} ${path}: ${answer.status()} ${await answer.text()}`);
}

export type ConsolePage = {
  readonly page: Page;
  /** Goes to a view, `stores?q=咖啡`. */
  go(address: string): Promise<void>;
  /** What the page complained about. */
  readonly faults: readonly string[];
};

async function openConsole(browser: Browser, { origin }: Service, hash: string): Promise<ConsolePage> {
  const page = await browser.newPage({
    viewport: SCREEN,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
  });
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('response', (response) => {
    // Whoever is not signed in yet is told so.
    const isExpected = response.status() === 401 && response.url().endsWith('/api/v1/session');
    if (response.status() >= 400 && !isExpected) faults.push(`${response.status()} ${response.url()}`);
  });
  await page.goto(`${origin}/console/${hash}`);
  return {
    page,
    faults,
    go: async (address) => {
      await page.evaluate((to) => {
        location.hash = `#/${to}`;
      }, address);
    },
  };
}
