// One agent's shift: twenty customers in a row through the simulated client, with what goes wrong in a day. After each
// of them every conversation's input box holds what it should, and nothing else.
import type { Route } from 'playwright-core';
import { expect, it, onTestFinished } from 'vitest';
import type { ChatMessage } from '../../shared/chat-message.ts';
import { distanceMeters, type Position } from '../../shared/position.ts';
import { customers } from '../../web/client/conversations.ts';
import { launchChromium } from '../support/chromium.ts';
import { ClientDriver } from '../support/client-driver.ts';
import { startService } from '../support/service.ts';

type Box = { readonly text: string; readonly cards: readonly Exclude<ChatMessage, { type: 'text' }>[] };
type ClientWindow = {
  readonly simulation: {
    readonly conversations: { readonly customer: { name: string }; readonly draft: Box }[];
  };
};

const SEARCHES = '**/api/v1/stores/nearby?*';

/** What every input box holds, by the customer's name; empty ones are left out. */
const boxes = (client: ClientDriver): Promise<Record<string, Box>> =>
  client.page.locator('simulated-client').evaluate((element) => {
    const { conversations } = (element as unknown as ClientWindow).simulation;
    const filled = conversations.filter(({ draft }) => draft.text !== '' || draft.cards.length > 0);
    return Object.fromEntries(
      filled.map(({ customer, draft: { text, cards } }) => [customer.name, { text, cards }]),
    );
  });

/** The same in short: how many cards, and what is typed. */
const inShort = async (client: ClientDriver) =>
  Object.fromEntries(
    Object.entries(await boxes(client)).map(([name, { text, cards }]) => [
      name,
      [cards.map(({ type }) => type).join(' '), text].filter((part) => part !== '').join(' + '),
    ]),
  );

/** The ids of the stores that a card leads to. */
const storesOf = (card: Box['cards'][number]) =>
  card.type === 'news'
    ? card.articles.flatMap(({ url }) => new URL(url).pathname.slice('/s/'.length).split(','))
    : [];

