import { describe, expect, it } from 'vitest';
import { aCafe, openApp } from '../support/app.ts';
import { tester } from '../support/stores.ts';

type App = Awaited<ReturnType<typeof openApp>>;

const page = async (app: App, url: string, headers: Record<string, string> = {}) => {
  const response = await app.inject({ url, headers });
  expect(response.headers['content-type']).toBe('text/html; charset=utf-8');
  return { status: response.statusCode, html: response.body, headers: response.headers };
};
/** What a reader sees: text without tags, white space as one blank. */
const textOf = (html: string) =>
  html
    .replace(/<(style|script|svg)\b.*?<\/\1>/gs, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();

describe("a store's page", () => {
  it('tells what a customer needs, and offers the call and the way there', async () => {
    const app = await openApp({ PUBLIC_URL: 'https://stores.example.com' });
    const fields = aCafe({ openingHours: 'Mo-Su 08:00-02:00', phones: ['010-82600000转8001'] });
    await app.storage.stores.put([{ id: 'wudaokou', fields }], tester);
    const { status, html } = await page(app, '/s/wudaokou');
    expect(status).toBe(200);
    const text = textOf(html);
    expect(text).toMatch(/示例咖啡 五道口店 (营业中|即将打烊|未营业|已打烊)/);
    expect(text).toContain(
      '北京市海淀区成府路28号 拨打电话 010-82600000转8001 去这里 © OpenStreetMap contributors 腾讯地图 高德地图 百度地图 Apple 地图',
    );
    expect(text.match(/08:00–次日 02:00/g)).toHaveLength(7);
    expect(html).toContain('href="tel:01082600000,8001"');
    expect(html).toContain(
      '<img class="cover" src="https://stores.example.com/covers/store/wudaokou-900x383.png" alt="" width="900" height="383" fetchpriority="high">',
    );
    expect(html).toContain('<meta property="og:title" content="示例咖啡（五道口店）">');
  });

  it('says that hours are not known instead of closed', async () => {
    const app = await openApp();
    await app.storage.stores.put(
      [{ id: 'a', fields: aCafe({ openingHoursNote: '以门店公告为准' }) }],
      tester,
    );
    const text = textOf((await page(app, '/s/a')).html);
    expect(text).toContain('营业时间未知 · 请致电');
    expect(text).toContain('营业时间未知，请致电确认 以门店公告为准');
    expect(text).not.toContain('休息');
  });

  it('speaks the language of the browser, or the one chosen', async () => {
    const app = await openApp();
    await app.storage.stores.put([{ id: 'a', fields: aCafe() }], tester);
    const english = await page(app, '/s/a', { 'accept-language': 'fr, en-GB;q=0.8, zh;q=0.5' });
    expect(english.html).toContain('<html lang="en">');
    expect(english.headers).toMatchObject({ 'content-language': 'en', vary: 'accept-language' });
    expect(textOf(english.html)).toContain('Hours unknown · please call');
    const chosen = await page(app, '/s/a?lang=zh-CN', { 'accept-language': 'en' });
    expect(chosen.html).toContain('<html lang="zh-CN">');
    expect((await page(app, '/s/a', { 'accept-language': 'ja' })).html).toContain('<html lang="zh-CN">');
  });

  it('opens with whatever a chat adds to its address', async () => {
    const app = await openApp();
    await app.storage.stores.put([{ id: 'a', fields: aCafe() }], tester);
    const { status } = await page(app, '/s/a?from=singlemessage&isappinstalled=0&lang=fr&lang=%3Cb%3E');
    expect(status).toBe(200);
  });

  it('shows text as text', async () => {
    const app = await openApp();
    const hostile = `<script>alert(1)</script>"'&amp;`;
    await app.storage.stores.put(
      [
        {
          id: 'a',
          fields: aCafe({
            name: hostile,
            branch: '"><img src=x onerror=alert(1)>',
            services: ['</ul><svg onload=alert(1)>'],
            openingHoursNote: '" onclick="alert(1)',
          }),
        },
      ],
      tester,
    );
    const { html } = await page(app, '/s/a');
    expect(html).toContain('<h1>&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&amp;amp;</h1>');
    expect(html).not.toMatch(
      /<body.*<img src=x|<svg(?! viewBox)| onclick="|<script(?! type="application\/ld\+json">)/is,
    );
    // Inside the data it is data, and cannot end the element.
    const [, data] = /<script type="application\/ld\+json">(.*?)<\/script>/s.exec(html)!;
    expect(JSON.parse(data!).name).toBe(`${hostile}（"><img src=x onerror=alert(1)>）`);
  });

  it('asks for pictures by https only, and else shows the one that is drawn for the store', async () => {
    const app = await openApp({ PUBLIC_URL: 'https://stores.example.com' });
    await app.storage.stores.put(
      [
        { id: 'plain', fields: aCafe({ cover: 'http://img.example.com/a.jpg' }) },
        { id: 'safe', fields: aCafe({ cover: 'https://img.example.com/a.jpg' }) },
      ],
      tester,
    );
    expect((await page(app, '/s/plain')).html).toContain(
      'src="https://stores.example.com/covers/store/plain-900x383.png"',
    );
    expect((await page(app, '/s/safe')).html).toContain('src="https://img.example.com/a.jpg"');
  });

  it('says why and until when a store is closed', async () => {
    const app = await openApp();
    const closure = { from: '2026-01-01T00:00:00Z', until: '2099-12-03T00:00:00+08:00', reason: '装修升级' };
    await app.storage.stores.put([{ id: 'a', fields: aCafe({ closure }) }], tester);
    expect(textOf((await page(app, '/s/a')).html)).toContain('暂停营业 · 预计 2099年12月3日 恢复 装修升级');
  });
});

describe('a page of several stores', () => {
  it('keeps the order of the address, names each once, and leaves out what customers may not see', async () => {
    const app = await openApp();
    await app.storage.stores.put(
      [
        { id: 'a', fields: aCafe({ branch: '甲店' }) },
        { id: 'b', fields: aCafe({ branch: '乙店' }) },
        { id: 'draft', fields: aCafe({ branch: '草稿店', status: 'draft' }) },
      ],
      tester,
    );
    const { status, html } = await page(app, '/s/b,draft,a,b,nowhere');
    expect(status).toBe(200);
    expect(
      [...html.matchAll(/<h2>.*?<a href="([^"]+)">([^<]+)</g)].map(([, href, name]) => [href, name]),
    ).toEqual([
      ['/s/b?lang=zh-CN', '示例咖啡（乙店）'],
      ['/s/a?lang=zh-CN', '示例咖啡（甲店）'],
    ]);
    expect(html).not.toContain('草稿店');
  });

  it('shows ten at most', async () => {
    const app = await openApp();
    const ids = Array.from({ length: 12 }, (_, i) => `store-${i}`);
    await app.storage.stores.put(
      ids.map((id) => ({ id, fields: aCafe() })),
      tester,
    );
    const { html } = await page(app, `/s/${ids.join(',')}`);
    expect(textOf(html)).toContain('10 家门店');
    expect(html.match(/class="card"/g)).toHaveLength(10);
  });
});

describe('a store that is not there', () => {
  it('closed for good: says so and shows the nearest three', async () => {
    const app = await openApp();
    const at = (longitude: number) => ({ longitude, latitude: 39.99272, datum: 'gcj02' as const });
    await app.storage.stores.put(
      [
        { id: 'gone', fields: aCafe({ branch: '旧店', position: at(116.33) }) },
        { id: 'd', fields: aCafe({ branch: '丁店', position: at(116.37) }) },
        { id: 'a', fields: aCafe({ branch: '甲店', position: at(116.34) }) },
        { id: 'c', fields: aCafe({ branch: '丙店', position: at(116.36) }) },
        { id: 'b', fields: aCafe({ branch: '乙店', position: at(116.35) }) },
      ],
      tester,
    );
    const closed = aCafe({ branch: '旧店', status: 'closed', position: at(116.33) });
    await app.storage.stores.put([{ id: 'gone', fields: closed }], tester);
    const { status, html } = await page(app, '/s/gone');
    expect(status).toBe(410);
    const text = textOf(html);
    expect(text).toContain('本店已停业 示例咖啡（旧店） 离它最近的门店');
    expect(text.match(/示例咖啡（[甲乙丙丁]店）/g)).toEqual([
      '示例咖啡（甲店）',
      '示例咖啡（乙店）',
      '示例咖啡（丙店）',
    ]);
    // A hundredth of a degree of longitude is 854 m at 40° north.
    expect(text.match(/直线 \S+/g)).toEqual(['直线 850米', '直线 1.7公里', '直线 2.6公里']);
  });

  it('deleted: the same, from where and as customers last saw it', async () => {
    const app = await openApp();
    const { stores } = app.storage;
    await stores.put([{ id: 'gone', fields: aCafe({ branch: '旧店' }) }, { fields: aCafe() }], tester);
    const edited = aCafe({ branch: '没人见过的名字', status: 'draft', phones: ['010-99999999'] });
    await stores.put([{ id: 'gone', fields: edited }], tester);
    expect((await page(app, '/s/gone')).status).toBe(404);
    await stores.remove(['gone'], tester);
    const { status, html } = await page(app, '/s/gone');
    expect(status).toBe(410);
    expect(textOf(html)).toContain('本店已停业 示例咖啡（旧店） 离它最近的门店');
    expect(html).not.toMatch(/没人见过|99999999/);
  });

  it.each(['closed', 'deleted'])('%s without ever having been published: nobody knows of it', async (end) => {
    const app = await openApp();
    const { stores } = app.storage;
    await stores.put([{ id: 'secret', fields: aCafe({ branch: '秘密店', status: 'draft' }) }], tester);
    if (end === 'deleted') await stores.remove(['secret'], tester);
    else await stores.put([{ id: 'secret', fields: aCafe({ branch: '秘密店', status: 'closed' }) }], tester);
    const { status, html } = await page(app, '/s/secret');
    expect(status).toBe(404);
    expect(html).not.toContain('秘密店');
  });

  it('closed, among others that are not: the others, and a word about it', async () => {
    const app = await openApp();
    const puts = ['a', 'b', 'c'].map((id) => ({ id, fields: aCafe({ branch: `${id}店` }) }));
    await app.storage.stores.put(puts, tester);
    await app.storage.stores.remove(['b'], tester);
    const { status, html } = await page(app, '/s/a,b,c');
    expect(status).toBe(200);
    expect(textOf(html)).toContain('2 家门店 示例咖啡（b店）已停业');
    expect(html.match(/class="card"/g)).toHaveLength(2);
  });

  it('closed, where there is no other store: only the word', async () => {
    const app = await openApp();
    await app.storage.stores.put([{ id: 'gone', fields: aCafe() }], tester);
    await app.storage.stores.remove(['gone'], tester);
    const { status, html } = await page(app, '/s/gone?lang=en');
    expect(status).toBe(410);
    expect(textOf(html)).toContain('This store has closed for good 示例咖啡 (五道口店) 中文');
  });

  it.each(['nowhere', 'draft', '%3Cscript%3E', 'a%00b', '..%2f..%2fetc', ','])(
    '%s: a kind word',
    async (id) => {
      const app = await openApp();
      await app.storage.stores.put([{ id: 'draft', fields: aCafe({ status: 'draft' }) }], tester);
      const { status, html } = await page(app, `/s/${id}`);
      expect(status).toBe(404);
      expect(textOf(html)).toContain('没有找到这家门店 链接可能不完整');
    },
  );
});

describe('the start page', () => {
  it('tells where things are, how many stores there are, and that customers cannot come', async () => {
    const app = await openApp();
    await app.storage.stores.put([{ fields: aCafe() }, { fields: aCafe({ status: 'draft' }) }], tester);
    await expect.poll(() => app.nearby.ready && app.nearby.size).toBe(1);
    const { html } = await page(app, '/', { host: 'localhost:8080' });
    const text = textOf(html);
    expect(text).toContain(
      '模拟客户端 不用微信也能试：点一下客户的位置，看结果 http://localhost:8080/client/',
    );
    expect(text).toContain('已发布门店 1 家');
    expect(text).toContain('未设置 PUBLIC_URL，或它不是公网地址：客户打不开门店链接。');
  });

  it('names the public address where there is one', async () => {
    const app = await openApp({ PUBLIC_URL: 'https://stores.example.com' });
    const text = textOf((await page(app, '/?lang=en')).html);
    expect(text).toContain('https://stores.example.com/plugin/');
    expect(text).not.toContain('PUBLIC_URL');
  });

  it('names the sources of demo stores and their terms, as long as one of theirs is shown', async () => {
    const app = await openApp();
    const { stores } = app.storage;
    const none = (await page(app, '/?lang=en')).html;
    expect(none).not.toContain('OpenStreetMap');
    await stores.put(
      [
        { id: 'osm-node-1', fields: aCafe() },
        { id: 'cafe-beijing-001', fields: aCafe({ status: 'draft' }) },
        { id: 'oslo', fields: aCafe() },
      ],
      tester,
    );
    const { html } = await page(app, '/?lang=en');
    expect(html).toContain(
      '<a href="https://www.openstreetmap.org/copyright" rel="noreferrer">© OpenStreetMap contributors</a>',
    );
    expect(html).toContain(
      '<a href="https://opendatacommons.org/licenses/odbl/1-0/" rel="noreferrer">ODbL 1.0</a>',
    );
    expect(html).not.toContain('CC BY 4.0');
    await stores.remove(['osm-node-1'], tester);
    expect((await page(app, '/')).html).not.toContain('OpenStreetMap');
  });

  it('escapes the host it was called by', async () => {
    const { html } = await page(await openApp(), '/', { host: '"><script>alert(1)</script>' });
    expect(html).not.toContain('<script>');
  });
});

describe('an address where nothing is', () => {
  it('is a page for a browser, and a problem for a program', async () => {
    const app = await openApp();
    const seen = await page(app, '/nowhere', { accept: 'text/html,*/*;q=0.8' });
    expect(seen.status).toBe(404);
    expect(textOf(seen.html)).toContain('这里没有内容');
    expect(seen.headers['content-security-policy']).toContain("default-src 'none'");
    const told = await app.inject({ url: '/nowhere', headers: { accept: 'application/json' } });
    expect(told.json()).toMatchObject({ code: 'NOT_FOUND' });
    const api = await app.inject({ url: '/api/nowhere', headers: { accept: 'text/html' } });
    expect(api.json()).toMatchObject({ code: 'NOT_FOUND' });
  });
});
