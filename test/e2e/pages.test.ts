import type { Browser, Page, Response } from 'playwright-core';
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
        fields: aCafe({
          categories: ['bakery'],
          name: '很长的店名'.repeat(20),
          branch: 'Averyveryverylongbranchname'.repeat(4),
        }),
      },
      {
        id: 'paused',
        fields: aCafe({
          categories: ['restaurant'],
          closure: { from: '2026-01-01T00:00:00Z', reason: '装修升级' },
        }),
      },
      { id: 'gone', fields: aCafe({ branch: '旧店' }) },
      {
        id: 'far',
        fields: aCafe({ branch: '北山店', position: { longitude: 116.1, latitude: 40.2, datum: 'wgs84' } }),
      },
      {
        id: 'hostile',
        fields: aCafe({ name: '</script><script>document.title="run"</script>', branch: '<!--<script>' }),
      },
    ],
    tester,
  );
  await app.storage.stores.remove(['gone'], tester);
  await vi.waitUntil(() => app.nearby.ready && app.nearby.size === 5);
});
afterAll(async () => {
  await browser.close();
  await app.close();
});

/** The narrowest phone that is still sold, unless told otherwise. */
async function open(path: string, colorScheme: 'light' | 'dark' = 'light', width = 320): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width, height: 640 },
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
  ['a store where no streets are shipped', '/s/far'],
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

it.each(['/s/full', '/s/long', '/s/far', '/s/full,long,paused', '/s/full,far', '/s/gone', '/', '/api/docs'])(
  '%s fits from the narrowest phone up to 900 pixels, 200 % zoom among them',
  async (path) => {
    const page = await open(path);
    for (const width of [320, 375, 450, 900]) {
      await page.setViewportSize({ width, height: 640 });
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
    }
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
  expect(asked.filter((url) => !url.endsWith('/favicon.svg'))).toEqual([
    `${origin}/s/full?lang=zh-CN`,
    `${origin}/covers/store/full-900x383.png`,
  ]);
  expect(refused).toEqual([]);
  await page.getByRole('link', { name: '拨打电话 13800138000' }).waitFor();
  const maps = page.getByRole('group', { name: /^去这里/ }).getByRole('link');
  expect(await maps.allTextContents()).toEqual(['腾讯地图', '高德地图', '百度地图', 'Apple 地图']);
});

it('brings its first view with at most 60 KB: the page, its style and its picture, not even compressed', async () => {
  const context = await browser.newContext({
    viewport: { width: 375, height: 812 },
    extraHTTPHeaders: { 'accept-encoding': 'identity' },
  });
  onTestFinished(() => context.close());
  const page = await context.newPage();
  const responses: Response[] = [];
  page.on('response', (response) => responses.push(response));
  await page.goto(`${origin}/s/full`);
  const bodies = await Promise.all(responses.map((response) => response.body()));
  const sizes = bodies.map(({ length }) => length);
  expect(sizes.length).toBeGreaterThanOrEqual(2);
  expect(sizes.reduce((sum, size) => sum + size)).toBeLessThan(60_000);
});

it('brings the first view of several stores with at most 60 KB, as they are sent', async () => {
  const page = await open('/s/full,long,paused', 'light', 375);
  await page.waitForFunction(() => [...document.images].every(({ naturalWidth }) => naturalWidth > 0));
  const sent = await page.evaluate(() => {
    const inView = [...document.images].filter((image) => image.getBoundingClientRect().top < innerHeight);
    const files = new Set([location.href, ...inView.map(({ src }) => src)]);
    const entries = [
      ...performance.getEntriesByType('navigation'),
      ...performance.getEntriesByType('resource'),
    ];
    return entries
      .filter(({ name }) => files.has(name))
      .map((entry) => (entry as PerformanceResourceTiming).transferSize);
  });
  expect(sent.length).toBeGreaterThanOrEqual(2);
  for (const size of sent) expect(size).toBeGreaterThan(2_000);
  expect(sent.reduce((sum, size) => sum + size)).toBeLessThan(60_000);
});

it('is sent compressed', async () => {
  const answer = await fetch(`${origin}/s/full`, { headers: { 'accept-encoding': 'br' } });
  expect(answer.headers.get('content-encoding')).toBe('br');
  expect(answer.headers.get('vary')).toMatch(/accept-encoding/i);
  expect(answer.headers.get('vary')).toMatch(/accept-language/i);
});

it('keeps its data for machines under the strictest policy, and runs nothing of it', async () => {
  const context = await browser.newContext();
  onTestFinished(() => context.close());
  const page = await context.newPage();
  const refused: string[] = [];
  page.on('console', (message) => refused.push(message.text()));
  const answer = await page.goto(`${origin}/s/hostile`);
  expect(answer!.headers()['content-security-policy']).toContain("default-src 'none'");
  expect(answer!.headers()['content-security-policy']).not.toContain('script-src');
  const data = page.locator('script[type="application/ld+json"]');
  expect(JSON.parse((await data.textContent())!).name).toBe(
    '</script><script>document.title="run"</script> (<!--<script>)',
  );
  expect(await page.title()).not.toBe('run');
  expect(await page.locator('script').count()).toBe(1);
  expect(refused).toEqual([]);
});

it('shows the streets around a store, its pin on the spot', async () => {
  const page = await open('/s/full', 'light', 375);
  const map = page.getByRole('img', { name: '示例咖啡（五道口店）周边地图' });
  expect(await map.locator('path.building').count()).toBe(1);
  const place = await map.boundingBox();
  const pin = await map.locator('.pin path').boundingBox();
  // The tip of the pin is the middle of the picture, but for the line around it.
  expect(Math.abs(pin!.x + pin!.width / 2 - place!.x - place!.width / 2)).toBeLessThan(1);
  expect(Math.abs(pin!.y + pin!.height - place!.y - place!.height / 2)).toBeLessThan(4);
});

it('numbers the stores in the picture like the cards', async () => {
  const page = await open('/s/full,far,long');
  expect(await page.locator('.pin text').allTextContents()).toEqual(['3', '2', '1']);
  expect(await page.locator('.card .number').allTextContents()).toEqual(['1', '2', '3']);
});

it('prints without buttons that paper cannot press, with its address', async () => {
  const page = await open('/s/full', 'light', 700);
  await page.emulateMedia({ media: 'print' });
  expect(await page.getByRole('link', { name: '腾讯地图', exact: true }).isVisible()).toBe(false);
  expect(await page.getByText(`${origin}/s/full`).isVisible()).toBe(true);
  expect(await page.getByRole('link', { name: '拨打电话 13800138000' }).isVisible()).toBe(true);
});
