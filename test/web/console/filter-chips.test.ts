import { expect, it } from 'vitest';
import { chipsOf } from '../../../web/console/stores/filter-chips.ts';

it('names each filter that the bar has no field for, and what goes away with it', () => {
  expect(
    chipsOf(
      { q: '咖啡', city: '北京市', bbox: '116,39,117,40', district: '海淀区', missing: 'hours' },
      'zh-CN',
    ),
  ).toEqual([
    { text: '只看地图范围内', names: ['bbox', 'polygon'] },
    { text: '海淀区', names: ['district'] },
    { text: '缺营业时间', names: ['missing'] },
  ]);
});

it('leaves those that wait for a review to their button', () => {
  expect(chipsOf({ plan: 'requested' }, 'en')).toEqual([]);
  expect(chipsOf({ plan: 'scheduled' }, 'en')).toEqual([{ text: 'To go live later', names: ['plan'] }]);
});
