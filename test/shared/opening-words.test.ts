import { describe, expect, it } from 'vitest';
import type { OpeningSpan } from '../../shared/nearby.ts';
import { hoursOn, type OpeningFields, openingStateOf } from '../../shared/opening-hours.ts';
import { dayHoursInWords, openingInWords } from '../../shared/opening-words.ts';

const aStore = (openingHours: string | undefined, more: Partial<OpeningFields> = {}): OpeningFields => ({
  region: 'CN',
  timeZone: 'Asia/Shanghai',
  ...(openingHours === undefined ? {} : { openingHours }),
  exceptions: [],
  ...more,
});

/** What agents in Beijing, or elsewhere, read of a store at a moment. */
function words(store: OpeningFields, at: string, viewerTimeZone = 'Asia/Shanghai') {
  const now = new Date(at);
  const record = {
    open: openingStateOf(store, now),
    hoursToday: hoursOn(store, now),
    timeZone: store.timeZone,
  };
  return [
    openingInWords(record, { now, viewerTimeZone, language: 'zh-CN' }),
    openingInWords(record, { now, viewerTimeZone, language: 'en' }),
  ];
}

// 2026-11-20 is a Friday.
const OFFICE = aStore('Mo-Fr 09:00-21:00');
const BAR = aStore('Mo-Su 18:00-02:00');

