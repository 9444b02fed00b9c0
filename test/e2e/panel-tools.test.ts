import { describe, expect, it } from 'vitest';
import { sixStores, xueyuanLu } from '../support/nearby-answers.ts';
import type { PanelOptions } from '../support/panel-driver.ts';
import { panelSuite } from '../support/panel-suite.ts';
import { aNearbyAnswer } from '../support/store-records.ts';

const suite = panelSuite();

async function open(options?: PanelOptions) {
  const panel = await suite.open(options);
  const { page } = panel;
  const lastQuery = () => new URL(panel.requests.at(-1)!.request().url()).searchParams;
  return {
    ...panel,
    lastQuery,
    row: (index: number) => page.locator('store-row .row').nth(index),
    button: (name: string) => page.getByRole('button', { name, exact: true }),
    placeField: page.getByLabel('客户在哪'),
    storeField: page.getByLabel('筛选门店'),
    /** Asks `act` brings about, answered. */
    async asking(act: () => Promise<unknown>, answer = sixStores) {
      await act();
      await panel.answer(answer);
    },
  };
}

/** The panel with the six stores found for …PqRs; what was put by itself stays aside. */
async function openWithStores(options: PanelOptions = {}) {
  const panel = await open({ ...options, settings: { onLocation: 'choose', ...options.settings } });
  await panel.switchTo('oABC_1234PqRs');
  await panel.asking(() => panel.clickLocation(xueyuanLu));
  await panel.row(0).waitFor();
  return panel;
}

describe('several stores', () => {
  it('go into one article in the order of the list, picked one by one, as a range, or by pin', async () => {
    const { page, row, button, puts } = await openWithStores();
    await row(3).click();
    await row(1).click({ modifiers: ['Shift'] });
    await row(2).click();
    await page
      .locator('store-map')
      .getByRole('button', { name: /学院桥店/ })
      .click();
    await page.locator('.row[aria-checked=true]').nth(2).waitFor();
    await button('放入图文').click();
    await page.getByText('已放入输入框').waitFor();
    expect(await puts()).toMatchObject([
      { body: [{ content: [{ url: 'https://stores.example.com/s/xueyuanqiao,wudaokou,qinghua' }] }] },
    ]);
    await page.getByRole('button', { name: '再放一次' }).waitFor();
    await row(3).click();
    await button('放入图文').waitFor();
  });

  it('are looked at as the customer will see them, in the language that is chosen and remembered', async () => {
    const { page, button, puts } = await openWithStores();
    await button('预览').click();
    const preview = page.locator('message-preview');
    await preview.getByText('示例咖啡（学院桥店）· 410米').waitFor();
    await button('EN').click();
    await preview.getByText('示例咖啡 (学院桥店) · 410 m').waitFor();
    await preview.getByRole('button', { name: '文字' }).click();
    const seen = await preview.locator('p.text').innerText();
    await page.keyboard.press('Escape');
    await preview.waitFor({ state: 'detached' });
    await page.locator('put-bar').getByRole('button', { name: '文字' }).click();
    await page.getByText('已放入输入框').waitFor();
    expect(await puts()).toMatchObject([{ body: [{ type: 0, content: { text: seen } }] }]);
    await page.reload();
    await page.locator('put-bar [aria-pressed=true]', { hasText: 'EN' }).waitFor();
  });

  it('show what else there is to know of them on demand', async () => {
    const { page, row } = await openWithStores();
    await page.getByRole('button', { name: '详情 示例咖啡（学院桥店）' }).click();
    await page.getByText('010-82600000').waitFor();
    await page.getByText('08:00–22:00').waitFor();
    expect(await page.getByRole('link', { name: '客户看到的页面' }).getAttribute('href')).toBe(
      'https://stores.example.com/s/wudaokou',
    );
    expect(await row(0).getAttribute('aria-checked')).toBe('false');
  });
});

describe('narrowing', () => {
  it('asks by category, words, opening and radius, and counts only while the tools are open', async () => {
    const { page, button, asking, lastQuery, storeField, puts, pass } = await openWithStores();
    await button('查找').click();
    await page.getByRole('button', { name: '药店 12' }).waitFor();
    await asking(() => page.getByRole('button', { name: '药店 12' }).click());
    expect(lastQuery().get('category')).toBe('pharmacy');
    await asking(() => button('营业中').click());
    expect(lastQuery().get('openAt')).toBe('now');
    await asking(() => page.getByLabel('范围').selectOption('10 公里'));
    expect(lastQuery().get('radius')).toBe('10000');
    await asking(async () => {
      await storeField.fill('wdk');
      await pass(301);
    }, aNearbyAnswer([]));
    expect(lastQuery().get('q')).toBe('wdk');
    await page.getByRole('heading', { name: '没有符合筛选的门店' }).waitFor();
    await page.locator('list-pane').getByRole('button', { name: '清除筛选' }).click();
    // Asked a moment ago: no request is needed.
    await page.locator('store-row').first().waitFor();
    expect(await storeField.inputValue()).toBe('');
    expect(await puts()).toEqual([]);
  });

  it('keeps the answer to a location ready while it holds', async () => {
    const { page, button, asking, clickLocation, puts } = await open();
    await button('查找').click();
    await button('营业中').click();
    await asking(() => clickLocation(xueyuanLu));
    await page.getByText('按筛选结果，没有自动放入').waitFor();
    expect(await puts()).toEqual([]);
  });

  it('waits for the end of a composition', async () => {
    const { button, storeField, requests, pass } = await openWithStores();
    await button('查找').click();
    await storeField.dispatchEvent('compositionstart');
    await storeField.evaluate((field: HTMLInputElement) => {
      field.value = 'wu dao';
      field.dispatchEvent(new InputEvent('input', { isComposing: true, bubbles: true, composed: true }));
    });
    await pass(1_000);
    expect(requests).toHaveLength(1);
  });
});

