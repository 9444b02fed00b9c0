// Public holidays by region, from dated tables: a holiday is what an authority announced, not what a rule predicts.
//
// CN  the State Council's yearly notice (国务院办公厅关于部分节假日安排的通知), with the weekend days that are worked in
//     exchange; out of npm chinese-days, extended with every November's notice for the year after.
// HK  general holidays, Cap. 149, as gazetted; Sundays themselves are left out.
// MO  Executive Order 60/2000, the days themselves, without the civil service's days in lieu.
// TW  紀念日及節日實施條例 (2025) with the days in lieu of 政府機關配合紀念日與節日補假及調整放假處理要點.
import calendar from 'chinese-days/dist/chinese-days.json' with { type: 'json' };
import type { Region } from './store.ts';

/** What a date is where holidays count. `worked`: a weekend day that is worked in exchange for a holiday. */
export type DayKind = 'ordinary' | 'holiday' | 'worked';

/** Whether any table is there for the region; without one no day's kind is ever known. */
export const hasHolidayTable = (region: Region): boolean => region === 'CN' || region in TABLES;

/** Undefined where no table covers the date: nobody can say whether it is a holiday. */
export function dayKind(region: Region, date: Temporal.PlainDate): DayKind | undefined {
  const iso = date.toString();
  if (region === 'CN') {
    if (!MAINLAND_YEARS.has(iso.slice(0, 4))) return undefined;
    if (Object.hasOwn(calendar.holidays, iso)) return 'holiday';
    return Object.hasOwn(calendar.workdays, iso) ? 'worked' : 'ordinary';
  }
  const days = TABLES[region]?.[date.year];
  if (days === undefined) return undefined;
  return days.includes(iso.slice(5)) ? 'holiday' : 'ordinary';
}

/**
 * How a date belongs to Spring Festival: `eve-to-third`, from New Year's Eve to the third day of the lunar year, is the
 * festival for everybody; `break` are days around it that some keep and some do not: the rest of the mainland's official
 * break, and the eve where it is no holiday.
 */
export function springFestival(
  region: Region,
  date: Temporal.PlainDate,
): 'eve-to-third' | 'break' | undefined {
  // The lunar new year falls between 21 January and 21 February, the break ends within two weeks of it.
  if (date.month > 3) return undefined;
  if (isLunarNewYear(date.add({ days: 1 })))
    return region === 'CN' || region === 'TW' ? 'eve-to-third' : 'break';
  for (let day = 0; day < 3; day++) {
    if (isLunarNewYear(date.subtract({ days: day }))) return 'eve-to-third';
  }
  const name: unknown = region === 'CN' && Reflect.get(calendar.holidays, date.toString());
  return typeof name === 'string' && name.startsWith('Spring Festival') ? 'break' : undefined;
}

function isLunarNewYear(date: Temporal.PlainDate): boolean {
  const lunar = date.withCalendar('chinese');
  return lunar.monthCode === 'M01' && lunar.day === 1;
}

const MAINLAND_YEARS = new Set(Object.keys(calendar.holidays).map((iso) => iso.slice(0, 4)));

const TABLES: Partial<Record<Region, Record<number, string>>> = {
  HK: {
    2026: '01-01 02-17 02-18 02-19 04-03 04-04 04-06 04-07 05-01 05-25 06-19 07-01 09-26 10-01 10-19 12-25 12-26',
    2027: '01-01 02-06 02-08 02-09 03-26 03-27 03-29 04-05 05-01 05-13 06-09 07-01 09-16 10-01 10-08 12-25 12-27',
  },
  MO: {
    2026: '01-01 02-17 02-18 02-19 04-03 04-04 04-05 05-01 05-24 06-19 09-26 10-01 10-02 10-18 11-02 12-08 12-20 12-22 12-24 12-25',
    2027: '01-01 02-06 02-07 02-08 03-26 03-27 04-05 05-01 05-13 06-09 09-16 10-01 10-02 10-08 11-02 12-08 12-20 12-22 12-24 12-25',
  },
  TW: {
    2026: '01-01 02-15 02-16 02-17 02-18 02-19 02-20 02-27 02-28 04-03 04-04 04-05 04-06 05-01 06-19 09-25 09-28 10-09 10-10 10-25 10-26 12-25',
    2027: '01-01 02-04 02-05 02-06 02-07 02-08 02-09 02-10 02-28 03-01 04-04 04-05 04-06 04-30 05-01 06-09 09-15 09-28 10-10 10-11 10-25 12-24 12-25 12-31',
  },
};
