import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Composition, composeNews, composePicture, composeText } from '../../shared/chat-message.ts';
import { DEFAULT_PLUGIN_SETTINGS } from '../../shared/default-settings.ts';
import { distanceInWords } from '../../shared/distance-words.ts';
import type { StoreRecord } from '../../shared/nearby.ts';
import { strict } from '../../web/host/put-text.ts';
import { aStoreRecord } from '../support/store-records.ts';

const SUNDAY_NOON = Date.parse('2026-11-22T12:00:00+08:00');
const inChinese: Composition = {
  ...DEFAULT_PLUGIN_SETTINGS,
  language: 'zh-CN',
  now: SUNDAY_NOON,
  publicBase: 'https://stores.example.com',
};
const inEnglish: Composition = { ...inChinese, language: 'en' };
const each: Composition = { ...inChinese, articlesPerPut: 'each' };

const starbucks = (differences: Partial<StoreRecord> = {}) =>
  aStoreRecord({ name: '星巴克', distanceMeters: 1234, ...differences });
const wudaokou = starbucks();
const zhongguancun = starbucks({
  id: 'zhongguancun',
  branch: '中关村店',
  distanceMeters: 2345,
  open: { state: 'closed', changesAt: '2026-11-23T10:00:00+08:00', until: null },
});
const luckin = starbucks({ id: 'luckin', name: '瑞幸咖啡', branch: '清华东门店', distanceMeters: 12_345 });

const length = (text: string) => [...new Intl.Segmenter('zh').segment(text)].length;
const titleOf = (differences: Partial<StoreRecord>, composition = inChinese) =>
  composeNews([starbucks(differences)], composition).articles[0]!.title;
const digestOf = (differences: Partial<StoreRecord>, composition = inChinese) =>
  composeNews([starbucks(differences)], composition).articles[0]!.digest;

describe('news', () => {
  it('is one article that carries all the stores', () => {
    expect(composeNews([wudaokou, zhongguancun, luckin], inChinese)).toEqual({
      type: 'news',
      articles: [
        {
          title: '星巴克（五道口店）· 1.2公里',
          digest:
            '营业 08:00–22:00 北京市海淀区成府路28号 010-82600000 另有2家：中关村店 2.3公里（周一 10:00 开门）、瑞幸咖啡清华东门店 12公里',
          cover: 'https://stores.example.com/covers/store/wudaokou-900x383.png',
          url: 'https://stores.example.com/s/wudaokou,zhongguancun,luckin',
        },
      ],
    });
  });

  it('speaks English', () => {
    expect(composeNews([wudaokou, zhongguancun], inEnglish).articles[0]).toMatchObject({
      title: '星巴克 (五道口店) · 1.2 km',
      digest:
        'Hours 08:00–22:00 · 北京市海淀区成府路28号 · 010-82600000 · 1 more: 中关村店 2.3 km (opens Mon 10:00)',
    });
  });

  it('can be one article a store, ten at most', () => {
    const stores = Array.from({ length: 12 }, (_, i) =>
      starbucks({ id: `s${i}`, url: `https://example.com/${i}` }),
    );
    const { articles } = composeNews(stores, each);
    expect(articles).toHaveLength(10);
    expect(articles[9]).toMatchObject({ title: '星巴克（五道口店）· 1.2公里', url: 'https://example.com/9' });
    expect(articles[0]!.digest).toBe('营业 08:00–22:00 北京市海淀区成府路28号 010-82600000');
  });

  it('leads where a single store says, be it its own website', () => {
    const url = 'https://www.starbucks.com.cn/wudaokou';
    expect(composeNews([starbucks({ url })], inChinese).articles[0]!.url).toBe(url);
    expect(composeNews([starbucks({ url: '/s/wudaokou' })], inChinese).articles[0]!.url).toBe(
      'https://stores.example.com/s/wudaokou',
    );
  });

  it('shows the store’s own picture where it has one', () => {
    const cover = 'https://img.example.com/1.jpg';
    expect(composeNews([starbucks({ cover })], inChinese).articles[0]!.cover).toBe(cover);
    expect(composePicture(starbucks({ cover }), inChinese)).toEqual({ type: 'picture', url: cover });
  });

  it('needs a store', () => {
    expect(() => composeNews([], inChinese)).toThrow('A news article needs at least one store');
  });
});

