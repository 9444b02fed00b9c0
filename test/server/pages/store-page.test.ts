// What a store's page says at a moment. Weekdays and holidays: the State Council's notice for 2026 has 1 to 7 October
// off, with 20 September and 10 October worked instead.
import gcoordModule from 'gcoord';
import { describe, expect, it } from 'vitest';
import { storePage } from '../../../server/pages/store-page.ts';
import { storesPage } from '../../../server/pages/stores-page.ts';
import type { Language } from '../../../shared/language.ts';
import type { StoreFields } from '../../../shared/store.ts';
import { aStore } from '../../support/stores.ts';

// Its types tell of an ES module; what Node loads is the CommonJS one.
const gcoord = gcoordModule as unknown as typeof gcoordModule.default;

const pageOf = (fields: Partial<StoreFields>, at: string, language: Language = 'zh-CN') =>
  storePage(
    { ...aStore(fields), id: 'a', version: 1, createdAt: at, updatedAt: at },
    { at: new Date(at), language, base: 'https://stores.example.com' },
  );

/** The rows of the tables of hours, `<` before the one of today. */
const hoursOf = (html: string) =>
  [
    ...html.matchAll(/<tr( class="today" aria-current="date")?><th scope="row">(.*?)<\/th><td>(.*?)<\/td>/g),
  ].map(([, today, day, hours]) =>
    `${today ? '<' : ''}${day} ${hours}`.replace(/<br>/g, ' ').replace(/<\/?span[^>]*>/g, ''),
  );

const metaOf = (html: string) =>
  Object.fromEntries(
    [...html.matchAll(/<meta property="og:(\w+)" content="([^"]*)">/g)].map(([, name, content]) => [
      name,
      content,
    ]),
  );

const dataOf = (html: string) =>
  JSON.parse(/<script type="application\/ld\+json">(.*?)<\/script>/s.exec(html)![1]!);

describe('the hours', () => {
  it('are those of the week from today on, by the store’s calendar', () => {
    // Sunday evening in UTC is Monday in Beijing.
    expect(
      hoursOf(
        pageOf({ openingHours: 'Mo-Th 08:00-22:00; Fr 18:00-02:00; Sa 00:00-24:00' }, '2026-11-22T20:00:00Z'),
      ),
    ).toEqual([
      '<今天 11月23日 08:00–22:00',
      '周二 11月24日 08:00–22:00',
      '周三 11月25日 08:00–22:00',
      '周四 11月26日 08:00–22:00',
      '周五 11月27日 18:00–次日 02:00',
      '周六 11月28日 24 小时',
      '周日 11月29日 休息',
    ]);
  });

  it('tell exceptions and holidays of the next fourteen days, and no further', () => {
    const page = pageOf(
      {
        openingHours: 'Mo-Fr 09:00-18:00; PH off',
        exceptions: [
          { date: '2026-10-11', openingHours: '10:00-16:00', note: '补货' },
          { date: '2026-10-13', openingHours: 'off', note: '还早' },
        ],
      },
      '2026-09-29T04:00:00Z',
      'en',
    );
    expect(hoursOf(page)).toEqual([
      '<Today 29 Sept 09:00–18:00',
      'Wed 30 Sept 09:00–18:00',
      'Thu 1 Oct Closed Public holiday',
      'Fri 2 Oct Closed Public holiday',
      'Sat 3 Oct Closed Public holiday',
      'Sun 4 Oct Closed Public holiday',
      'Mon 5 Oct Closed Public holiday',
      'Tue 6 Oct Closed Public holiday',
      'Wed 7 Oct Closed Public holiday',
      'Sat 10 Oct 09:00–18:00 Working day for a holiday',
      'Sun 11 Oct 10:00–16:00 补货',
    ]);
    expect(page).toContain('<h3>Special days ahead</h3>');
    expect(page).not.toContain('还早');
  });

  it('show their note, and whose clock they go by', () => {
    const page = pageOf(
      { timeZone: 'Asia/Seoul', region: 'other', openingHoursNote: '最后点单 21:30' },
      '2026-11-22T20:00:00Z',
    );
    expect(page).toContain('<p class="quiet">以门店当地时间为准（韩国标准时间）</p>');
    expect(page).toContain('<p class="quiet">最后点单 21:30</p>');
    // Hong Kong's clocks show what Beijing's show.
    const hongKong = pageOf({ timeZone: 'Asia/Hong_Kong', region: 'HK' }, '2026-11-22T20:00:00Z');
    expect(hongKong).not.toContain('当地时间');
  });

  it.each([
    ['2026-11-22T02:00:00Z', 'open', '营业中 · 22:00 打烊'],
    ['2026-11-22T13:35:00Z', 'soon', '即将打烊 · 22:00（还剩 25 分钟）'],
    ['2026-11-22T15:00:00Z', 'closed', '已打烊 · 明天 08:00 开门'],
  ])('at %s the state is %s', (at, kind, words) => {
    expect(pageOf({ openingHours: 'Mo-Su 08:00-22:00' }, at)).toContain(
      `<p class="state ${kind}">${words}</p>`,
    );
  });

  it('are not known, without anybody to call: said so, not called closed', () => {
    const page = pageOf({ openingHours: undefined, phones: [] }, '2026-11-22T20:00:00Z');
    expect(hoursOf(page)).toEqual([]);
    expect(page).toContain('<h2>营业时间</h2><p>营业时间未知</p>');
    expect(page).not.toMatch(/tel:|致电/);
  });
});

