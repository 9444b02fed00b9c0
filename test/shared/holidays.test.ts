import { describe, expect, it } from 'vitest';
import { type DayKind, dayKind, springFestival } from '../../shared/holidays.ts';
import type { Region } from '../../shared/store.ts';

const date = (iso: string) => Temporal.PlainDate.from(iso);
const holidaysOf = (region: Region, year: number) => {
  const days: string[] = [];
  for (let day = date(`${year}-01-01`); day.year === year; day = day.add({ days: 1 })) {
    if (dayKind(region, day) === 'holiday') days.push(day.toString().slice(5));
  }
  return days;
};

// General Office of the State Council, 4 November 2025 (国办发明电, 2026年部分节假日安排).
it('the mainland in 2026, with what is worked in exchange', () => {
  expect(holidaysOf('CN', 2026)).toHaveLength(33);
  const worked = ['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10'];
  expect(worked.map((day) => dayKind('CN', date(day)))).toEqual(worked.map(() => 'worked'));
});

describe('one date, five regions', () => {
  it.each<[string, string, (DayKind | undefined)[]]>([
    ['2026-02-17', 'the lunar New Year', ['holiday', 'holiday', 'holiday', 'holiday', undefined]],
    ['2026-04-03', 'Good Friday', ['ordinary', 'holiday', 'holiday', 'holiday', undefined]],
    ['2026-10-02', 'the day after National Day', ['holiday', 'ordinary', 'holiday', 'ordinary', undefined]],
    [
      '2026-10-10',
      'a Saturday: worked, or the other National Day',
      ['worked', 'ordinary', 'ordinary', 'holiday', undefined],
    ],
    ['2026-12-25', 'Christmas Day', ['ordinary', 'holiday', 'holiday', 'holiday', undefined]],
    ['2031-01-01', 'beyond every table', [undefined, undefined, undefined, undefined, undefined]],
  ])('%s, %s', (day, _, kinds) => {
    expect((['CN', 'HK', 'MO', 'TW', 'other'] as const).map((region) => dayKind(region, date(day)))).toEqual(
      kinds,
    );
  });
});

it('Hong Kong has 17 general holidays a year, Sundays apart', () => {
  expect(holidaysOf('HK', 2026)).toHaveLength(17);
  expect(holidaysOf('HK', 2027)).toHaveLength(17);
  for (const year of [2026, 2027]) {
    for (const day of holidaysOf('HK', year)) expect(date(`${year}-${day}`).dayOfWeek).not.toBe(7);
  }
});

it('Macao has the 20 days of its Executive Order 60/2000', () => {
  expect(holidaysOf('MO', 2026)).toHaveLength(20);
  expect(holidaysOf('MO', 2027)).toHaveLength(20);
});

it('Spring Festival is from the eve to the third day, also in years without a table', () => {
  const around = (region: Region) =>
    ['2026-02-15', '2026-02-16', '2026-02-17', '2026-02-19', '2026-02-20', '2026-02-24'].map((day) =>
      springFestival(region, date(day)),
    );
  expect(around('CN')).toEqual(['break', 'eve-to-third', 'eve-to-third', 'eve-to-third', 'break', undefined]);
  expect(around('HK')).toEqual([undefined, 'break', 'eve-to-third', 'eve-to-third', undefined, undefined]);
  expect(springFestival('CN', date('2038-02-04'))).toBe('eve-to-third');
});
