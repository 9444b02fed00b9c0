import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { buildApp } from '../../server/app.ts';
import { readConfig } from '../../server/config.ts';
import { aCafe } from '../support/app.ts';
import { axeFaults } from '../support/axe.ts';
import { launchChromium } from '../support/chromium.ts';
import { tester } from '../support/stores.ts';

const app = buildApp({ config: readConfig({ DATA_DIR: ':memory:' }) });
let browser: Browser;
let origin: string;

beforeAll(async () => {
  browser = await launchChromium();
  origin = await app.listen({ host: '127.0.0.1', port: 0 });
  await app.storage.stores.put(
    [
      {
        id: 'full',
        fields: aCafe({
          openingHours: 'Mo-Th 08:00-22:00; Fr-Sa 08:00-02:00; Su off',
          services: ['WiFi', '停车', '外带'],
          phones: ['010-82600000转8001', '13800138000'],
          website: 'https://example.com/',
        }),
      },
      {
        id: 'long',
        fields: aCafe({ name: '很长的店名'.repeat(20), branch: 'Averyveryverylongbranchname'.repeat(4) }),
      },
      { id: 'paused', fields: aCafe({ closure: { from: '2026-01-01T00:00:00Z', reason: '装修升级' } }) },
      { id: 'gone', fields: aCafe({ status: 'closed' }) },
    ],
    tester,
  );
  await vi.waitUntil(() => app.nearby.ready && app.nearby.size === 3);
});
afterAll(async () => {
  await browser.close();
  await app.close();
});

async function open(path: string, colorScheme: 'light' | 'dark' = 'light'): Promise<Page> {
  const context = await browser.newContext({
    // The narrowest phone that is still sold.
    viewport: { width: 320, height: 640 },
    colorScheme,
    locale: 'zh-CN',
  });
  onTestFinished(() => context.close());
  const page = await context.newPage();
  await page.goto(origin + path);
  return page;
}

describe.each([
  ['a store', '/s/full'],
  ['a store with long names', '/s/long'],
  ['several stores', '/s/full,long,paused'],
  ['a store that closed for good', '/s/gone'],
  ['a store that nobody knows', '/s/nowhere'],
  ['the start page', '/'],
  ['the documentation', '/api/docs'],
])('%s', (_name, path) => {
  it('can be used by everybody, in light and dark', async () => {
    expect(await axeFaults(await open(path))).toEqual([]);
    expect(await axeFaults(await open(path, 'dark'))).toEqual([]);
  });
});

it.each(['/s/full', '/s/long', '/s/full,long,paused', '/s/gone', '/'])(
  '%s fits a phone 320 pixels wide',
  async (path) => {
    const page = await open(path);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
  },
);

it('shows cover, call and maps without any script, all of its files from here', async () => {
  const context = await browser.newContext({
    viewport: { width: 375, height: 720 },
    javaScriptEnabled: false,
  });
  onTestFinished(() => context.close());
  const page = await context.newPage();
  const asked: string[] = [];
  const refused: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  page.on('console', (message) => refused.push(message.text()));
  await page.goto(`${origin}/s/full?lang=zh-CN`);
  expect(asked.filter((url) => !url.endsWith('/favicon.ico'))).toEqual([
    `${origin}/s/full?lang=zh-CN`,
    `${origin}/covers/cafe.png`,
  ]);
  expect(refused).toEqual([]);
  await page.getByRole('link', { name: '拨打电话 13800138000' }).waitFor();
  const maps = page.getByRole('group', { name: '去这里' }).getByRole('link');
  expect(await maps.allTextContents()).toEqual(['腾讯地图', '高德地图', '百度地图', 'Apple 地图']);
});
