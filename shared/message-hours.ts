// Opening hours for a message. It is read hours later, so nothing here speaks of now.
import { dateFormat } from './date-format.ts';
import type { Language } from './language.ts';
import type { StoreRecord } from './nearby.ts';
import { dayHoursInWords } from './opening-words.ts';

type Hours = Pick<StoreRecord, 'open' | 'hoursToday' | 'timeZone'>;
/** `now` in milliseconds of the epoch. */
type Reader = { readonly now: number; readonly language: Language };

const WEEK_MILLISECONDS = 7 * 24 * 3600_000;

/**
 * The hours of the store's day, or when it opens where that is another day, or that it is closed for a while; '' when
 * nobody knows.
 */
export function hoursForMessage(store: Hours, reader: Reader): string {
  const { state, until } = store.open;
  if (state === 'temporarily-closed') {
    return WORDS[reader.language].suspended(until === null ? '' : dateOf(until, reader.language));
  }
  return opensInWords(store, reader) || dayHoursInWords(store.hoursToday, reader.language);
}

/** `周六 10:00 开门` of a store that is closed for the rest of its day; else ''. */
export function opensInWords({ open, timeZone }: Hours, { now, language }: Reader): string {
  const { state, changesAt, changesTo } = open;
  if (state !== 'closed' || changesAt === null || changesTo !== undefined) return '';
  if (localDay(changesAt) <= localDayAt(now, timeZone)) return '';
  const far = Date.parse(changesAt) - now >= WEEK_MILLISECONDS;
  const day = far ? dateOf(changesAt, language) : weekdayOf(changesAt, language);
  return WORDS[language].opens(`${day} ${changesAt.slice(11, 16)}`);
}

// An instant of a store is written in the store's own offset: its first characters are the local date and time.
const localDay = (instant: string): string => instant.slice(0, 10);

const localDayAt = (at: number, timeZone: string): string =>
  dateFormat('sv-SE', { dateStyle: 'short', timeZone }).format(at);

const weekdayOf = (instant: string, language: Language) => formatDay(instant, language, { weekday: 'short' });
const dateOf = (instant: string, language: Language) =>
  formatDay(instant, language, { month: language === 'en' ? 'short' : 'long', day: 'numeric' });

const formatDay = (instant: string, language: Language, format: Intl.DateTimeFormatOptions): string =>
  dateFormat(INTL_LOCALE[language], { ...format, timeZone: 'UTC' }).format(
    new Date(`${localDay(instant)}T00:00:00Z`),
  );

// The day before the month, as in the Chinese words.
const INTL_LOCALE: Record<Language, string> = { 'zh-CN': 'zh-CN', en: 'en-GB' };

const WORDS = {
  'zh-CN': {
    opens: (time: string) => `${time} 开门`,
    suspended: (date: string) => (date === '' ? '暂停营业' : `暂停营业，预计 ${date} 恢复`),
  },
  en: {
    opens: (time: string) => `opens ${time}`,
    suspended: (date: string) =>
      date === '' ? 'temporarily closed' : `temporarily closed, expected back ${date}`,
  },
} as const satisfies Record<Language, Record<string, unknown>>;
