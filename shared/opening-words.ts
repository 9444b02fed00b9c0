// Opening hours in words, for people: the state now (agents), and the hours of a day (messages, read hours later).
// Small enough for the panel: Intl only.
import { dateFormat } from './date-format.ts';
import type { Language } from './language.ts';
import type { OpeningSpan, OpeningState } from './nearby.ts';

/** What the words are made of: a store record has it. */
export type OpeningRecord = {
  readonly open: OpeningState;
  /** The spans of the store's local day; [] is closed all day, null is not known. */
  readonly hoursToday: readonly OpeningSpan[] | null;
  readonly timeZone: string;
};

export type OpeningReader = {
  readonly now: Date;
  /** The reader's zone: where its clock differs from the store's, times are marked as local. */
  readonly viewerTimeZone: string;
  readonly language: Language;
};

const CLOSING_SOON_MINUTES = 60;
const WHOLE_DAY: OpeningSpan = ['00:00', '24:00'];

/** A state past its own `changesAt` is not known any more. */
export const isOpeningKnown = ({ state, changesAt }: OpeningState, now: Date): boolean =>
  state !== 'unknown' && (changesAt === null || Date.parse(changesAt) > now.getTime());

/**
 * The state of a store at this moment, in one phrase: `营业中 · 21:00 打烊`. One that is not known is called so.
 */
export function openingInWords(record: OpeningRecord, reader: OpeningReader): string {
  const { open } = record;
  const say = WORDS[reader.language];
  const when = new Moments(record.timeZone, reader);
  switch (isOpeningKnown(open, reader.now) ? open.state : 'unknown') {
    case 'unknown':
      return say.unknown;
    case 'temporarily-closed':
      return open.until === null ? say.suspended : say.suspendedUntil(when.dateOrTime(open.until));
    case 'open':
      return openInWords(record, when, say, reader.now);
    case 'closed':
      return closedInWords(record, when, say);
  }
}

/** The hours of one day for a message: `营业 09:00–21:00`; '' when they are not known. It never speaks of now. */
export function dayHoursInWords(spans: readonly OpeningSpan[] | null, language: Language): string {
  const say = WORDS[language];
  if (spans === null) return '';
  if (spans.length === 0) return say.closedAllDay;
  if (spans.length === 1 && isWholeDay(spans[0]!)) return say.always;
  const list = spans.map(
    ([opens, closes]) => `${opens}–${isPastMidnight(opens, closes) ? say.nextDay(closes) : closes}`,
  );
  return say.hours(list.join(say.comma));
}

function openInWords(record: OpeningRecord, when: Moments, say: typeof ZH, now: Date): string {
  const { changesAt, changesTo } = record.open;
  if (changesAt === null) return say.always;
  if (changesTo === 'unknown') return say.open;
  const minutesLeft = Math.ceil((Date.parse(changesAt) - now.getTime()) / 60_000);
  if (minutesLeft <= CLOSING_SOON_MINUTES) return say.closingSoon(when.closing(changesAt), minutesLeft);
  // Round the clock today and for a week at least: the distant end helps nobody.
  if (when.daysUntil(changesAt) >= 7) return say.always;
  return say.openUntil(when.closing(changesAt));
}

function closedInWords({ open, hoursToday }: OpeningRecord, when: Moments, say: typeof ZH): string {
  const isOffToday = hoursToday !== null && hoursToday.length === 0;
  // Never in sight, or a day nobody knows the hours of comes first: no hours today means less than it seems.
  if (open.changesAt === null || (open.changesTo && hoursToday === null)) return say.notOpen;
  if (open.changesTo) return isOffToday ? say.offToday : say.shut;
  if (when.daysUntil(open.changesAt) === 0) return say.opensToday(when.time(open.changesAt));
  // After 今日休息 the weekday says more than 明天 would.
  return isOffToday
    ? say.offTodayUntil(when.dayAndTime(open.changesAt, false))
    : say.shutUntil(when.dayAndTime(open.changesAt, true));
}

/** Moments of the store, as its own clock shows them, in words for the reader. */
class Moments {
  readonly #language: Language;
  readonly #today: string;
  readonly #local: (time: string) => string;

  constructor(timeZone: string, { now, viewerTimeZone, language }: OpeningReader) {
    const there = wallClock(now, timeZone);
    this.#language = language;
    this.#today = there.slice(0, 10);
    this.#local = there === wallClock(now, viewerTimeZone) ? (time) => time : WORDS[language].local;
  }

