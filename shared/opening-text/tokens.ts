// Free text about opening hours, cut into the words that it is made of. Each token knows where in the text it stood.

import { PUBLIC_HOLIDAY } from './week-syntax.ts';

/** Monday is 0, Sunday 6. */
export type DayIndex = number;

/** A half or part of the day, as said with a time. `night` ends at dawn, `evening` begins at dusk. */
export type Period = 'night' | 'morning' | 'noon' | 'afternoon' | 'evening' | 'am' | 'pm';

/** A time as written, before it is settled which half of the day is meant. */
export type ClockTime = {
  readonly hour: number;
  readonly minute: number;
  readonly period: Period | undefined;
  /** 次日, next day. */
  readonly isNextDay: boolean;
  /** `09:00`: a 24-hour clock was meant. */
  readonly isPadded: boolean;
  /** A number and nothing else. */
  readonly isBare: boolean;
};

type Place = { readonly start: number; readonly end: number };
export type Word = keyof typeof WORDS | 'unknown';
export type Token = Place &
  (
    | { readonly type: 'days'; readonly days: readonly DayIndex[]; readonly isWorkingDays: boolean }
    | { readonly type: 'time'; readonly time: ClockTime }
    | { readonly type: Word }
  );

/** Every character of a folded text belongs to a token or is white space. What no word is known for is `unknown`. */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  for (let start = 0; start < text.length; ) {
    const space = matchAt(/[^\S\n]+/y, text, start);
    if (space) {
      start += space[0].length;
      continue;
    }
    const token = dayToken(text, start, tokens) ?? wordToken(text, start, tokens) ?? timeToken(text, start);
    const last = tokens.at(-1);
    if (token) tokens.push(token);
    else {
      // A foreign word as a whole, so that nothing is found inside it; else character by character.
      const end = start + (matchAt(/[a-z']+|\d+|./sy, text, start)?.[0].length ?? 1);
      if (last?.type === 'unknown') tokens[tokens.length - 1] = { ...last, end };
      else tokens.push({ type: 'unknown', start, end });
    }
    start = tokens.at(-1)!.end;
  }
  return tokens;
}

// Patterns are tried in this order. Those with Latin letters end where the word ends.
const WORDS = {
  /** The whole day and night. */
  always:
    /(?:全天候?|全日)?(?:24|二十四) ?个?(?:小时|h(?:ou)?rs?|hours|h)(?: ?(?:全天候?|营业|开放|服务|不打烊|不间断))*|24 ?\/ ?7|24x7|7 ?[x*×] ?24(?: ?小时)?|全天候?|(?:a)?round the clock|all day/y,
  /** Given up for a time, or for good. */
  suspended:
    /暂停(?:营业|开放|服务|使用)?|停止营业|停业|歇业|已(?:关闭|停业|闭店)|永久关闭|(?:temporarily|permanently) closed|closed (?:temporarily|permanently|until further notice)/y,
  appointment:
    /(?:需要?|须|请)?(?:提前|电话|微信|致电|来电)+(?:预约|咨询|联系|查询)|预约制|(?:仅限|需要?|须|请)预约|请致电|(?:by )?appointments? only|by appointment(?: only)?|call (?:ahead|for hours|us)|please call/y,
  usual: /(?:照常|正常)(?:营业|开放)?|(?:全年|年中|365天|周末|每天)?(?:无休|不休息?|不打烊)|全年|365天/y,
  /** The days that nothing else is said of. */
  rest: /其[他余它](?:时间段?|日子|时段|日期|的)?|(?:the )?rest of the week|(?:all )?other days|otherwise/y,
  except: /除外|除了?(?!夕)|以外|之外|外(?![卖带送面国])|except(?: for| on)?|excluding/y,
  extended: /(?:营业)?(?:延长?|延后|推迟)(?:至|到)|extended (?:to|until|till)/y,
  closes: /打烊|结束(?:营业)?|收市|收工|关店|关门|关闭|闭馆|闭店|closes/y,
  off: /午休|(?:午间|中午)休息|休息日?|店休日?|公休日?|定休日?|休业|休诊|闭馆日?|闭店|休馆|休(?!闲)|不(?:开放|开门|开店|开|营业|上班)|关闭|关门|打烊|closed?(?: on)?|off/y,
  opens: /开门|开店|开馆|开始营业|起|opens?(?: at)?/y,
  to: /-+|至|到|to|until|till|through|thru/y,
  condition:
    /[春夏秋冬](?:季|天|令时?)|[旺淡]季|[暑寒](?:假|期)|(?:\d{1,2}|[一二三四五六七八九十]{1,3})月|季节|学期|(?:january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b\.?|summer|winter|spring|autumn|fall|season(?:al)?|term[- ]time/y,
  noise:
    /(?:营业|开放|服务|店铺|门店)?时间|营业|开放|本店|门店|店铺|每(?=周|星期|礼拜|个|逢)|逢|为|是|的|均|都|欢迎光临|早餐|午餐|晚餐|早市|午市|晚市|(?:opening|business|trading) (?:hours|times)|hours|hrs?|open|from|times?|the|of|on|at|each|every|we are|are|is|breakfast|lunch|dinner|[:.·•]/y,
  and: /[、/&+]|及|以及|和|与|跟|and/y,
  comma: /,/y,
  break: /[;。|]/y,
  line: /\n/y,
  openBracket: /[([{【「]/y,
  closeBracket: /[)\]}】」]/y,
} as const satisfies Record<string, RegExp>;

function wordToken(text: string, start: number, before: readonly Token[]): Token | undefined {
  for (const [type, pattern] of Object.entries(WORDS) as [keyof typeof WORDS, RegExp][]) {
    const word = matchAt(pattern, text, start)?.[0];
    if (!word || !endsAsWord(text, start + word.length)) continue;
    // 打烊 after a time is when it closes, after a day that it does not open.
    if (type === 'closes' && before.at(-1)?.type !== 'time') continue;
    // 0-24h is a span.
    if (type === 'always' && before.at(-1)?.type === 'to') continue;
    return { type, start, end: start + word.length };
  }
  return undefined;
}

const EVERY_DAY = [0, 1, 2, 3, 4, 5, 6];
const WEEKDAYS = [0, 1, 2, 3, 4];
const WEEKEND = [5, 6];

const DAY_SETS: readonly (readonly [RegExp, readonly DayIndex[]])[] = [
  [
    /每[天日]|天天|日日|一周七天|每周七天|daily|every ?day|everyday|7 days(?: a week| ?\/ ?week)?|all week/y,
    EVERY_DAY,
  ],
  [/(?:周|星期|礼拜)末|双休日?|(?<![一-龥])六、?日(?! ?[一-龥]*月)|weekends?/y, WEEKEND],
  [
    /(?:国家)?法定(?:节?假日|假期|节日)|节假日|公[众共](?:假期|假日|节假日)|国定假[日期]|节日|公假|(?:public|bank) holidays?|holidays?|ph\b/y,
    [PUBLIC_HOLIDAY],
  ],
  [/假日/y, [...WEEKEND, PUBLIC_HOLIDAY]],
  [/平日|weekdays?|m ?- ?f\b|(?:周|星期|礼拜)中/y, WEEKDAYS],
];
const WORKING_DAYS = /(?:法定)?工作日|(?:working|business) days?/y;
const DAY_NAMES =
  /(mon(?:day)?|mo|tue(?:s(?:day)?)?|tu|wed(?:s|nesday)?|we(?= ?[-,&/\d])|thu(?:r(?:s(?:day)?)?)?|th|fri(?:day)?|fr|sat(?:urday)?|sa|sun(?:day)?|su)s?\.?(?![a-z])/y;
const NAMED_DAY = /(?:周|星期|礼拜)([一二三四五六日天]|[1-7](?![\d:点时]))/y;
// 周一、三、五, 周一至五, 周六日: the numeral alone, after a day that was named.
const FURTHER_DAY = /([一二三四五六日天])(?![十百零〇月年点时])/y;
const FURTHER_NUMBER = /([1-7])(?![\d:.点时年月日h]| ?(?:[ap]\.?m|-))/y;
const NUMERALS = '一二三四五六日';

function dayToken(text: string, start: number, before: readonly Token[]): Token | undefined {
  const token = (match: RegExpExecArray, days: readonly DayIndex[], isWorkingDays = false): Token => ({
    type: 'days',
    days,
    isWorkingDays,
    start,
    end: start + match[0].length,
  });
  for (const [pattern, days] of DAY_SETS) {
    const match = matchAt(pattern, text, start);
    if (match && endsAsWord(text, start + match[0].length)) return token(match, days);
  }
  const working = matchAt(WORKING_DAYS, text, start);
  if (working) return token(working, WEEKDAYS, true);
  const name = matchAt(DAY_NAMES, text, start);
  if (name) return token(name, [['mo', 'tu', 'we', 'th', 'fr', 'sa', 'su'].indexOf(name[1]!.slice(0, 2))]);
  const named = matchAt(NAMED_DAY, text, start);
  if (named) return token(named, [numeralDay(named[1]!)]);
  const [last, earlier] = [before.at(-1), before.at(-2)];
  const joins =
    last?.type === 'and' || last?.type === 'to' || (last?.type === 'comma' && earlier?.type === 'days');
  const day = joins ? earlier : last;
  if (day?.type !== 'days' || !/[一二三四五六日天1-7]/.test(text[day.end - 1]!)) return undefined;
  const further = matchAt(/\d/.test(text[day.end - 1]!) ? FURTHER_NUMBER : FURTHER_DAY, text, start);
  return further ? token(further, [numeralDay(further[1]!)]) : undefined;
}

const numeralDay = (numeral: string): DayIndex =>
  /\d/.test(numeral) ? Number(numeral) - 1 : NUMERALS.indexOf(numeral === '天' ? '日' : numeral);

const PERIODS: readonly (readonly [RegExp, Period])[] = [
  [/凌晨|半夜|深夜/y, 'night'],
  [/清晨|早晨|早上|上午|早|晨|朝(?=[一二三四五六七八九十])/y, 'morning'],
  [/中午|正午/y, 'noon'],
  [/下午|午后/y, 'afternoon'],
  [/傍晚|晚上|晚间|夜间|夜里|夜晚|午夜|晚|夜/y, 'evening'],
  [/a\.?m\b\.?/y, 'am'],
  [/p\.?m\b\.?/y, 'pm'],
];
const NEXT_DAY =
  /次日的?|翌日|第二[天日]|隔[天日]|次(?=晨)|翌(?=晨)|(?:on )?(?:the )?(?:next|following) day/y;
const NEXT_DAY_AFTER = /\(?(?:次日|翌日|第二天|隔[天日]|(?:the )?(?:next|following) day|\+1)\)?/y;
const COLON_TIME = /(\d{1,2}) ?: ?(\d{2})(?::00)?(?!\d)/y;
const DOT_TIME = /(\d{1,2})\.([0-5]\d)(?![\d.])/y;
const HOUR_TIME =
  /(\d{1,2}|[零〇一二两三四五六七八九十]{1,3}) ?[点时](?!间|段|装|候)(?:钟|整)?(半|一刻|三刻|(?: ?(?:\d{1,2}|[零〇一二三四五六七八九十]{1,3}) ?分)|\d{2}(?![\d:点时]))?/y;
const MILITARY_TIME = /([01]\d|2[0-4])([0-5]\d)(?!\d|[年.])/y;
const BARE_HOUR = /(?<!\d)(\d{1,2})(?![\d年月日个小])/y;
const SPOKEN_HOUR = /([一二两三四五六七八九十]{1,3})/y;
const UNIT = /(?:hrs?|h|o'clock)\b\.?/y;

function timeToken(text: string, start: number): Token | undefined {
  let at = start;
  let period: Period | undefined;
  let isNextDay = false;
  const take = (pattern: RegExp): RegExpExecArray | undefined => {
    const from = at + (matchAt(/[^\S\n]+/y, text, at)?.[0].length ?? 0);
    const match = matchAt(pattern, text, from);
    if (match) at = from + match[0].length;
    return match;
  };
  const takePeriod = () => {
    for (const [pattern, name] of PERIODS) if (take(pattern)) return name;
    return undefined;
  };
  const built = (hour: number, minute: number, isPadded: boolean, isBare: boolean): Token | undefined => {
    if (!(hour <= 29 && minute <= 59)) return undefined;
    return { type: 'time', time: { hour, minute, period, isNextDay, isPadded, isBare }, start, end: at };
  };

  isNextDay = take(NEXT_DAY) !== undefined;
  const word = take(
    /(?:12 ?)?(?:noon|midday)(?![a-z])|(?:12 ?)?midnight(?![a-z])|[午子]夜(?! ?[\d一二十零])/y,
  )?.[0];
  if (word) return built(/noon|midday/.test(word) ? 12 : 24, 0, true, false);
  period = takePeriod();
  isNextDay = take(NEXT_DAY) !== undefined || isNextDay;
  if (period) take(/:/y);
  const exact = take(COLON_TIME) ?? take(HOUR_TIME) ?? take(DOT_TIME) ?? take(MILITARY_TIME);
  const number = exact ?? take(BARE_HOUR) ?? (period && take(SPOKEN_HOUR));
  if (!number) return undefined;
  take(UNIT);
  const after = takeSuffix(take, takePeriod);
  period ??= after;
  isNextDay = take(NEXT_DAY_AFTER) !== undefined || isNextDay;
  const isPadded = /^\d{2}[:.]?\d{2}/.test(number[0].replaceAll(' ', ''));
  return built(numberOf(number[1]!), minuteOf(number[2]), isPadded, number[0] === text.slice(start, at));
}

/** am and pm stand after a time; a Chinese word there belongs to the next one. */
function takeSuffix(
  take: (pattern: RegExp) => RegExpExecArray | undefined,
  takePeriod: () => Period | undefined,
): Period | undefined {
  return take(/(?=[ap]\.?m\b)/y) ? takePeriod() : undefined;
}

function minuteOf(text: string | undefined): number {
  const minutes = text?.replace(/[ 分]/g, '') ?? '';
  return { '': 0, 半: 30, 一刻: 15, 三刻: 45 }[minutes] ?? numberOf(minutes);
}

/** 23, 二十三, 十, 〇五; NaN for what is no number. */
function numberOf(text: string): number {
  if (/^\d+$/.test(text)) return Number(text);
  const [, tens, ten, units] =
    /^([零〇一二两三四五六七八九]?)(十?)([零〇一二两三四五六七八九]?)$/.exec(text) ?? [];
  const digit = (numeral: string | undefined) =>
    numeral ? '零一二三四五六七八九'.indexOf(numeral.replace('两', '二').replace('〇', '零')) : 0;
  if (tens === undefined) return Number.NaN;
  return ten ? (tens ? digit(tens) : 1) * 10 + digit(units) : digit(tens) * (units ? 10 : 1) + digit(units);
}

function matchAt(pattern: RegExp, text: string, index: number): RegExpExecArray | undefined {
  pattern.lastIndex = index;
  return pattern.exec(text) ?? undefined;
}

const endsAsWord = (text: string, end: number): boolean => !/[a-z]{2}/.test(text.slice(end - 1, end + 1));