describe('the picture of the surroundings', () => {
  it('has one spot for one place, whatever datum its numbers are kept in', () => {
    const place: [number, number] = [116.3519, 40.0033];
    const kept = [
      ['wgs84', place],
      ['gcj02', gcoord.transform(place, gcoord.WGS84, gcoord.GCJ02)],
      ['bd09', gcoord.transform(place, gcoord.WGS84, gcoord.BD09)],
    ] as const;
    const stores = kept.map(([datum, [longitude, latitude]], i) => ({
      ...aStore({ position: { longitude, latitude, datum } }),
      id: `${i}`,
      version: 1,
      createdAt: '',
      updatedAt: '',
    }));
    const reader = {
      at: new Date('2026-11-22T02:00:00Z'),
      language: 'en',
      base: 'https://x.example',
    } as const;
    const pins = [
      ...storesPage(stores, [], reader).matchAll(/class="pin" transform="translate\((\S+) (\S+)\)"/g),
    ];
    expect(pins.map(([, x, y]) => [x, y])).toEqual([
      ['180', '120'],
      ['180', '120'],
      ['180', '120'],
    ]);
  });
});

describe('what is read where the link is passed on', () => {
  it('is name, address, telephone and picture, and nothing about now', () => {
    const page = pageOf({ name: 'A & "B"' }, '2026-11-22T02:00:00Z');
    expect(metaOf(page)).toEqual({
      type: 'website',
      site_name: '附近门店',
      locale: 'zh_CN',
      title: 'A &amp; &quot;B&quot;（学院路店）',
      url: 'https://stores.example.com/s/a',
      description: '北京市海淀区学院路30号 · 010-62330000',
      image: 'https://stores.example.com/covers/store/a-900x383.png',
    });
    expect(page).toContain('<link rel="canonical" href="https://stores.example.com/s/a">');
    expect(page).toContain(
      '<link rel="alternate" hreflang="en" href="https://stores.example.com/s/a?lang=en">',
    );
  });

  it('is for machines a LocalBusiness, where it is on the ground', () => {
    // The Beijing pair of the datum fixtures: GCJ-02 39.910103499345, 116.403743572652 is WGS-84 39.9087, 116.3975.
    const position = { longitude: 116.403743572652, latitude: 39.910103499345, datum: 'gcj02' } as const;
    const fields = {
      position,
      website: 'https://cafe.example.com/',
      openingHours: 'Mo-Fr 08:00-24:00; Sa 18:00-02:00; Su off',
      address: {
        province: '北京市',
        city: '北京市',
        district: '东城区',
        street: '东长安街',
        postcode: '100006',
      },
    };
    const { openingHoursSpecification, ...data } = dataOf(pageOf(fields, '2026-11-21T02:00:00Z'));
    expect(data).toEqual({
      '@context': 'https://schema.org',
      '@type': 'CafeOrCoffeeShop',
      '@id': 'https://stores.example.com/s/a',
      url: 'https://stores.example.com/s/a',
      name: '示例咖啡（学院路店）',
      image: 'https://stores.example.com/covers/store/a-900x383.png',
      telephone: '010-62330000',
      address: {
        '@type': 'PostalAddress',
        addressCountry: 'CN',
        addressRegion: '北京市',
        addressLocality: '北京市东城区',
        streetAddress: '东长安街',
        postalCode: '100006',
      },
      geo: { '@type': 'GeoCoordinates', latitude: 39.9087, longitude: 116.3975 },
      sameAs: 'https://cafe.example.com/',
    });
    expect(openingHoursSpecification).toHaveLength(14);
    const onDay = (day: string, opens: string, closes: string) => ({
      '@type': 'OpeningHoursSpecification',
      validFrom: day,
      validThrough: day,
      opens,
      closes,
    });
    expect(openingHoursSpecification.slice(0, 3)).toEqual([
      onDay('2026-11-21', '18:00', '02:00'),
      onDay('2026-11-22', '00:00', '00:00'),
      onDay('2026-11-23', '08:00', '23:59'),
    ]);
  });

  it('claims no hours that nobody knows, and no country that is not told', () => {
    const data = dataOf(
      pageOf({ openingHours: undefined, region: 'other', categories: ['office'] }, '2026-11-21T02:00:00Z'),
    );
    expect(data['@type']).toBe('LocalBusiness');
    expect(data.openingHoursSpecification).toEqual([]);
    expect(data.address).not.toHaveProperty('addressCountry');
  });
});
