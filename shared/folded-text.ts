// Text of people and web pages, made plain enough to be read by rules.

/** Text out of HTML: tags end lines or vanish, entities are their characters. Text without markup stays as it is. */
export function withoutMarkup(text: string): string {
  return text
    .replace(/<(?:br|p|div|tr|td|li|h\d|table)\b[^>]*>|<\/(?:p|div|tr|td|li|h\d|table)>/gi, '\n')
    .replace(/<\/?[a-z][^>]*>/gi, '')
    .replace(/&(#x?[0-9a-f]+|[a-z]+);/gi, (whole, name: string) => entity(name.toLowerCase()) ?? whole);
}

/**
 * The text in the one spelling that rules are written in: lower case, half width, simplified characters, one dash.
 * Character for character, so that what stands at an index of the result stood there in the text.
 */
export function folded(text: string): string {
  return Array.from({ length: text.length }, (_, index) => foldedUnit(text[index]!)).join('');
}

const ENTITIES: Readonly<Record<string, string>> = {
  nbsp: ' ',
  ensp: ' ',
  emsp: ' ',
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  ndash: '–',
  mdash: '—',
  minus: '−',
  bull: '•',
  middot: '·',
  hellip: '…',
};

function entity(name: string): string | undefined {
  if (!name.startsWith('#')) return ENTITIES[name];
  const code = name.startsWith('#x') ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
  return Number.isInteger(code) && code >= 32 && code <= 0xffff ? String.fromCharCode(code) : undefined;
}

function foldedUnit(unit: string): string {
  const known = SIMPLIFIED.get(unit);
  if (known) return known;
  if (/[\p{Pd}~〜∼−]/u.test(unit)) return '-';
  const plain = unit.normalize('NFKC').toLowerCase();
  return plain.length === 1 ? (plain === '~' ? '-' : plain) : unit;
}

// Only what texts about opening hours are written with.
const TRADITIONAL =
  '營业業時間點週禮節國眾開關門館閉無雙兩後鐘長預約電話請暫與曆農過總務補聯絡萬晝單當號廿檔餐廳醫舖鋪歡關閒診迎臨';
const SIMPLE =
  '营业业时间点周礼节国众开关门馆闭无双两后钟长预约电话请暂与历农过总务补联络万昼单当号廿档餐厅医铺铺欢关闲诊迎临';
const SIMPLIFIED = new Map([...TRADITIONAL].map((unit, index) => [unit, [...SIMPLE][index]!]));