describe('a title', () => {
  it('has no brackets without a branch', () => {
    expect(titleOf({ branch: null })).toBe('星巴克 · 1.2公里');
    expect(titleOf({ branch: ' ' }, inEnglish)).toBe('星巴克 · 1.2 km');
  });

  it('is shortened in the name, never in the distance', () => {
    const title = titleOf({
      name: '北京海淀科技园区联合咖啡烘焙实验室与阅读空间',
      branch: '五道口购物中心店',
    });
    expect(title).toBe('北京海淀科技园区联合咖啡…（五道口购物中心店）· 1.2公里');
    expect(length(title)).toBe(30);
  });

  it('is shortened in the branch where that alone is too long', () => {
    const title = titleOf({ branch: '海淀区成府路华清嘉园东区购物中心一层靠近地铁站东北口店' });
    expect(title).toBe('星巴克（海淀区成府路华清嘉园东区购物中心一…）· 1.2公里');
    expect(length(title)).toBe(30);
  });

  it('counts what a reader calls characters', () => {
    const name = '👨‍👩‍👧‍👦'.repeat(40);
    expect(titleOf({ name, branch: null })).toMatch(/^(?:👨‍👩‍👧‍👦)+… · 1\.2公里$/u);
  });

  it('follows the template of its language, which never costs the distance', () => {
    const titled = (title: string) =>
      titleOf(
        {},
        { ...inChinese, template: { ...inChinese.template, 'zh-CN': { title, digest: '{hours}' } } },
      );
    expect(titled('【{distance}】{branch}')).toBe('【1.2公里】五道口店');
    expect(titled('欢迎光临我们遍布全国的每一家直营门店期待您的光临哦：{name} {distance}')).toBe(
      '星巴克 · 1.2公里',
    );
    expect(titled('')).toBe('星巴克 · 1.2公里');
  });
});

describe('a digest', () => {
  it('leaves no separators for what is not known', () => {
    expect(digestOf({ address: '', phones: [] })).toBe('营业 08:00–22:00');
    expect(digestOf({ address: '', hoursToday: null })).toBe('010-82600000');
    expect(digestOf({ address: '', phones: [], hoursToday: null })).toBe('');
    expect(digestOf({ address: '', hoursToday: null }, inEnglish)).toBe('010-82600000');
    expect(digestOf({ address: '' }, inEnglish)).toBe('Hours 08:00–22:00 · 010-82600000');
  });

  it('says when a closed store opens', () => {
    const open = { state: 'closed', changesAt: '2026-11-23T08:00:00+08:00', until: null } as const;
    expect(digestOf({ open }).slice(0, 11)).toBe('周一 08:00 开门');
  });

  it('says of a store closed for a while that it is', () => {
    const open = {
      state: 'temporarily-closed',
      changesAt: null,
      until: '2026-12-03T00:00:00+08:00',
    } as const;
    expect(digestOf({ open })).toMatch(/^暂停营业，预计 12月3日 恢复 北京/);
    expect(digestOf({ open: { ...open, until: null } }, inEnglish)).toMatch(/^Temporarily closed · /);
  });
});

