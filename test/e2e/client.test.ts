import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { axeFaults } from '../support/axe.ts';
import { launchChromium } from '../support/chromium.ts';
import { ClientDriver } from '../support/client-driver.ts';
import { type Service, startService } from '../support/service.ts';

let service: Service;
let browser: Browser;

beforeAll(async () => {
  [service, browser] = await Promise.all([startService(), launchChromium()]);
});
afterAll(async () => {
  await browser.close();
  await service.close();
});

async function openClient(): Promise<ClientDriver> {
  const client = await ClientDriver.open(browser, service.origin);
  onTestFinished(() => client.page.context().close());
  return client;
}

describe('a click on a customer’s location', () => {
  it('lists the nearest stores and leaves one news article in the input box, to be sent by hand', async () => {
    const client = await openClient();
    await client.clickLocation('学院路30号');
    await client.panel.getByText('已放入输入框').waitFor();
    expect(await client.stores.count()).toBe(10);
    expect(await client.cards.count()).toBe(1);
    expect(await client.page.locator('chat-thread li.agent').count()).toBe(0);

    await client.page.getByRole('button', { name: '发送' }).click();
    await client.page.locator('chat-thread li.agent .article').waitFor();
    expect(await client.cards.count()).toBe(0);
  });

  it('lights the plugin’s tab while another plugin is in front', async () => {
    const client = await openClient();
    await client.tab('快捷回复').click();
    await client.clickLocation('学院路30号');
    await client.page.getByRole('tab', { name: '附近门店, 有新提醒' }).waitFor();
    await client.tab('附近门店').click();
    expect(await client.page.getByRole('tab', { name: '有新提醒' }).count()).toBe(0);
  });

  it('leaves the half sentence that the agent has typed', async () => {
    const client = await openClient();
    await client.openConversation('陈思');
    await client.clickLocation('人民广场');
    await client.cards.first().waitFor();
    expect(await client.typed.inputValue()).toBe('您好，您说的这件商品，我');
  });

  it('puts nothing for the next customer when the answer comes after a switch', async () => {
    const client = await openClient();
    const asked = Promise.withResolvers<void>();
    const release = Promise.withResolvers<void>();
    await client.page.route('**/api/v1/stores/nearby?*', async (route) => {
      asked.resolve();
      await release.promise;
      await route.continue().catch(() => undefined);
    });
    await client.clickLocation('学院路30号');
    await asked.promise;
    await client.openConversation('周子轩');
    release.resolve();
    await client.panel.getByText('的结果没有放入').waitFor();
    expect(await client.cards.count()).toBe(0);
    await client.openConversation('林晓');
    expect(await client.cards.count()).toBe(0);
  });
});

describe('under every profile and spelling of replies', () => {
  const clear = ['JSON 文本', '无引号键的文本', '对象', 'Promise'];
  const unclear = ['无返回', '抛出异常'];
  const cases = ['7（实际客户端）', '1（接口文档）', '7 和 1 都接受'].flatMap((profile) =>
    [...clear, ...unclear].map((reply) => ({
      profile,
      reply,
      // Where only type 1 is news, the second form follows a clear refusal of the first, and never an unclear one.
      cards: profile === '1（接口文档）' && unclear.includes(reply) ? 0 : 1,
      said: unclear.includes(reply) ? '客户端没有答复' : '已放入输入框',
    })),
  );

  it.each(cases)(
    'news as $profile, replies as $reply: $cards in the input box',
    async ({ profile, reply, cards, said }) => {
      const client = await openClient();
      await client.behave({ 图文消息的类型: profile, 返回值写法: reply });
      await client.clickLocation('学院路30号');
      await client.panel.getByText(said).first().waitFor();
      expect(await client.cards.count()).toBe(cards);
    },
  );
});

