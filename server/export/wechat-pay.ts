// The table of 微信支付品牌门店: its fields and their limits, as 创建品牌门店 of the brand merchants' API documents them
// (pay.weixin.qq.com/doc/brand/4015782988). What a store has beyond a limit is told beside it, not cut off in silence.
import { convert } from '../../shared/datum.ts';
import type { Store } from '../../shared/store.ts';
import type { Sheet } from './xlsx-writer.ts';

type Checked = { readonly cell: string; readonly problem?: string };
type Field = { readonly header: string; readonly width: number; readonly of: (store: Store) => Checked };

const FIELDS: readonly Field[] = [
  { header: '商家门店编号', width: 18, of: ({ sid }) => reference(sid ?? '') },
  { header: '门店名称', width: 24, of: ({ name, branch }) => branchName(branch ?? name) },
  {
    header: '门店省市编码',
    width: 14,
    of: () => ({ cell: '', problem: '门店省市编码须按微信支付的对照表填写' }),
  },
  { header: '门店地址', width: 40, of: addressDetail },
  { header: '门店地址辅助描述', width: 18, of: () => ({ cell: '' }) },
  // Picked on the map of Tencent, so in its datum.
  { header: '门店经度', width: 14, of: ({ position }) => ({ cell: inGcj02(position)[0] }) },
  { header: '门店纬度', width: 14, of: ({ position }) => ({ cell: inGcj02(position)[1] }) },
  { header: '门店服务电话', width: 26, of: ({ phones }) => servicePhone(phones) },
  { header: '门店经营时间', width: 44, of: ({ openingHours }) => businessHours(openingHours) },
];

export const PROBLEM_HEADER = '需要修改';

export function wechatPaySheet(pages: AsyncIterable<readonly Store[]>): Sheet {
  return {
    name: '品牌门店',
    columns: [
      ...FIELDS.map(({ header, width }) => ({ header, width, isText: true })),
      { header: PROBLEM_HEADER, width: 60, isText: true },
    ],
    rows: (async function* () {
      for await (const stores of pages) yield stores.map(wechatPayRow);
    })(),
  };
}

/** The cells of a store; the last one says what the form would refuse. */
export function wechatPayRow(store: Store): string[] {
  const checked = FIELDS.map(({ of }) => of(store));
  const problems = checked.flatMap(({ problem }) => problem ?? []);
  return [...checked.map(({ cell }) => cell), problems.join('；')];
}

const longerThan = (text: string, most: number) => [...text].length > most;

function reference(sid: string): Checked {
  if (longerThan(sid, 32)) return { cell: sid, problem: `商家门店编号超过 32 个字符：${sid}` };
  return /\p{Extended_Pictographic}/u.test(sid)
    ? { cell: sid, problem: '商家门店编号不能有符号表情' }
    : { cell: sid };
}

function branchName(name: string): Checked {
  if (longerThan(name, 50)) return { cell: name, problem: '门店名称超过 50 个字符' };
  return /[()（）[\]【】\-—–]/.test(name)
    ? { cell: name, problem: '门店名称不能有括号、破折号' }
    : { cell: name };
}

/** Province, city and district are in the code, and not to be repeated. */
function addressDetail({
  address: { province = '', city = '', district = '', street = '' },
}: Store): Checked {
  let detail = street;
  for (const area of [province, city, district]) {
    if (area !== '' && detail.startsWith(area)) detail = detail.slice(area.length);
  }
  if (detail.trim() === '') return { cell: '', problem: '缺少门店地址' };
  return longerThan(detail, 200) ? { cell: detail, problem: '门店地址超过 200 个字符' } : { cell: detail };
}

function servicePhone(phones: readonly string[]): Checked {
  const plain = phones.map((phone) =>
    phone
      .replace(/^\+?86[ -]?(?=\d)/, '')
      .replace(/[ ().]+/g, '-')
      .replace(/^-|-$/g, ''),
  );
  const cell = plain.slice(0, 2).join('|');
  if (plain.some((phone) => !/^[\d-]+$/.test(phone))) return { cell, problem: '门店服务电话只能有数字和 -' };
  if (longerThan(cell, 32)) return { cell, problem: '门店服务电话超过 32 个字符' };
  return phones.length > 2 ? { cell, problem: '门店服务电话最多两个，只写了前两个' } : { cell };
}

const DAYS: Readonly<Record<string, string>> = {
  Mo: '周一',
  Tu: '周二',
  We: '周三',
  Th: '周四',
  Fr: '周五',
  Sa: '周六',
  Su: '周日',
};
const RULE = /^(?:(Mo|Tu|We|Th|Fr|Sa|Su)(?:-(Mo|Tu|We|Th|Fr|Sa|Su))? )?(\d\d:\d\d-\d\d:\d\d)$/;

/** 周一至周五 09:00-20:00|周六至周日 10:00-22:00, two spans at most. */
function businessHours(openingHours: string | undefined): Checked {
  if (openingHours === undefined) return { cell: '' };
  const rules = (openingHours === '24/7' ? 'Mo-Su 00:00-24:00' : openingHours).split(/\s*;\s*/);
  const spans = rules.map((rule) => {
    const found = RULE.exec(rule);
    if (!found) return undefined;
    const [, from = 'Mo', to = found[1] ?? 'Su', hours] = found;
    return `${from === to ? DAYS[from] : `${DAYS[from]}至${DAYS[to]}`} ${hours}`;
  });
  if (spans.length > 2 || spans.includes(undefined)) {
    return { cell: '', problem: `门店经营时间只能写两个时间段，这里是 ${openingHours.slice(0, 60)}` };
  }
  return { cell: spans.join('|') };
}

function inGcj02({ longitude, latitude, datum }: Store['position']): [string, string] {
  const [lon, lat] = convert([longitude, latitude], datum, 'gcj02');
  return [lon.toFixed(6), lat.toFixed(6)];
}