describe('text', () => {
  it('is each store with a link', () => {
    expect(composeText([wudaokou, zhongguancun, luckin], inChinese).text).toBe(
      `星巴克（五道口店）
直线 1.2公里
北京市海淀区成府路28号
010-82600000
营业 08:00–22:00
https://stores.example.com/s/wudaokou

星巴克（中关村店）
直线 2.3公里
北京市海淀区成府路28号
010-82600000
周一 10:00 开门
https://stores.example.com/s/zhongguancun

瑞幸咖啡（清华东门店）
直线 12公里
北京市海淀区成府路28号
010-82600000
营业 08:00–22:00
https://stores.example.com/s/luckin`,
    );
  });

  it('speaks English, and says nothing of what is not known', () => {
    const bare = starbucks({ branch: null, address: '', phones: [], hoursToday: null });
    expect(composeText([bare], inEnglish).text).toBe(
      '星巴克\n1.2 km in a straight line\nhttps://stores.example.com/s/wudaokou',
    );
  });

  it('leaves out a whole store rather than a part of one', () => {
    const long = starbucks({
      address: '👨‍👩‍👧‍👦'.repeat(18),
      name: '馨'.repeat(30),
      branch: '馨'.repeat(30),
    });
    const { text } = composeText([long, long, long], inChinese);
    expect(new TextEncoder().encode(text).length).toBeLessThanOrEqual(2000);
    expect(text.match(/https:.*$/gm)).toHaveLength(2);
  });
});

describe('whatever a store is called', () => {
  const hostile = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.constantFrom('', ' ', '\u202e店\u2066', '\ud83d', '{distance}', '（', '\0'),
    fc
      .tuple(
        fc.constantFrom(
          '👨‍👩‍👧‍👦',
          '馨',
          'a\u0301',
          'e\u0301\u0301\u0301',
          '🇨🇳',
          '\u200d',
          '\ufeff',
          '\ud83d',
          '\u0600',
        ),
        fc.constantFrom(1, 5, 29, 30, 31, 300),
      )
      .map(([unit, times]) => unit.repeat(times)),
  );
  const store = fc
    .record({
      name: hostile,
      branch: fc.option(hostile),
      address: hostile,
      phones: fc.array(hostile, { maxLength: 3 }),
      distanceMeters: fc.double({ min: 0, max: 20_000_000, noNaN: true }),
    })
    .map((differences) => starbucks(differences));
  const composition = fc.constantFrom(inChinese, inEnglish, each);
  // What would break a line, reverse it, or not be text.
  const harmful = /[\u202a-\u202e\u2066-\u2069\ufeff\p{Surrogate}]|[^\P{Cc}\n]/u;

  it('its messages stay within their limits, harmless and fit to send', () => {
    fc.assert(
      fc.property(fc.array(store, { minLength: 1, maxLength: 4 }), composition, (stores, how) => {
        const news = composeNews(stores, how);
        news.articles.forEach((article, i) => {
          expect(length(article.title)).toBeLessThanOrEqual(30);
          expect(article.title.length).toBeLessThanOrEqual(30 * 8);
          expect(article.title.endsWith(distanceInWords(stores[i]!.distanceMeters, how.language))).toBe(true);
          expect(length(article.digest)).toBeLessThanOrEqual(120);
          expect(`${article.title}${article.digest}`).not.toMatch(harmful);
          expect(`${article.title}${article.digest}`).not.toContain('\n');
        });
        const message = composeText(stores, how);
        const bytes = new TextEncoder().encode(message.text).length;
        expect(bytes).toBeLessThanOrEqual(2000);
        expect(message.text).not.toMatch(harmful);
        const paragraphs = message.text.split('\n\n');
        for (const paragraph of paragraphs)
          expect(paragraph).toMatch(/\nhttps:\/\/stores\.example\.com\/s\/wudaokou$/);
        expect([news, message, composePicture(stores[0]!, how)].map((one) => strict(one).ok)).toEqual([
          true,
          true,
          true,
        ]);
      }),
      {
        numRuns: 200,
        examples: [
          [[starbucks({ name: '👨‍👩‍👧‍👦'.repeat(900), branch: `e${'\u0301'.repeat(10_000)}` })], inChinese],
        ],
      },
    );
  });
});