describe('where the customer is', () => {
  it('is read from pasted coordinates, whose datum the agent may correct', async () => {
    const { page, button, placeField, asking, lastQuery, puts } = await open();
    await button('没有位置？输入地址').click();
    await placeField.fill('39.99316, 116.33775');
    await asking(() => placeField.press('Enter'));
    expect(lastQuery().toString()).toBe('lat=39.99316&lon=116.33775&datum=gcj02&radius=3000&limit=10');
    await asking(() => button('百度').click());
    expect(lastQuery().get('datum')).toBe('bd09');
    const heading = await page.getByRole('heading', { level: 1 }).innerText();
    expect(heading.replace(/\s+/g, '')).toBe('客户未知·39.99316,116.33775（输入）·10:42');
    expect(await puts()).toEqual([]);
    await button('放入图文').click();
    await page.getByText('已放入输入框').waitFor();
    expect(await puts()).toHaveLength(1);
  });

  it('is read from a map link, in the datum of that map', async () => {
    const { button, placeField, asking, lastQuery } = await open();
    await button('查找').click();
    await placeField.fill('https://uri.amap.com/marker?position=116.33775,39.99316&name=五道口');
    await asking(() => button('查找').last().click());
    expect(lastQuery().get('datum')).toBe('gcj02');
    expect(await button('百度').count()).toBe(0);
  });

  it('says why a link gives no place', async () => {
    const { page, button, placeField, requests } = await open();
    await button('查找').click();
    await placeField.fill('https://example.com/maps/1');
    await placeField.press('Enter');
    await page.getByRole('heading', { name: /不认识 example\.com 的链接/ }).waitFor();
    await button('取消').click();
    await page.getByText('点开客户发来的位置').waitFor();
    expect(requests).toEqual([]);
  });

  const station = (name: string, address: string, longitude: number) => ({
    name,
    address,
    position: { longitude, latitude: 39.99, datum: 'gcj02' },
    source: 'catalogue',
  });
  const stations = [station('五道口地铁站', '北京市海淀区', 116.33), station('五道口', '天津市', 117.2)];

  it('is looked up by name; the agent says which of several', async () => {
    const { page, button, placeField, nextLookup, asking, lastQuery, puts } = await open();
    await button('查找').click();
    await placeField.fill('我在五道口地铁站');
    await placeField.press('Enter');
    const lookup = await nextLookup();
    expect(new URL(lookup.request().url()).searchParams.get('q')).toBe('我在五道口地铁站');
    await lookup.fulfill({ json: { places: stations } });
    const second = page.getByRole('button', { name: '五道口 天津市' });
    await second.waitFor();
    for (const key of ['ArrowDown', 'ArrowDown', 'ArrowUp', 'ArrowDown']) await page.keyboard.press(key);
    await expect.poll(() => second.evaluate((one) => one.matches(':focus'))).toBe(true);
    await asking(() => page.keyboard.press('Enter'));
    expect(lastQuery().get('lon')).toBe('117.2');
    expect(await puts()).toEqual([]);
  });

  it('is looked up by the label of a location at 0,0, and the tab is lit once', async () => {
    const { page, clickLocation, nextLookup, asking, notices, puts } = await open();
    await clickLocation({ latitude: 0, longitude: 0, location: '五道口地铁站' });
    await asking(async () => (await nextLookup()).fulfill({ json: { places: stations.slice(0, 1) } }));
    await page.locator('store-row').first().waitFor();
    expect(await notices()).toBe(1);
    expect(await puts()).toEqual([]);
  });

  it('is picked on the map, by button or right click', async () => {
    const { page, button, asking, lastQuery } = await openWithStores();
    const map = page.locator('store-map');
    await asking(() => map.click({ button: 'right', position: { x: 60, y: 130 } }));
    const first = Number(lastQuery().get('lon'));
    expect(first).toBeLessThan(116.3581);
    expect(first).toBeGreaterThan(116.3);
    await button('查找').click();
    await button('图上选点').click();
    await page.getByText('点一下地图上客户所在的地方').waitFor();
    await asking(() => map.click({ position: { x: 300, y: 130 } }));
    expect(Number(lastQuery().get('lon'))).toBeGreaterThan(first);
    await button('回到客户位置').click();
    await page.getByRole('heading', { level: 1 }).getByText('学院路30号').waitFor();
  });

  it('stays what distances are measured from when the agent searches around the middle of the map', async () => {
    const { page, button, asking, lastQuery, requests } = await openWithStores();
    await page.mouse.move(300, 130);
    await page.mouse.down();
    await page.mouse.move(100, 130, { steps: 4 });
    await page.mouse.up();
    await asking(() => button('搜索此区域').click());
    expect(Number(lastQuery().get('lon'))).toBeGreaterThan(116.3581);
    await page.getByText('此区域 3 公里内的 6 家').first().waitFor();
    // The answer says 412 m, from the middle of the map.
    expect(await page.locator('.distance').first().innerText()).toBe('410米');
    await button('回到客户位置').click();
    await page.getByText('3 公里内最近的 6 家').first().waitFor();
    expect(requests).toHaveLength(2);
  });
});