it('twenty customers in a row: each gets what is theirs, once, and nobody else’s', async () => {
  const [service, browser] = await Promise.all([startService({ RATE_LIMIT: '0' }), launchChromium()]);
  onTestFinished(async () => {
    await browser.close();
    await service.close();
  });
  const client = await ClientDriver.open(browser, service.origin, { height: 760 });
  const { page, panel } = client;
  const says = (text: string | RegExp) => panel.getByText(text).first().waitFor();
  const press = (name: string | RegExp) => panel.getByRole('button', { name }).first().click();
  const send = () => page.getByRole('button', { name: '发送', exact: true }).click();
  /** Where each customer said they are last. */
  const places: Record<string, Position> = { 赵磊: [116.3377, 39.9929] };
  const meet = async (name: string, label: string) => {
    const sent = customers.find((customer) => customer.name === name)!.bubbles.map(({ content }) => content);
    const { longitude, latitude } = sent.find((content) => content.type === 'location')!;
    if (longitude !== 0) places[name] = [longitude, latitude];
    await client.openConversation(name);
    await client.clickLocation(label);
  };
  /** The customer in front sends another location. */
  const fire = async (event: { latitude: number; longitude: number; location: string }) => {
    places[await page.getByRole('heading', { level: 2 }).first().innerText()] = [
      event.longitude,
      event.latitude,
    ];
    await page.getByRole('button', { name: '客户端行为' }).click();
    await page
      .getByLabel('自己写一个事件')
      .fill(JSON.stringify({ event: 'OnMapMsgClick', scale: 16, ...event }));
    await page.getByRole('button', { name: '发出' }).click();
    await page.keyboard.press('Escape');
  };

  const shift: Record<string, () => Promise<Record<string, unknown>>> = {
    'Beijing, sent at once': async () => {
      await meet('林晓', '学院路30号');
      await says('已放入输入框');
      await send();
      return { 陈思: '您好，您说的这件商品，我' };
    },
    'Shenzhen, left in the box': async () => {
      await meet('周子轩', '香蜜湖');
      await says('已放入输入框');
      return { 周子轩: 'news', 陈思: '您好，您说的这件商品，我' };
    },
    'Shanghai, half a sentence typed': async () => {
      await meet('陈思', '人民广场');
      await says('已放入输入框');
      return { 周子轩: 'news', 陈思: 'news + 您好，您说的这件商品，我' };
    },
    'Hong Kong': async () => {
      await send();
      await meet('黃嘉欣', '尖沙咀');
      await says('已放入输入框');
      return { 周子轩: 'news', 黃嘉欣: 'news' };
    },
    Seoul: async () => {
      await meet('김민수', '서울특별시청');
      await says('已放入输入框');
      await send();
      return { 周子轩: 'news', 黃嘉欣: 'news' };
    },
    'a border checkpoint': async () => {
      await meet('吴敏', '罗湖口岸');
      await says('已放入输入框');
      return { 周子轩: 'news', 黃嘉欣: 'news', 吴敏: 'news' };
    },
    'far from everything': async () => {
      await meet('扎西', '可可西里');
      await says(/最近的门店在 .*外，没有自动放入/);
      return { 周子轩: 'news', 黃嘉欣: 'news', 吴敏: 'news' };
    },
    'no position but words': async () => {
      await meet('赵磊', '五道口地铁站');
      await says('是哪一个');
      await panel.locator('place-choice li button').first().click();
      await client.stores.first().waitFor();
      await press('放入图文');
      await says('已放入输入框');
      return { 周子轩: 'news', 黃嘉欣: 'news', 吴敏: 'news', 赵磊: 'news' };
    },
    'the same place once more': async () => {
      await meet('林晓', '学院路30号');
      await says(/已放入 .*，没有再放/);
      return { 周子轩: 'news', 黃嘉欣: 'news', 吴敏: 'news', 赵磊: 'news' };
    },
    'put once more by hand': async () => {
      await press('再放一次');
      await says('已放入输入框');
      await send();
      return { 周子轩: 'news', 黃嘉欣: 'news', 吴敏: 'news', 赵磊: 'news' };
    },
    'a damaged event': async () => {
      await client.openConversation('周子轩');
      await client.behave({ 发送异常事件: '只有前半截' });
      await says('读不懂');
      await press('知道了');
      return { 周子轩: 'news', 黃嘉欣: 'news', 吴敏: 'news', 赵磊: 'news' };
    },
    'switched while the answer was on its way': async () => {
      await send();
      const asked = Promise.withResolvers<Route>();
      await page.route(SEARCHES, (route) => asked.resolve(route), { times: 1 });
      await fire({ latitude: 22.533, longitude: 113.93, location: '深圳大学' });
      const search = await asked.promise;
      await client.openConversation('黃嘉欣');
      await search.continue();
      await says('客户 …St02 的结果没有放入');
      return { 黃嘉欣: 'news', 吴敏: 'news', 赵磊: 'news' };
    },
    'back to whom the answer was for': async () => {
      await press('知道了');
      await client.openConversation('周子轩');
      await says('中途切换过对话，没有自动放入');
      return { 黃嘉欣: 'news', 吴敏: 'news', 赵磊: 'news' };
    },
    Macau: async () => {
      await client.openConversation('黃嘉欣');
      await send();
      await fire({ latitude: 22.197, longitude: 113.54, location: '澳門大三巴' });
      await says('澳門大三巴');
      await says('最近的门店需过境，没有自动放入');
      return { 吴敏: 'news', 赵磊: 'news' };
    },
    'the service does not answer': async () => {
      await client.openConversation('吴敏');
      await send();
      await page.route(SEARCHES, (route) => route.abort(), { times: 1 });
      await fire({ latitude: 31.2397, longitude: 121.4998, location: '陆家嘴' });
      await says('连不上门店服务');
      return { 赵磊: 'news' };
    },
    'and answers the retry': async () => {
      await press('重试');
      await client.stores.first().waitFor();
      return { 赵磊: 'news' };
    },
    'a client that takes type 1 only': async () => {
      await client.openConversation('赵磊');
      await send();
      await client.behave({ 图文消息的类型: '1（接口文档）' });
      await client.openConversation('林晓');
      await fire({ latitude: 39.9087, longitude: 116.3975, location: '天安门' });
      await says('已放入输入框');
      return { 林晓: 'news' };
    },
    'a client that throws': async () => {
      await send();
      await client.behave({ 图文消息的类型: '7 和 1 都接受', 返回值写法: '抛出异常' });
      await client.openConversation('周子轩');
      await fire({ latitude: 22.5431, longitude: 114.0579, location: '市民中心' });
      await says('客户端没有答复');
      return { 周子轩: 'news' };
    },
    'text by hand, one of the agent’s choice': async () => {
      await send();
      await client.behave({ 返回值写法: 'JSON 文本' });
      await client.openConversation('陈思');
      await press('我来选');
      await fire({ latitude: 31.2304, longitude: 121.4737, location: '南京西路' });
      await says('选一家，或直接放入最近的');
      await client.stores.nth(1).click();
      await press('文字');
      return { 陈思: expect.stringContaining('直线') };
    },
    'three articles, which Send refuses, from a page that was loaded again': async () => {
      await send();
      await press('自动放入');
      await page.route('**/api/v1/settings/plugin', async (route) => {
        const settings = await (await route.fetch()).json();
        await route.fulfill({ json: { ...settings, articlesPerPut: 'each' } });
      });
      const frame = page.frames().find((each) => each.url().includes('/client/plugin/'))!;
      await frame.goto(frame.url());
      await client.openConversation('林晓');
      await says('天安门');
      await fire({ latitude: 39.9417, longitude: 116.3525, location: '西直门' });
      await says('西直门');
      await client.cards.first().waitFor();
      await send();
      await page.getByText('发送失败：45008，图文消息只能有 1 篇').waitFor();
      return { 林晓: 'news' };
    },
  };

  expect(Object.keys(shift)).toHaveLength(20);
  for (const [round, work] of Object.entries(shift)) {
    const expected = await work();
    await expect.poll(() => inShort(client), { message: round }).toEqual(expected);
    for (const [name, { cards }] of Object.entries(await boxes(client))) {
      for (const store of cards.flatMap(storesOf)) {
        const found = await fetch(`${service.origin}/api/v1/stores/${store}`);
        const { longitude, latitude } = (await found.json()).position;
        expect(distanceMeters([longitude, latitude], places[name]!), `${round}: ${name}`).toBeLessThan(5_000);
      }
    }
  }
}, 300_000);
