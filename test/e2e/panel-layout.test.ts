import { describe, expect, it } from 'vitest';
import { sixStores, xueyuanLu } from '../support/nearby-answers.ts';
import { panelSuite } from '../support/panel-suite.ts';

const { open, openWithStores } = panelSuite();

describe.each(['zh-CN', 'en'])('in %s', (language) => {
  it.each([360, 420, 900])('shows header, map, three whole rows and put bar in %i by 600', async (width) => {
    const { page } = await openWithStores({
      width,
      query: `?lang=${language}`,
      settings: { publicUrl: null },
    });
    const box = async (selector: string, index = 0) =>
      (await page.locator(selector).nth(index).boundingBox())!;
    const pane = await box('list-pane');
    const map = await box('store-map');
    const third = await box('store-row', 2);
    const bar = await box('put-bar');
    expect(map.height).toBeGreaterThanOrEqual(160);
    expect(third.y + third.height).toBeLessThanOrEqual(pane.y + pane.height);
    expect(bar.y + bar.height).toBeLessThanOrEqual(600);
    expect((await box('panel-header')).y).toBe(0);
    for (const button of await page.locator('put-bar button').all()) {
      const { x, width: wide } = (await button.boundingBox())!;
      expect(x + wide).toBeLessThanOrEqual(width);
    }
    const overflow = await page.evaluate(() => {
      const panel = document.querySelector('store-panel')!;
      return [panel.scrollWidth - panel.clientWidth, panel.scrollHeight - panel.clientHeight];
    });
    expect(overflow).toEqual([0, 0]);
  });
});

it.each(['zh-CN', 'en'])(
  'never scrolls sideways, at 360 to 900 px and twice as large, in %s',
  async (language) => {
    const { page } = await openWithStores({ query: `?lang=${language}` });
    const tooWide = async () =>
      await page.evaluate(() => {
        const all = (root: ParentNode): Element[] =>
          [...root.querySelectorAll('*')].flatMap((one) => [
            one,
            ...(one.shadowRoot ? all(one.shadowRoot) : []),
          ]);
        const scrolling = (one: Element | null): boolean =>
          one !== null &&
          (/auto|scroll|hidden/.test(getComputedStyle(one).overflowX) || scrolling(one.parentElement));
        return all(document)
          .filter((one) => !(one.getRootNode() instanceof ShadowRoot && one.closest('.map')))
          .filter(
            (one) => one.getBoundingClientRect().right > innerWidth + 0.5 && !scrolling(one.parentElement),
          )
          .map((one) => one.outerHTML.slice(0, 80));
      });
    const steps = [
      async () => undefined,
      () => page.getByRole('button', { name: /^(查找|Find)$/ }).click(),
      () => page.getByRole('button', { name: /^(预览|Preview)$/ }).click(),
    ];
    for (const step of steps) {
      await step();
      for (const width of [900, 420, 360, 210]) {
        await page.setViewportSize({ width, height: 600 });
        expect(await tooWide()).toEqual([]);
        const panel = page.locator('store-panel');
        expect(await panel.evaluate((one) => one.scrollWidth - one.clientWidth)).toBe(0);
      }
      await page.setViewportSize({ width: 420, height: 600 });
    }
  },
);

it('keeps map, two whole rows and the put bar in view with the tools open', async () => {
  const { page } = await openWithStores({ settings: { publicUrl: null } });
  await page.getByRole('button', { name: '查找' }).click();
  const pane = (await page.locator('list-pane').boundingBox())!;
  const map = (await page.locator('store-map').boundingBox())!;
  const second = (await page.locator('store-row').nth(1).boundingBox())!;
  const bar = (await page.locator('put-bar').boundingBox())!;
  expect(map.height).toBeGreaterThanOrEqual(104);
  expect(second.y + second.height).toBeLessThanOrEqual(pane.y + pane.height);
  expect(bar.y + bar.height).toBeLessThanOrEqual(600);
});

it('sets the map beside the list where there is room', async () => {
  const { page } = await openWithStores({ width: 900 });
  const list = (await page.locator('list-pane').boundingBox())!;
  const map = (await page.locator('store-map').boundingBox())!;
  expect(map.x).toBeGreaterThanOrEqual(list.x + list.width);
  expect(map.height).toBe(600);
});

it('folds the map, remembers it, and gives its room to the list', async () => {
  const { page } = await openWithStores();
  const before = (await page.locator('list-pane').boundingBox())!.height;
  await page.getByRole('button', { name: '收起地图' }).click();
  const after = (await page.locator('list-pane').boundingBox())!.height;
  expect(after - before).toBeGreaterThanOrEqual(160);
  await page.reload();
  await page.getByRole('button', { name: '展开地图' }).waitFor();
});

it('moves nothing from the click to the answer', async () => {
  const panel = await open();
  await panel.switchTo('oABC_1234PqRs');
  await panel.page.evaluate(() => {
    const page = window as unknown as { shift: number };
    page.shift = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) page.shift += (entry as unknown as { value: number }).value;
    }).observe({ type: 'layout-shift' });
  });
  await panel.clickLocation(xueyuanLu);
  await panel.nextRequest().then((route) => route.fulfill({ json: sixStores }));
  await panel.page.getByText('已放入输入框').waitFor();
  await panel.pass(100);
  expect(await panel.page.evaluate(() => (window as unknown as { shift: number }).shift)).toBe(0);
});

it('is worked by keyboard alone: one Tab stop for the list, arrows in it, Enter picks, → shows details', async () => {
  const { page, puts } = await openWithStores({ settings: { onLocation: 'choose' } });
  await page.locator('store-row .row').first().focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.locator('store-row .row[aria-checked=true]', { hasText: '示例超市' }).waitFor();
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('End');
  const focused = () =>
    page.evaluate(() => {
      let element = document.activeElement;
      while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
      return element?.textContent?.replace(/\s+/g, ' ').trim();
    });
  expect(await focused()).toMatch(/^6 示例名字特别长/);
  await page.keyboard.press('ArrowRight');
  await page.getByText('010-82600000').waitFor();
  await page.keyboard.press('ArrowLeft');
  await page.getByText('010-82600000').waitFor({ state: 'detached' });
  for (const next of ['预览', '中', 'EN', '放入图文']) {
    await page.keyboard.press('Tab');
    expect(await focused()).toBe(next);
  }
  await page.keyboard.press('Enter');
  await page.getByText('已放入输入框').waitFor();
  expect(await puts()).toMatchObject([{ body: [{ content: [{ title: '示例超市 · 1公里' }] }] }]);
});

it('highlights the pin of the row under the pointer', async () => {
  const { page } = await openWithStores();
  await page.locator('store-row').nth(1).hover();
  await page.locator('store-map .pin.hovered', { hasText: '2' }).waitFor();
});
