// A store's hours as a table: this week, and the days after it that differ.
import { dateFormat } from '../../shared/date-format.ts';
import type { Language } from '../../shared/language.ts';
import type { Store } from '../../shared/store.ts';
import { type Html, html } from './html.ts';
import { intlLocale } from './language.ts';
import { type Reader, readersTimeZone } from './store-view.ts';
import { type Day, dayInWords, daysOf } from './week.ts';
import type { Words } from './words.ts';

/** How far ahead holidays and exceptions are told. */
export const DAYS_AHEAD = 14;
const WEEK = 7;

export function hoursPart(store: Store, { at, language }: Reader, say: Words): Html {
  const days = daysOf(store, at, DAYS_AHEAD);
  const week = days.slice(0, WEEK);
  const special = days.slice(WEEK).filter(({ kind, isException }) => isException || kind !== 'ordinary');
  const isKnown = [...week, ...special].some(({ spans }) => spans !== null);
  const { openingHoursNote } = store;
  return html`<section class="part"><h2>${say.hours}</h2>${
    isKnown
      ? html`<table class="week">${week.map((day, i) => row(day, i === 0, language, say))}</table>${
          special.length > 0 &&
          html`<h3>${say.specialDays}</h3><table class="week">${special.map((day) => row(day, false, language, say))}</table>`
        }${!sharesClock(store.timeZone, at) && html`<p class="quiet">${say.localTime(zoneName(store.timeZone, at, language))}</p>`}`
      : html`<p>${store.phones.length > 0 ? say.hoursUnknownCall : say.hoursUnknown}</p>`
  }${openingHoursNote && html`<p class="quiet">${openingHoursNote}</p>`}</section>`;
}

function row({ date, spans, kind, note }: Day, isToday: boolean, language: Language, say: Words): Html {
  // Temporal's own formatting tells a Chinese date in figures alone.
  const format = (options: Intl.DateTimeFormatOptions) =>
    dateFormat(intlLocale[language], { ...options, timeZone: 'UTC' }).format(new Date(date.toString()));
  const weekday = format({ weekday: 'short' });
  const monthAndDay = format({ month: language === 'en' ? 'short' : 'long', day: 'numeric' });
  const remarks = [kind === 'holiday' && say.holiday, kind === 'worked' && say.workedDay, note].filter(
    Boolean,
  );
  return html`<tr${isToday && html` class="today" aria-current="date"`}><th scope="row">${isToday ? say.today : weekday} <span class="quiet">${monthAndDay}</span></th><td>${dayInWords(spans, say)}${
    remarks.length > 0 && html`<br><span class="quiet">${remarks.join(' · ')}</span>`
  }</td></tr>`;
}

/** Whether clocks there show what the reader's show. */
function sharesClock(timeZone: string, at: Date): boolean {
  const [there, here] = [timeZone, readersTimeZone].map(
    (zone) => at.toTemporalInstant().toZonedDateTimeISO(zone).offset,
  );
  return there === here;
}

const zoneName = (timeZone: string, at: Date, language: Language): string =>
  dateFormat(intlLocale[language], { timeZone, timeZoneName: 'long' })
    .formatToParts(at)
    .find(({ type }) => type === 'timeZoneName')!.value;
