import { expect, it } from 'vitest';
import { sixStores, xueyuanLu } from '../support/nearby-answers.ts';
import { panelSuite } from '../support/panel-suite.ts';
import { aNearbyAnswer, aStoreRecord } from '../support/store-records.ts';

const { open, openNothing, openWithStores } = panelSuite();

it('centres the map in the task of the click, before any request', async () => {
  const { page, switchTo } = await open();
  await switchTo('oABC_1234PqRs');
  const order = await page.evaluate((location) => {
    const seen: string[] = [];
    const asked = Promise.withResolvers<string[]>();
    const { fetch } = window;
    window.fetch = (address, options) => {
      if (String(address).includes('/nearby')) {
        seen.push('request');
        asked.resolve(seen);
      }
      return fetch(address, options);
    };
    window.addEventListener('map-move', () => seen.push('map'), { once: true });
    (window as unknown as { MCS_ClientNotify(text: string): void }).MCS_ClientNotify(
      JSON.stringify({ event: 'OnMapMsgClick', ...location }),
    );
    seen.push('end of the task');
    return asked.promise;
  }, xueyuanLu);
  expect(order).toEqual(['map', 'end of the task', 'request']);
});

it('puts one article into the input box, lights the tab, and says for whom', async () => {
  const panel = await openWithStores();
  await panel.page.getByText('已放入输入框 10:42，请看过再发送').waitFor();
  expect(await panel.puts()).toMatchObject([
    { body: [{ type: 7, content: [{ title: '示例咖啡（学院桥店）· 410米' }] }] },
  ]);
  expect(await panel.notices()).toBe(1);
  expect(panel.requests).toHaveLength(1);
  expect(new URL(panel.requests[0]!.request().url()).searchParams.toString()).toBe(
    'lat=39.987753&lon=116.358104&datum=gcj02&radius=3000&limit=10',
  );
  const heading = await panel.page.getByRole('heading', { level: 1 }).innerText();
  expect(heading.replace(/\s+/g, ' ')).toBe('客户 …PqRs · 学院路30号 · 10:42');
});

it('answers a click that came before its own code did', async () => {
  const panel = await open({
    early: [
      { event: 'OnUserChange', channeltype: '1', useraccount: 'oABC_1234PqRs' },
      { event: 'OnMapMsgClick', ...xueyuanLu },
    ],
  });
  await panel.answer(sixStores);
  await panel.page.getByText('已放入输入框 10:42').waitFor();
  await panel.page.locator('store-map .customer').waitFor();
  expect(await panel.puts()).toHaveLength(1);
  expect(panel.requests).toHaveLength(1);
});

it('asks for the map’s code once the list is drawn, and answers a click that comes before it', async () => {
  const panel = await open({ mapCode: 'held' });
  await panel.page.getByText('点开客户发来的位置').waitFor();
  const code = await panel.nextMapCode();
  await panel.switchTo('oABC_1234PqRs');
  await panel.clickLocation(xueyuanLu);
  await panel.answer(sixStores);
  await panel.page.getByText('已放入输入框 10:42').waitFor();
  expect(await panel.page.evaluate(() => customElements.get('store-map') === undefined)).toBe(true);
  await code.continue();
  await panel.page.locator('store-map .customer').waitFor();
  expect(await panel.page.locator('store-map .pin').count()).toBe(6);
});

it('asks for the map’s code again with the next click where it could not be had', async () => {
  const panel = await open({ mapCode: 'held' });
  await (await panel.nextMapCode()).abort();
  await panel.switchTo('oABC_1234PqRs');
  await expect
    .poll(async () => {
      await panel.clickLocation(xueyuanLu);
      return panel.mapCodeAsked();
    })
    .toBe(2);
  await (await panel.nextMapCode()).continue();
  await panel.page.locator('store-map .customer').waitFor();
});

it('shows the customer on a map whose code comes while the panel still holds its breath for the answer', async () => {
  const panel = await open({ mapCode: 'held' });
  await panel.switchTo('oABC_1234PqRs');
  await panel.page.clock.pauseAt('2026-11-22T10:43:00+08:00');
  await panel.clickLocation(xueyuanLu);
  await (await panel.nextMapCode()).continue();
  await panel.page.locator('store-map .customer').waitFor({ state: 'attached' });
  expect(await panel.page.getByRole('heading', { level: 1 }).innerText()).not.toContain('学院路30号');
});

