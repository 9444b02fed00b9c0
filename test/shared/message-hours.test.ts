import { describe, expect, it } from 'vitest';
import { hoursForMessage, opensInWords } from '../../shared/message-hours.ts';
import type { OpeningState, StoreRecord } from '../../shared/nearby.ts';

const SUNDAY_NOON = Date.parse('2026-11-22T12:00:00+08:00');
const inChinese = { now: SUNDAY_NOON, language: 'zh-CN' } as const;
const inEnglish = { now: SUNDAY_NOON, language: 'en' } as const;
const closedUntil = (changesAt: string | null, more: Partial<OpeningState> = {}): OpeningState => ({
  state: 'closed',
  changesAt,
  until: null,
  ...more,
});
const store = (open: OpeningState, timeZone = 'Asia/Shanghai') => ({
  open,
  timeZone,
  hoursToday: [['10:00', '22:00']] as StoreRecord['hoursToday'],
});

describe('in a message', () => {
  it.each([
    [closedUntil('2026-11-22T17:00:00+08:00'), '营业 10:00–22:00', 'Hours 10:00–22:00'],
    [closedUntil('2026-11-23T10:00:00+08:00'), '周一 10:00 开门', 'opens Mon 10:00'],
    [closedUntil('2026-11-29T11:59:00+08:00'), '周日 11:59 开门', 'opens Sun 11:59'],
    [closedUntil('2026-12-03T10:00:00+08:00'), '12月3日 10:00 开门', 'opens 3 Dec 10:00'],
    [closedUntil(null), '营业 10:00–22:00', 'Hours 10:00–22:00'],
    [
      closedUntil('2026-11-23T00:00:00+08:00', { changesTo: 'unknown' }),
      '营业 10:00–22:00',
      'Hours 10:00–22:00',
    ],
    [{ state: 'temporarily-closed', changesAt: null, until: null }, '暂停营业', 'temporarily closed'],
    [
      { state: 'temporarily-closed', changesAt: null, until: '2026-12-03T00:00:00+08:00' },
      '暂停营业，预计 12月3日 恢复',
      'temporarily closed, expected back 3 Dec',
    ],
  ] as [OpeningState, string, string][])('a store that is %j is said to be %s', (open, chinese, english) => {
    expect(hoursForMessage(store(open), inChinese)).toBe(chinese);
    expect(hoursForMessage(store(open), inEnglish)).toBe(english);
  });

  it('the day is the store’s own: in Auckland Monday has begun', () => {
    const opensMonday = closedUntil('2026-11-23T09:00:00+13:00');
    const evening = { now: Date.parse('2026-11-22T20:00:00+08:00'), language: 'zh-CN' } as const;
    expect(opensInWords(store(opensMonday, 'Pacific/Auckland'), evening)).toBe('');
    expect(opensInWords(store(closedUntil('2026-11-23T09:00:00+08:00')), evening)).toBe('周一 09:00 开门');
  });

  it('nothing is said of hours that nobody knows', () => {
    const unknown = { state: 'unknown', changesAt: null, until: null } as const;
    expect(hoursForMessage({ ...store(unknown), hoursToday: null }, inChinese)).toBe('');
  });
});
