import OpeningHours from 'opening_hours';
import { describe, expect, it } from 'vitest';
import { type DaySpan, readOpeningRules } from '../../shared/opening-rules.ts';

const date = (iso: string) => Temporal.PlainDate.from(iso);
const never = () => false;

/** `9-18`, with a ? where nobody knows. */
const shown = (spans: readonly DaySpan[]) =>
  spans.map(({ from, to, state }) => `${from / 60}-${to / 60}${state === 'open' ? '' : '?'}`).join(' ');

describe('values without a holiday and without a night are what the library says they are', () => {
  it.each([
    'Mo-Fr 09:00-18:00; Sa 10:00-16:00',
    'Mo-Fr 09:00-12:00,13:00-18:00',
    'Mo-Sa 08:00-12:00; 14:00-18:00',
    'Mo-Fr 08:00-12:00, We 14:00-18:00',
    'Mo-Su 10:00-18:00; Mo-Su 12:00-13:00 off',
    'Mo-Fr 09:00-18:00 || "by appointment"',
    'Apr-Oct Mo-Fr 10:00-18:00; Nov-Mar 10:00-16:00',
    'Dec 24-Jan 02 off; Mo-Su 10:00-18:00',
    'Mo-Su 10:00-18:00; Dec 24-Jan 02 off',
    'Mo[1] 10:00-12:00; Sa[-1] 10:00-13:00',
    'week 01-53/2 Mo 10:00-12:00',
    '2026 Dec 25 off; 2027: Sa 10:00-12:00',
    'Mo-Su 10:00-18:00; easter off',
    '10:00+',
    'Mo-Fr 09:00-18:00 open "side door"; Sa unknown "call"',
    '24/7; We off',
  ])('%s', (value) => {
    const rules = readOpeningRules(value);
    const library = new OpeningHours(value, null);
    for (let day = date('2026-12-14'); day.year < 2028; day = day.add({ days: day.year < 2027 ? 1 : 9 })) {
      const spans = rules.spansOn(day, never);
      for (let minute = 0; minute < 1440; minute += 30) {
        const state = spans.find(({ from, to }) => from <= minute && minute < to)?.state ?? 'closed';
        const said = library.getStateString(new Date(day.year, day.month - 1, day.day, 0, minute), true);
        expect(`${day} ${minute} ${state}`).toBe(`${day} ${minute} ${said}`);
      }
    }
  });
});

describe('holidays', () => {
  it.each([
    ['Mo-Fr 09:00-18:00; PH off', '9-18', '', '9-18?'],
    ['Mo-Su 09:00-21:00; PH 10:00-18:00', '9-21', '10-18', '9-10? 10-18 18-21?'],
    ['Mo-Fr 11:00-22:00; Sa,Su,PH 10:00-23:00', '11-22', '10-23', '10-11? 11-22 22-23?'],
    ['PH Mo-Fr 10:00-12:00', '', '10-12', '10-12?'],
    ['Mo-Su 10:00-12:00', '10-12', '10-12', '10-12'],
    ['PH,SH 10:00-12:00', '10-12?', '10-12', '10-12?'],
  ])('%s', (value, ordinary, holiday, unknown) => {
    const rules = readOpeningRules(value);
    const friday = date('2026-11-20');
    expect(shown(rules.spansOn(friday, () => false))).toBe(ordinary);
    expect(shown(rules.spansOn(friday, () => true))).toBe(holiday);
    expect(shown(rules.spansOn(friday, () => undefined))).toBe(unknown);
  });

  it('the day before one', () => {
    const rules = readOpeningRules('Mo-Su 10:00-20:00; PH -1 day 10:00-16:00');
    const isChristmas = (day: Temporal.PlainDate) => day.toString() === '2026-12-25';
    expect(shown(rules.spansOn(date('2026-12-24'), isChristmas))).toBe('10-16');
    expect(shown(rules.spansOn(date('2026-12-25'), isChristmas))).toBe('10-20');
  });
});
