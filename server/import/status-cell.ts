// What a status column says: whether a store is shown, closed for good, or closed for a while.
import type { StoreStatus } from '../../shared/store.ts';

export type StatusReading = { readonly status: StoreStatus; readonly paused: boolean };

const WORDS: readonly (readonly [StatusReading, RegExp])[] = [
  [
    { status: 'draft', paused: false },
    /^(?:草稿|未发布|待发布|筹备|筹备中|待开业|未开业|即将开业|draft|unpublished|planned)$/,
  ],
  [
    { status: 'published', paused: true },
    /^(?:装修|装修中|升级改造|改造中|暂停|暂停营业|暂停服务|暂时关闭|临时停业|临时关闭|歇业|暂停中|休业|temporarilyclosed|closedtemporarily|paused|renovation|renovating)$/,
  ],
  [
    { status: 'closed', paused: false },
    /^(?:停业|已停业|永久停业|关店|已关店|闭店|已闭店|关闭|已关闭|永久关闭|倒闭|撤店|注销|已注销|下架|closed|permanentlyclosed|closedpermanently|inactive|0|false|否)$/,
  ],
  [
    { status: 'published', paused: false },
    /^(?:营业|营业中|正常|正常营业|在营|在营业|开业|已开业|已发布|发布|上架|启用|published|open|opened|active|operational|normal|1|true|是)$/,
  ],
];

export function readStatus(cell: string): StatusReading | undefined {
  const word = cell
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_-]+/g, '');
  return WORDS.find(([, pattern]) => pattern.test(word))?.[0];
}