describe('the state of a store in words', () => {
  it.each([
    ['open', OFFICE, '2026-11-20T12:00+08:00', '营业中 · 21:00 打烊', 'Open · closes 21:00'],
    [
      '61 minutes before closing',
      OFFICE,
      '2026-11-20T19:59+08:00',
      '营业中 · 21:00 打烊',
      'Open · closes 21:00',
    ],
    [
      'an hour before closing',
      OFFICE,
      '2026-11-20T20:00+08:00',
      '即将打烊 · 21:00（还剩 60 分钟）',
      'Closing soon · 21:00 (60 min left)',
    ],
    [
      'in the 25th minute before closing',
      OFFICE,
      '2026-11-20T20:35:20+08:00',
      '即将打烊 · 21:00（还剩 25 分钟）',
      'Closing soon · 21:00 (25 min left)',
    ],
    [
      'in the last second',
      OFFICE,
      '2026-11-20T20:59:59+08:00',
      '即将打烊 · 21:00（还剩 1 分钟）',
      'Closing soon · 21:00 (1 min left)',
    ],
    ['before it opens', OFFICE, '2026-11-20T08:30+08:00', '未营业 · 09:00 开门', 'Closed · opens 09:00'],
    [
      'between two spans',
      aStore('11:00-14:00,17:00-21:00'),
      '2026-11-20T15:00+08:00',
      '未营业 · 17:00 开门',
      'Closed · opens 17:00',
    ],
    [
      'after closing',
      OFFICE,
      '2026-11-19T22:00+08:00',
      '已打烊 · 明天 09:00 开门',
      'Closed · opens tomorrow 09:00',
    ],
    [
      'on Friday night',
      OFFICE,
      '2026-11-20T22:00+08:00',
      '已打烊 · 周一 09:00 开门',
      'Closed · opens Mon 09:00',
    ],
    [
      'on Saturday',
      OFFICE,
      '2026-11-21T12:00+08:00',
      '今日休息 · 周一 09:00 开门',
      'Closed today · opens Mon 09:00',
    ],
    [
      'on Sunday',
      OFFICE,
      '2026-11-22T12:00+08:00',
      '今日休息 · 周一 09:00 开门',
      'Closed today · opens Mon 09:00',
    ],
    [
      'past midnight',
      BAR,
      '2026-11-20T20:00+08:00',
      '营业中 · 次日 02:00 打烊',
      'Open · closes 02:00 next day',
    ],
    [
      'until midnight',
      aStore('10:00-24:00'),
      '2026-11-20T20:00+08:00',
      '营业中 · 24:00 打烊',
      'Open · closes 24:00',
    ],
    ['always', aStore('24/7'), '2026-11-20T20:00+08:00', '24 小时营业', 'Open 24 hours'],
    [
      'round the clock on weekdays',
      aStore('Mo-Fr 00:00-24:00'),
      '2026-11-18T20:00+08:00',
      '营业中 · 周五 24:00 打烊',
      'Open · closes Fri 24:00',
    ],
    [
      'round the clock until a holiday far off',
      aStore('24/7', { exceptions: [{ date: '2026-12-25', openingHours: 'off' }] }),
      '2026-11-18T20:00+08:00',
      '24 小时营业',
      'Open 24 hours',
    ],
    [
      'closed for the season',
      aStore('Apr-Oct 10:00-18:00'),
      '2026-11-20T12:00+08:00',
      '今日休息 · 2027年4月1日 10:00 开门',
      'Closed today · opens 1 Apr 2027 10:00',
    ],
    [
      'back in ten days',
      aStore('Mo-Su 10:00-18:00', {
        exceptions: Array.from({ length: 9 }, (_, day) => ({
          date: `2026-11-${21 + day}`,
          openingHours: 'off',
        })),
      }),
      '2026-11-20T20:00+08:00',
      '已打烊 · 11月30日 10:00 开门',
      'Closed · opens 30 Nov 10:00',
    ],
    ['never', aStore('off "暂停营业"'), '2026-11-20T12:00+08:00', '未营业', 'Closed'],
    [
      'unknown',
      aStore(undefined),
      '2026-11-20T12:00+08:00',
      '营业时间未知 · 请致电',
      'Hours unknown · please call',
    ],
    [
      'closed before a day that nobody knows',
      aStore('Mo-Fr 09:00-17:00; PH off'),
      '2026-12-31T20:00+08:00',
      '已打烊',
      'Closed',
    ],
    [
      'temporarily closed',
      aStore('Mo-Su 09:00-17:00', {
        closure: { from: '2026-11-01T00:00:00+08:00', until: '2026-12-03T00:00:00+08:00' },
      }),
      '2026-11-20T12:00+08:00',
      '暂停营业 · 预计 12月3日 恢复',
      'Temporarily closed · expected back 3 Dec',
    ],
    [
      'temporarily closed until the afternoon',
      aStore('Mo-Su 09:00-17:00', {
        closure: { from: '2026-11-20T09:00:00+08:00', until: '2026-11-20T14:00:00+08:00' },
      }),
      '2026-11-20T12:00+08:00',
      '暂停营业 · 预计 14:00 恢复',
      'Temporarily closed · expected back 14:00',
    ],
    [
      'temporarily closed, nobody knows until when',
      aStore('Mo-Su 09:00-17:00', { closure: { from: '2026-11-01T00:00:00+08:00' } }),
      '2026-11-20T12:00+08:00',
      '暂停营业',
      'Temporarily closed',
    ],
    [
      'a closure begins before it would open again',
      aStore('Mo-Su 09:00-17:00', { closure: { from: '2026-11-21T00:00:00+08:00' } }),
      '2026-11-20T20:00+08:00',
      '已打烊',
      'Closed',
    ],
  ])('%s', (_, store, at, chinese, english) => {
    expect(words(store, at)).toEqual([chinese, english]);
  });

  it('marks times as local where the clocks of store and agent differ', () => {
    const seoul = aStore('Mo-Su 10:00-22:00', { region: 'other', timeZone: 'Asia/Seoul' });
    expect(words(seoul, '2026-11-20T12:00+09:00')).toEqual([
      '营业中 · 当地 22:00 打烊',
      'Open · closes 22:00 local time',
    ]);
    expect(words(seoul, '2026-11-20T23:00+09:00')[0]).toBe('已打烊 · 当地明天 10:00 开门');
    expect(words(seoul, '2026-11-20T12:00+09:00', 'Asia/Tokyo')[0]).toBe('营业中 · 22:00 打烊');
  });

  it('compares clocks at that moment: London and Lisbon agree, London and UTC only in winter', () => {
    const london = aStore('Mo-Su 10:00-22:00', { region: 'other', timeZone: 'Europe/London' });
    expect(words(london, '2026-07-01T12:00Z', 'UTC')[0]).toBe('营业中 · 当地 22:00 打烊');
    expect(words(london, '2026-12-01T12:00Z', 'UTC')[0]).toBe('营业中 · 22:00 打烊');
    expect(words(london, '2026-07-01T12:00Z', 'Europe/Lisbon')[0]).toBe('营业中 · 22:00 打烊');
  });

  it('is not known any more once the state has run out', () => {
    const open = openingStateOf(OFFICE, new Date('2026-11-20T20:59:00+08:00'));
    const now = new Date('2026-11-20T21:00:00+08:00');
    const reader = { now, viewerTimeZone: 'Asia/Shanghai', language: 'zh-CN' } as const;
    expect(
      openingInWords({ open, hoursToday: [['09:00', '21:00']], timeZone: 'Asia/Shanghai' }, reader),
    ).toBe('营业时间未知 · 请致电');
  });
});

describe('the hours of a day for a message', () => {
  it.each<[OpeningSpan[] | null, string, string]>([
    [[['09:00', '21:00']], '营业 09:00–21:00', 'Hours 09:00–21:00'],
    [
      [
        ['09:00', '12:00'],
        ['14:00', '18:00'],
      ],
      '营业 09:00–12:00、14:00–18:00',
      'Hours 09:00–12:00, 14:00–18:00',
    ],
    [[['18:00', '02:00']], '营业 18:00–次日 02:00', 'Hours 18:00–02:00 next day'],
    [[['10:00', '24:00']], '营业 10:00–24:00', 'Hours 10:00–24:00'],
    [[['00:00', '24:00']], '24 小时营业', 'Open 24 hours'],
    [[], '今日休息', 'Closed today'],
    [null, '', ''],
  ])('%j', (spans, chinese, english) => {
    expect(dayHoursInWords(spans, 'zh-CN')).toBe(chinese);
    expect(dayHoursInWords(spans, 'en')).toBe(english);
  });
});