describe('every customer’s own', () => {
  it('place, result, selection, draft and history come back with a switch, also after a reload', async () => {
    const { page, button, row, placeField, switchTo, requests } = await openWithStores();
    await button('放入图文').click();
    await page.getByText('已放入输入框').waitFor();
    await row(1).click();
    await button('查找').click();
    await placeField.fill('五道口');
    await switchTo('oXYZ_0000wxyz');
    expect(await placeField.inputValue()).toBe('');
    await page.reload();
    await page.getByText('之前的客户都还记得').waitFor();
    await switchTo('oABC_1234PqRs');
    await page.locator('.row[aria-checked=true]', { hasText: '示例书店' }).waitFor();
    expect(await placeField.inputValue()).toBe('五道口');
    await button('已放 1').click();
    await page.locator('put-history').getByText('示例咖啡（学院桥店）').waitFor();
    expect(requests).toHaveLength(1);
  });

  it('history is told apart from the others’', async () => {
    const { page, button, switchTo } = await openWithStores();
    await button('放入图文').click();
    await page.getByText('已放入输入框').waitFor();
    await switchTo('oXYZ_0000wxyz');
    await button('已放 0').click();
    await page.getByText('还没有给这位客户放过').waitFor();
    const headings = await page.locator('put-history h3').allInnerTexts();
    expect(headings).toEqual(['客户 …wxyz', '其他客户', '客户 …PqRs']);
  });

  it('answer of another time stands in when the service cannot be reached, marked', async () => {
    const { page, answer, clickLocation, switchTo, puts, pass } = await open();
    await switchTo('oABC_1234PqRs');
    await clickLocation(xueyuanLu);
    await answer(sixStores);
    await page.getByText('已放入输入框').waitFor();
    await pass(10 * 60_000);
    await switchTo('oXYZ_0000wxyz');
    await clickLocation(xueyuanLu);
    await answer({ status: 503, body: '' });
    await page.getByText('连不上服务，这是 10:42 的结果').first().waitFor();
    await page.getByText('这是以前的结果，没有自动放入').waitFor();
    expect(await puts()).toHaveLength(1);
    await page.getByRole('button', { name: '重试' }).click();
    await answer(sixStores);
    await page.getByText('3 公里内最近的 6 家').first().waitFor();
  });
});

describe('keys', () => {
  it('1 to 9 pick, ↓ enters the list, Ctrl+Enter puts', async () => {
    const { page, puts } = await openWithStores();
    await page.keyboard.press('2');
    await page.keyboard.press('4');
    await page.keyboard.press('9');
    await page.locator('.row[aria-checked=true]').nth(1).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press(' ');
    await page.keyboard.press('Control+Enter');
    await page.getByText('已放入输入框').waitFor();
    expect(await puts()).toMatchObject([
      { body: [{ content: [{ url: 'https://stores.example.com/s/wudaokou,market,qinghua' }] }] },
    ]);
  });

  it('are left alone in text fields, in the map and by input methods', async () => {
    const { page, button, placeField, puts, requests } = await openWithStores();
    await button('查找').click();
    await placeField.focus();
    await page.keyboard.press('1');
    await page.keyboard.press('Control+Enter');
    await placeField.evaluate((field) => {
      for (const composing of [{ isComposing: true }, { keyCode: 229 }]) {
        const enter = { key: 'Enter', bubbles: true, composed: true, cancelable: true };
        field.dispatchEvent(new KeyboardEvent('keydown', { ...enter, ...composing }));
        document.body.dispatchEvent(new KeyboardEvent('keydown', { ...enter, ctrlKey: true, ...composing }));
      }
    });
    await page.locator('store-map .map').focus();
    await page.keyboard.press('2');
    await page.keyboard.press('ArrowDown');
    expect(await page.locator('.row[aria-checked=true]').count()).toBe(0);
    expect(await placeField.inputValue()).toBe('1');
    expect(await puts()).toEqual([]);
    expect(requests).toHaveLength(1);
  });
});
