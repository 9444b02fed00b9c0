// Opening hours for a message. It is read hours later, so nothing here speaks of now.
import type { Language } from './language.ts';
import type { StoreRecord } from './nearby.ts';
import { dayHoursInWords } from './opening-words.ts';

type Hours = Pick<StoreRecord, 'open' | 'hoursToday' | 'timeZone'>;
/** `now` in milliseconds of the epoch. */
type Reader = { readonly now: number; readonly language: Language };

const WEEK_MILLISECONDS = 7 * 24 * 3600_000;

/** The hours of the store's day, or when it opens where that is another day; '' when nobody knows. */
export const hoursForMessage = (store: Hours, reader: Reader): string =>
  opensInWords(store, reader) || dayHoursInWords(store.hoursToday, reader.language);

/** `周六 10:00 开门` of a store that is closed for the rest of its day; else ''. */
export function opensInWords({ open, timeZone }: Hours, { now, language }: Reader): string {
  const { state, changesAt, changesTo } = open;
  if (state !== 'closed' || changesAt === null || changesTo !== undefined) return '';
  // `changesAt` is in the store's own offset: its first characters are the local date and time.
  if (changesAt.slice(0, 10) <= localDate(now, timeZone)) return '';
  const far = Date.parse(changesAt) - now >= WEEK_MILLISECONDS;
  const day = new Intl.DateTimeFormat(INTL_LOCALE[language], {
    ...(far ? { month: 'short', day: 'numeric' } : { weekday: 'short' }),
    timeZone: 'UTC',
  }).format(new Date(`${changesAt.slice(0, 10)}T00:00:00Z`));
  const time = `${day} ${changesAt.slice(11, 16)}`;
  return language === 'zh-CN' ? `${time} 开门` : `opens ${time}`;
}

const localDate = (at: number, timeZone: string): string =>
  new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeZone }).format(at);

// The day before the month, as in the Chinese words.
const INTL_LOCALE: Record<Language, string> = { 'zh-CN': 'zh-CN', en: 'en-GB' };