it('answers the same click from what it has, on the button', async () => {
  const panel = await openWithStores();
  await panel.clickLocation(xueyuanLu);
  await panel.page.getByText('已放入 10:42，没有再放').waitFor();
  expect(panel.requests).toHaveLength(1);
  expect(await panel.puts()).toHaveLength(1);
  expect(await panel.notices()).toBe(2);
  // Sooner it would be a double click, and the same intention.
  await panel.pass(601);
  await panel.page.getByRole('button', { name: '再放一次' }).click();
  await panel.page.getByText('已放入输入框').waitFor();
  expect(await panel.puts()).toHaveLength(2);
  expect(await panel.notices()).toBe(2);
});

it('neither shows nor puts a late answer for another customer', async () => {
  const panel = await open();
  await panel.switchTo('oABC_1234PqRs');
  await panel.clickLocation(xueyuanLu);
  const request = await panel.nextRequest();
  await panel.switchTo('oXYZ_0000wxyz');
  await request.fulfill({ json: sixStores }).catch(() => undefined);
  await panel.page.getByText('已切换对话，客户 …PqRs 的结果没有放入').waitFor();
  expect(await panel.page.getByRole('heading', { level: 1 }).innerText()).toBe('客户 …wxyz');
  expect(await panel.page.locator('store-row').count()).toBe(0);
  expect(await panel.puts()).toEqual([]);
  expect(await panel.notices()).toBe(0);
});

it('gives a customer back what was found, when the agent comes back', async () => {
  const panel = await openWithStores();
  await panel.switchTo('oXYZ_0000wxyz');
  await panel.page.getByText('点开客户发来的位置').waitFor();
  await panel.switchTo('oABC_1234PqRs');
  await panel.page.locator('store-row').first().waitFor();
  await panel.page.getByText('已放入输入框 10:42').waitFor();
  expect(panel.requests).toHaveLength(1);
});

it('lists the stores by distance, numbered like their pins, and picks by pin or row', async () => {
  const { page } = await openWithStores();
  expect((await page.locator('store-row .row').nth(1).innerText()).split('\n')).toEqual([
    '2',
    '示例书店（五道口店）',
    '850米',
    '即将打烊 · 11:07（还剩 25 分钟）',
    '北京市海淀区成府路28号',
  ]);
  const pins = page.locator('store-map .pin');
  expect(await pins.count()).toBe(6);
  await page
    .locator('store-map')
    .getByRole('button', { name: /示例书店/ })
    .click();
  await page.locator('store-row .row[aria-checked=true]', { hasText: '示例书店' }).waitFor();
  await page.locator('store-row').first().click();
  await page.locator('store-map .pin[aria-pressed=true]', { hasText: '1' }).waitFor();
});

it('puts the picked store as text or picture, never as two messages', async () => {
  const panel = await openWithStores({ settings: { onLocation: 'choose' } });
  await panel.page.getByText('选一家，或直接放入最近的').waitFor();
  expect(await panel.puts()).toEqual([]);
  expect(await panel.notices()).toBe(1);
  await panel.page.locator('store-row').nth(3).click();
  await panel.page.getByRole('button', { name: '文字' }).click();
  await panel.page.getByText('已放入输入框').waitFor();
  await panel.page.getByRole('button', { name: '图片' }).click();
  await panel.page.waitForFunction(() => (window as unknown as { puts: unknown[] }).puts.length === 2);
  expect(await panel.puts()).toMatchObject([
    {
      body: [
        { type: 0, content: { text: expect.stringMatching(/^示例药房（清华东路店）\n直线 1.2公里\n/) } },
      ],
    },
    {
      body: [
        {
          type: 1,
          content: {
            picUrl: expect.stringMatching(
              /^https:\/\/stores\.example\.com\/covers\/store\/[\w-]+-900x383\.png$/,
            ),
          },
        },
      ],
    },
  ]);
  expect(await panel.notices()).toBe(1);
});

it('remembers what this agent wants a location click to do', async () => {
  const panel = await open();
  await panel.page.getByRole('button', { name: '我来选' }).click();
  await panel.page.reload();
  await panel.page.locator('button[aria-pressed=true]', { hasText: '我来选' }).waitFor();
  await panel.switchTo('oABC_1234PqRs');
  await panel.clickLocation(xueyuanLu);
  await panel.answer(sixStores);
  await panel.page.getByText('选一家，或直接放入最近的').waitFor();
  expect(await panel.puts()).toEqual([]);
});