describe('a plugin page of others', () => {
  // Written as pages for the real client were: evaluated events, string timers, script tags for JSONP, Baidu-era style.
  const oldPage = `<html><head><title>old</title><script src="/lib/notify.js"></script></head><body>
    <div id="user">nobody</div><div id="account">none</div><button id="put">put</button>
    <script>
      function MCS_ClientNotify(text) { var e = eval('(' + text + ')'); onNotify(e); }
      function gotAccount(answer) { document.getElementById('account').innerHTML = answer.workeraccount; }
      var ticket = /ticket=([^&]+)/.exec(location.search)[1];
      document.write('<scr' + 'ipt src="http://crm1.dkf.qq.com/php/index.php/thirdapp/appdemo/get_workeraccount_by_sessionkey?callback=gotAccount&ticket=' + ticket + '"></scr' + 'ipt>');
      document.getElementById('put').onclick = function () {
        setTimeout("window.external.PutMsg('{\\"msg\\":{\\"head\\":{\\"random\\":\\"77\\"},\\"body\\":[{\\"type\\":0,\\"content\\":{\\"text\\":\\"old page\\"}}]}}')", 0);
      };
    </script></body></html>`;
  const library =
    'function onNotify(e) { document.getElementById("user").innerHTML = e.useraccount || e.location; }';

  it('runs unchanged: evaluated scripts, root-relative files, the service account, puts and events', async () => {
    const server = createServer((request, response) => {
      const isLibrary = request.url === '/lib/notify.js';
      response.setHeader('content-type', isLibrary ? 'application/javascript' : 'text/html; charset=utf-8');
      response.end(isLibrary ? library : oldPage);
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    onTestFinished(() => void server.close());
    const { port } = server.address() as AddressInfo;

    const client = await openClient();
    await client.page.getByRole('button', { name: '添加插件' }).click();
    await client.page.getByLabel('插件地址').fill(`http://127.0.0.1:${port}/plugins/old.html?shop=1`);
    await client.page.getByLabel('名称').fill('旧插件');
    await client.page.getByRole('button', { name: '添加', exact: true }).click();
    const old = client.page.frameLocator('iframe[title="旧插件"]');
    await old.getByText('demo@nearby-stores').waitFor();
    await old.getByText('oKf7Xw0aBcDeFgHiJkLmNoPqRs01').waitFor();

    await old.getByRole('button', { name: 'put' }).click();
    await expect.poll(() => client.typed.inputValue()).toBe('old page');
    await client.openConversation('周子轩');
    await old.getByText('oKf7Xw0bCdEfGhIjKlMnOpQrSt02').waitFor();
    await client.clickLocation('香蜜湖');
    await old.getByText('香蜜湖').waitFor();
  });

  it('with an incomplete address is refused in words', async () => {
    const client = await openClient();
    await client.page.getByRole('button', { name: '添加插件' }).click();
    await client.page.getByLabel('插件地址').fill('plugin.example.com/p');
    await client.page.getByRole('button', { name: '添加', exact: true }).click();
    await client.page.getByRole('alert').getByText('请填写完整的 http 或 https 地址').waitFor();
  });
});

describe('the interaction log', () => {
  it('opens on Ctrl+Alt+0, in the client and inside a plugin’s page, and hides the ticket', async () => {
    const client = await openClient();
    const ticket = await client.page
      .locator('iframe[title="附近门店"]')
      .evaluate((frame) => new URL((frame as HTMLIFrameElement).src).searchParams.get('ticket')!);
    await client.page.keyboard.press('Control+Alt+Digit0');
    const log = client.page.locator('interaction-table');
    await log.getByText('OnUserChange').first().waitFor();
    await client.clickLocation('学院路30号');
    await log.getByText('PutMsg').first().waitFor();
    await log.getByText('Notice').first().waitFor();
    expect(await log.textContent()).not.toContain(ticket);

    await client.panel.getByRole('button', { name: '收起地图' }).press('Control+Alt+Digit0');
    await log.waitFor({ state: 'detached' });
  });
});

it('the guided run goes on with what is done, and stays closed once closed', async () => {
  const client = await openClient();
  const guide = client.page.locator('guide-card');
  await guide.getByText('第 1 步，共 4 步').waitFor();
  await client.clickLocation('学院路30号');
  await guide.getByText('第 3 步，共 4 步').waitFor();
  await client.page.getByRole('button', { name: '发送' }).click();
  await guide.getByText('换一个会话').waitFor();
  await client.openConversation('周子轩');
  await guide.getByRole('button', { name: '知道了' }).click();
  await guide.waitFor({ state: 'detached' });
  await client.page.reload();
  await client.page.getByRole('button', { name: '引导' }).waitFor();
  expect(await guide.count()).toBe(0);
});

it('a damaged event does not disturb the answer that is shown', async () => {
  const client = await openClient();
  await client.clickLocation('学院路30号');
  await client.panel.getByText('已放入输入框').waitFor();
  await client.behave({ 发送异常事件: '代码代替 JSON' });
  await client.panel.getByText('客户端发来的消息读不懂').waitFor();
  expect(await client.stores.count()).toBe(10);
  expect(await client.page.title()).toBe('模拟客户端');
});

it.each([
  'OnMapMsgClick，照接口文档的印法',
  '没有客户的 OnUserChange',
  '只有前半截',
  '超长',
  '嵌套',
  '不是数字的坐标',
  '纬度超过 90°',
  '改写原型的键',
  '没见过的事件',
])('an event that is damaged (%s) changes nobody’s input box and nothing of the page', async (name) => {
  const client = await openClient();
  await client.clickLocation('学院路30号');
  await client.panel.getByText('已放入输入框').waitFor();
  const menu = client.page.getByLabel('发送异常事件');
  await client.page.getByRole('button', { name: '客户端行为' }).click();
  const id = await menu.locator('option', { hasText: name }).first().getAttribute('value');
  await menu.selectOption(id!);
  await client.panel.getByText('读不懂').or(client.panel.getByText('客户未知')).first().waitFor();
  expect(await client.cards.count()).toBe(1);
  const frame = client.page.frames().find((each) => each.url().includes('/client/plugin/'))!;
  expect(await frame.evaluate(() => 'polluted' in {} || document.title)).toBe('附近门店');
});

it('an event can be written by hand', async () => {
  const client = await openClient();
  await client.page.getByRole('button', { name: '客户端行为' }).click();
  await client.page
    .getByLabel('自己写一个事件')
    .fill("{event:'OnMapMsgClick',latitude:'４０.００４６５９',longitude:116.358099,location:'手写的位置',}");
  await client.page.getByRole('button', { name: '发出' }).click();
  await client.panel.getByText('手写的位置').waitFor();
  await client.cards.first().waitFor();
});

it('speaks English throughout, its plugins too', async () => {
  const client = await openClient();
  await client.page.getByRole('button', { name: 'English' }).click();
  const panel = client.page.frameLocator('iframe[title="Nearby stores"]');
  await panel.getByText('Click a location that a customer sent').waitFor();
  await client.clickLocation('学院路30号');
  await panel.getByText('In the input box since').waitFor();
  const chrome = await client.page.evaluate(() => {
    const client = document.querySelector('simulated-client')!.shadowRoot!;
    const parts = ['client-bar', 'guide-card', 'plugin-strip'].map((one) => client.querySelector(one)!);
    return parts.map((one) => (one.shadowRoot ?? one).textContent).join(' ');
  });
  expect(chrome.replace('中文', '')).not.toMatch(/[\u4e00-\u9fff]/);
});

it('is light or dark as chosen, with the plugins in it, and remembers the choice', async () => {
  const client = await openClient();
  const ground = (inside: 'page' | 'panel') =>
    (inside === 'page' ? client.page.locator('body') : client.panel.locator('body')).evaluate((body) => [
      getComputedStyle(body).getPropertyValue('--surface'),
      matchMedia('(prefers-color-scheme: dark)').matches,
    ]);
  const both = async () => [await ground('page'), await ground('panel')];
  await client.page.getByLabel('外观').selectOption({ label: '深色' });
  await expect.poll(both).toEqual([
    ['#1e1e1e', true],
    ['#1e1e1e', true],
  ]);
  await client.page.reload();
  await client.panel.getByText('点开客户发来的位置').waitFor();
  await expect.poll(both).toEqual([
    ['#1e1e1e', true],
    ['#1e1e1e', true],
  ]);
  await client.page.getByLabel('外观').selectOption({ label: '跟随系统' });
  await expect.poll(both).toEqual([
    ['#ffffff', false],
    ['#ffffff', false],
  ]);
});

it('the simulated client is accessible', async () => {
  const client = await openClient();
  await client.page.getByRole('button', { name: '客户端行为' }).click();
  await client.page.getByRole('button', { name: '交互日志' }).click();
  expect(await axeFaults(client.page)).toEqual([]);
});