  /** Whole local days from today; 0 for later today. */
  daysUntil(instant: string): number {
    return (dateOf(instant).getTime() - dateOf(this.#today).getTime()) / 86_400_000;
  }

  time(instant: string): string {
    return this.#local(instant.slice(11, 16));
  }

  /** A closing time: midnight is the end of the day before it. */
  closing(instant: string): string {
    const say = WORDS[this.#language];
    const time = instant.slice(11, 16);
    const days = this.daysUntil(instant) - (time === '00:00' ? 1 : 0);
    const shown = time === '00:00' ? '24:00' : time;
    if (days <= 0) return this.#local(shown);
    if (days === 1 && shown !== '24:00') return this.#local(say.nextDay(shown));
    return this.#local(`${this.#weekday(instant, shown === '24:00' ? -1 : 0)} ${shown}`);
  }

  /** `saysTomorrow`: rather than its weekday. */
  dayAndTime(instant: string, saysTomorrow: boolean): string {
    const say = WORDS[this.#language];
    const time = instant.slice(11, 16);
    const days = this.daysUntil(instant);
    const day =
      days === 1 && saysTomorrow ? say.tomorrow : days < 7 ? this.#weekday(instant, 0) : this.#date(instant);
    return this.#local(`${day} ${time}`);
  }

  dateOrTime(instant: string): string {
    return this.daysUntil(instant) === 0 ? this.time(instant) : this.#date(instant);
  }

  #weekday(instant: string, addDays: number): string {
    const day = new Date(dateOf(instant).getTime() + addDays * 86_400_000);
    return dateFormat(INTL_LOCALE[this.#language], { weekday: 'short', timeZone: 'UTC' }).format(day);
  }

  #date(instant: string): string {
    const year = instant.slice(0, 4) === this.#today.slice(0, 4) ? undefined : 'numeric';
    const month = this.#language === 'en' ? 'short' : 'long';
    return dateFormat(INTL_LOCALE[this.#language], {
      year,
      month,
      day: 'numeric',
      timeZone: 'UTC',
    }).format(dateOf(instant));
  }
}

// A 24-hour clock and the day before the month, as the Chinese words have them too.
const INTL_LOCALE: Record<Language, string> = { 'zh-CN': 'zh-CN', en: 'en-GB' };

const ZH = {
  unknown: '营业时间未知 · 请致电',
  always: '24 小时营业',
  open: '营业中',
  openUntil: (time: string) => `营业中 · ${time} 打烊`,
  closingSoon: (time: string, minutes: number) => `即将打烊 · ${time}（还剩 ${minutes} 分钟）`,
  notOpen: '未营业',
  opensToday: (time: string) => `未营业 · ${time} 开门`,
  shut: '已打烊',
  shutUntil: (time: string) => `已打烊 · ${time} 开门`,
  offToday: '今日休息',
  offTodayUntil: (time: string) => `今日休息 · ${time} 开门`,
  suspended: '暂停营业',
  suspendedUntil: (time: string) => `暂停营业 · 预计 ${time} 恢复`,
  tomorrow: '明天',
  local: (time: string) => (/^\d/.test(time) ? `当地 ${time}` : `当地${time}`),
  nextDay: (time: string) => `次日 ${time}`,
  closedAllDay: '今日休息',
  hours: (list: string) => `营业 ${list}`,
  comma: '、',
};

const EN: typeof ZH = {
  unknown: 'Hours unknown · please call',
  always: 'Open 24 hours',
  open: 'Open',
  openUntil: (time) => `Open · closes ${time}`,
  closingSoon: (time, minutes) => `Closing soon · ${time} (${minutes} min left)`,
  notOpen: 'Closed',
  opensToday: (time) => `Closed · opens ${time}`,
  shut: 'Closed',
  shutUntil: (time) => `Closed · opens ${time}`,
  offToday: 'Closed today',
  offTodayUntil: (time) => `Closed today · opens ${time}`,
  suspended: 'Temporarily closed',
  suspendedUntil: (time) => `Temporarily closed · expected back ${time}`,
  tomorrow: 'tomorrow',
  local: (time) => `${time} local time`,
  nextDay: (time) => `${time} next day`,
  closedAllDay: 'Closed today',
  hours: (list) => `Hours ${list}`,
  comma: ', ',
};

const WORDS: Record<Language, typeof ZH> = { 'zh-CN': ZH, en: EN };

/** `2026-11-22T21:00` as clocks show it in the zone at that moment. */
function wallClock(at: Date, timeZone: string): string {
  const format = dateFormat('en-u-ca-gregory-nu-latn', {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone,
  });
  const { year, month, day, hour, minute } = Object.fromEntries(
    format.formatToParts(at).map(({ type, value }) => [type, value]),
  );
  return `${year}-${month}-${day}T${hour}:${minute}`;
}

/** The date of an ISO text as a UTC midnight, to count and name days by. */
const dateOf = (iso: string): Date => new Date(`${iso.slice(0, 10)}T00:00:00Z`);

const isWholeDay = ([opens, closes]: OpeningSpan): boolean =>
  opens === WHOLE_DAY[0] && (closes === WHOLE_DAY[1] || closes === '00:00');

const isPastMidnight = (opens: string, closes: string): boolean => closes <= opens;