it('keeps the words on opening hours true as time passes, and asks once a store has closed', async () => {
  const panel = await openWithStores();
  await panel.page.getByText('即将打烊 · 11:07（还剩 25 分钟）').waitFor();
  await panel.pass(5 * 60_000);
  await panel.page.getByText('即将打烊 · 11:07（还剩 20 分钟）').waitFor();
  expect(panel.requests).toHaveLength(1);
  await panel.pass(19 * 60_000);
  await panel.page.getByText('即将打烊 · 11:07（还剩 1 分钟）').waitFor();
  expect(panel.requests).toHaveLength(1);
  await panel.pass(60_000);
  await panel.answer(
    aNearbyAnswer([
      aStoreRecord({ open: { state: 'closed', changesAt: '2026-11-23T08:00:00+08:00', until: null } }),
    ]),
  );
  await panel.page.getByText('已打烊 · 明天 08:00 开门').waitFor();
  expect(panel.requests).toHaveLength(2);
  expect(await panel.notices()).toBe(1);
});

it('waits as long as the service says, counting down, then asks by itself', async () => {
  const panel = await open();
  await panel.switchTo('oABC_1234PqRs');
  await panel.clickLocation(xueyuanLu);
  await panel.answer({ status: 429, headers: { 'retry-after': '12' }, body: '' });
  await panel.page.getByText('服务繁忙，12 秒后自动重试').waitFor();
  await panel.pass(5_000);
  await panel.page.getByText('服务繁忙，7 秒后自动重试').waitFor();
  expect(panel.requests).toHaveLength(1);
  await panel.pass(8_000);
  await panel.answer(sixStores);
  await panel.page.getByText('结果来得晚，没有自动放入').waitFor();
  expect(await panel.puts()).toEqual([]);
  expect(await panel.notices()).toBe(1);
});

it('retries an unanswered put with the same random', async () => {
  const panel = await open();
  await panel.replyWith('');
  await panel.switchTo('oABC_1234PqRs');
  await panel.clickLocation(xueyuanLu);
  await panel.answer(sixStores);
  await panel.page.getByText('客户端没有答复，请看看输入框里有没有').waitFor();
  await panel.replyWith('{"retCode":0,"errMsg":""}');
  await panel.page.getByRole('button', { name: '重试' }).click();
  await panel.page.getByText('已放入输入框').waitFor();
  const [first, second] = await panel.puts();
  expect(second).toEqual(first);
});

it('says in words that an engine is too old to start it', async () => {
  const { page, url } = await openNothing();
  // What an engine does with a module whose syntax it does not know.
  await page.route('**/assets/plugin/start-*.js', (route) =>
    route.fulfill({ contentType: 'text/javascript', body: 'let too new = ;' }),
  );
  await page.goto(url);
  await page.getByText('附近门店没有打开').waitFor();
  await page.unroute('**/assets/plugin/start-*.js');
  await page.reload();
  await page.locator('store-panel').waitFor();
  expect(await page.getByText('附近门店没有打开').isVisible()).toBe(false);
});

it('puts nothing by itself while the settings cannot be had', async () => {
  const panel = await open();
  await panel.page.evaluate(() => localStorage.clear());
  await panel.page.route('**/api/v1/settings/plugin', (route) => route.fulfill({ status: 503, body: '' }));
  await panel.page.reload();
  await panel.switchTo('oABC_1234PqRs');
  await panel.clickLocation(xueyuanLu);
  await panel.answer(sixStores);
  await panel.page.getByText('没有读到运营设置，没有自动放入').waitFor();
  expect(await panel.puts()).toEqual([]);
});

it('copies where no client is', async () => {
  const panel = await open({ client: false, query: '?ticket=t' });
  await panel.context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await panel.switchTo('oABC_1234PqRs');
  await panel.clickLocation(xueyuanLu);
  await panel.answer(sixStores);
  await panel.page.getByText('这里没有连接聊天客户端').waitFor();
  await panel.page.getByRole('button', { name: '复制文字' }).click();
  await panel.page.getByText('已复制，请粘贴到对话里').waitFor();
  const clipboard = () => panel.page.evaluate(() => navigator.clipboard.readText());
  expect(await clipboard()).toMatch(/^示例咖啡（学院桥店）\n直线 410米\n/);
  await panel.page.locator('store-row').nth(1).click();
  await panel.page.getByRole('button', { name: '复制链接' }).click();
  await panel.page.getByText('已复制，请粘贴到对话里').waitFor();
  expect(await clipboard()).toBe('https://stores.example.com/s/wudaokou');
});
