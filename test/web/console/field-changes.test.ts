import { expect, it } from 'vitest';
import { type FieldReader, valueText } from '../../../web/console/editor/field-changes.ts';

const reader: FieldReader = { language: 'zh-CN', categories: new Map([['cafe', '咖啡']]) };

it.each([
  ['/categories', ['cafe', 'tea'], '咖啡、tea'],
  ['/tags', [], '（空）'],
  ['/position', { longitude: 116.397, latitude: 39.908, datum: 'bd09' }, '116.397, 39.908 (百度)'],
  ['/linkTo', 'page', '门店页面'],
  ['/status', 'closed', '已关店'],
  [
    '/exceptions',
    [
      { date: '2026-10-01', openingHours: '10:00-18:00', note: '国庆' },
      { date: '2026-10-02', openingHours: 'off' },
    ],
    '2026-10-01 10:00-18:00 国庆\n2026-10-02 休息',
  ],
  ['/address/city', undefined, '（空）'],
])('%s is read out in words', (pointer, value, text) => {
  expect(valueText(pointer, value, reader)).toBe(text);
});
