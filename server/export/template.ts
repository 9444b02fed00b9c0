// The table that people fill in: Chinese headers, drop-downs where there is a choice, keys and phones as text.
import type { Readable } from 'node:stream';
import type { Category } from '../../shared/category.ts';
import { type Field, HEADERS } from '../../shared/import-fields.ts';
import { DATUM_WORDS } from './store-cells.ts';
import { type Column, xlsx } from './xlsx-writer.ts';

type Filled = { readonly field: Field } & Omit<Column, 'header'>;

export function templateXlsx(categories: readonly Category[]): Readable {
  const columns: readonly Filled[] = [
    { field: 'sid', hint: '自己的编号，不重复。再次导入时按它找到门店。' },
    { field: 'name', width: 24, hint: '必填。品牌或门店的名称。' },
    { field: 'branch', width: 20, hint: '例如：五道口店' },
    // Excel takes at most 255 characters of choices.
    { field: 'categories', choices: fitting(categories.map(({ name }) => name)), hint: '可写多个，用；分开' },
    { field: 'province' },
    { field: 'city' },
    { field: 'district' },
    { field: 'street', width: 36 },
    { field: 'longitude', hint: '必填。例如 116.331570' },
    { field: 'latitude', hint: '必填。例如 39.992720' },
    {
      field: 'datum',
      choices: Object.values(DATUM_WORDS),
      hint: '坐标从哪里来？百度：BD-09；高德、腾讯：GCJ-02；GPS、国际地图：WGS-84。弄错会偏几百米。',
    },
    { field: 'phones', width: 20, hint: '可写多个，用；分开' },
    { field: 'openingHours', width: 30, hint: '例如：周一至周五 9:00-21:00；周末 10:00-22:00' },
    { field: 'exceptions', width: 36, hint: '例如：2026-10-01: 10:00-18:00, 2026-10-02: x（x 是不营业）' },
    { field: 'status', choices: ['营业', '装修', '停业', '草稿'] },
    { field: 'services', hint: '例如：停车；WiFi' },
    { field: 'tags' },
    { field: 'website', width: 30 },
  ];
  return xlsx([
    {
      name: '门店',
      columns: columns.map(({ field, ...column }) => ({ header: HEADERS[field], isText: true, ...column })),
      rows: [],
    },
  ]);
}

const LONGEST_CHOICES = 250;

function fitting(choices: readonly string[]): string[] {
  const kept: string[] = [];
  for (const choice of choices) {
    if ([...kept, choice].join(',').length > LONGEST_CHOICES) break;
    if (!choice.includes(',')) kept.push(choice);
  }
  return kept;
}
