// The words of the console's insights.
import type { Language } from '../../../shared/language.ts';

const chinese = {
  from: '从',
  until: '到',
  onlyMissed: '只看 10 公里内没有门店的',
  map: '客户从哪里问',
  mapMore:
    '每个圈是附近一片位置被点开的次数，红色的多半 10 公里内没有门店；位置取整到约 1 公里，不记录是谁。保留 90 天。',
  days: '每天',
  daysMore: '灰色是全部，红色是 10 公里内没有门店的。',
  cities: '按城市',
  city: '城市',
  clicks: '次数',
  missed: '附近没有门店',
  elsewhere: '其他地方',
  nearest: '最近的门店',
  wanted: '最需要新门店的地方',
  wantedLine: (clicks: string, distance: string) => `问了 ${clicks} 次，最近的门店 ${distance}`,
  noStore: '没有门店',
  puts: '放入次数',
  putsMore: '门店被放进输入框的次数；客服有没有发送，无从得知。',
  store: '门店',
  export: '导出 CSV',
  none: '这段时间还没有数据',
  dayLabel: (day: string, clicks: string, missed: string) =>
    `${day}：${clicks} 次，其中 ${missed} 次附近没有门店`,
};

export type InsightWords = typeof chinese;

const english: InsightWords = {
  from: 'From',
  until: 'until',
  onlyMissed: 'Only where no store is within 10 km',
  map: 'Where customers ask from',
  mapMore:
    'Each circle counts the clicks around it, in red where most found no store within 10 km. Places are rounded to about a kilometre; nobody is recorded. Kept for 90 days.',
  days: 'By day',
  daysMore: 'Grey is all of them, red those with no store within 10 km.',
  cities: 'By city',
  city: 'City',
  clicks: 'Clicks',
  missed: 'No store near',
  elsewhere: 'Elsewhere',
  nearest: 'Nearest store',
  wanted: 'Where a store is wanted most',
  wantedLine: (clicks, distance) => `Asked ${clicks} times, the nearest store is ${distance} away`,
  noStore: 'no store',
  puts: 'Put into the input box',
  putsMore: 'How often a store was put there; whether it was sent nobody knows.',
  store: 'Store',
  export: 'Export CSV',
  none: 'There is nothing in this time',
  dayLabel: (day, clicks, missed) => `${day}: ${clicks} clicks, ${missed} of them with no store near`,
};

export const insightWords: Readonly<Record<Language, InsightWords>> = { 'zh-CN': chinese, en: english };
