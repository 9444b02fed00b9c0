// Stores in the formats that they are taken away in.
import { Readable } from 'node:stream';
import { HEADERS } from '../../shared/import-fields.ts';
import type { Store } from '../../shared/store.ts';
import { storesCsv } from './csv.ts';
import { storesGeojson } from './geojson.ts';
import { cellOf, EXPORTED, NUMERIC } from './store-cells.ts';
import { wechatPaySheet } from './wechat-pay.ts';
import { type Cell, type Sheet, xlsx } from './xlsx-writer.ts';

export const EXPORT_FORMATS = ['csv', 'xlsx', 'geojson', 'wechat-pay'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
export const MEDIA_TYPES: Readonly<Record<ExportFormat, string>> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: XLSX,
  geojson: 'application/geo+json',
  'wechat-pay': XLSX,
};
export const EXTENSIONS: Readonly<Record<ExportFormat, string>> = {
  csv: 'csv',
  xlsx: 'xlsx',
  geojson: 'geojson',
  'wechat-pay': 'xlsx',
};

/** The file, made while it is read. */
export function exported(format: ExportFormat, pages: AsyncIterable<readonly Store[]>): Readable {
  switch (format) {
    case 'csv':
      return Readable.from(storesCsv(pages), { objectMode: false });
    case 'geojson':
      return Readable.from(storesGeojson(pages), { objectMode: false });
    case 'xlsx':
      return xlsx([storesSheet(pages)]);
    case 'wechat-pay':
      return xlsx([wechatPaySheet(pages)]);
  }
}

const storesSheet = (pages: AsyncIterable<readonly Store[]>): Sheet => ({
  name: '门店',
  columns: EXPORTED.map((field) => ({ header: HEADERS[field], isText: !NUMERIC.has(field) })),
  rows: (async function* () {
    for await (const stores of pages)
      yield stores.map((store) => EXPORTED.map((field) => cell(store, field)));
  })(),
});

/** Spreadsheets count with 15 digits: a number with more stays whole as text. */
function cell(store: Store, field: (typeof EXPORTED)[number]): Cell {
  const text = cellOf(store, field);
  if (!NUMERIC.has(field)) return text;
  const number = Number(text);
  return Number(number.toPrecision(15)) === number ? number : text;
}
