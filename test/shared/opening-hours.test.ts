import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { OpeningFields } from '../../shared/opening-hours.ts';

type Hours = typeof import('../../shared/opening-hours.ts');

const aStore = (openingHours: string | undefined, more: Partial<OpeningFields> = {}): OpeningFields => ({
  region: 'CN',
  timeZone: 'Asia/Shanghai',
  ...(openingHours === undefined ? {} : { openingHours }),
  exceptions: [],
  ...more,
});

const inZone = (timeZone: string, openingHours: string, more: Partial<OpeningFields> = {}) =>
  aStore(openingHours, { region: 'other', timeZone, ...more });

// The machine's own zone must not matter: offsets in January show that the setting took effect.
describe.each([
  ['UTC', 0],
  ['America/New_York', 300],
  ['Asia/Kathmandu', -345],
])('on a machine in %s', (machineZone, winterOffset) => {
  const zoneBefore = process.env.TZ;
  let hours: Hours;

  beforeAll(async () => {
    process.env.TZ = machineZone;
    // A module of its own, so that nothing is remembered from another zone.
    vi.resetModules();
    hours = await import('../../shared/opening-hours.ts');
    expect(new Date(2026, 0, 1).getTimezoneOffset()).toBe(winterOffset);
  });

  afterAll(() => {
    if (zoneBefore === undefined) delete process.env.TZ;
    else process.env.TZ = zoneBefore;
  });

  const stateAt = (store: OpeningFields, at: string) => hours.openingStateOf(store, new Date(at));
  const spansAt = (store: OpeningFields, at: string) => hours.hoursOn(store, new Date(at));

  describe('the state and its next change', () => {
    it('is open from the second it opens to the second it closes', () => {
      const store = aStore('Mo-Fr 09:00-18:00');
      const opensAt = '2026-11-20T09:00:00+08:00';
      const closesAt = '2026-11-20T18:00:00+08:00';
      expect(stateAt(store, '2026-11-20T08:59:59+08:00')).toEqual({
        state: 'closed',
        changesAt: opensAt,
        until: null,
      });
      expect(stateAt(store, opensAt)).toEqual({ state: 'open', changesAt: closesAt, until: null });
      expect(stateAt(store, '2026-11-20T17:59:59.999+08:00').state).toBe('open');
      expect(stateAt(store, closesAt)).toEqual({
        state: 'closed',
        changesAt: '2026-11-23T09:00:00+08:00',
        until: null,
      });
    });

    it('never changes when it is open around the clock', () => {
      expect(stateAt(aStore('24/7'), '2026-11-20T03:00:00+08:00')).toEqual({
        state: 'open',
        changesAt: null,
        until: null,
      });
    });

    it('does not change at midnight between two whole days', () => {
      expect(stateAt(aStore('Mo-Fr 00:00-24:00'), '2026-11-18T23:59:00+08:00').changesAt).toBe(
        '2026-11-21T00:00:00+08:00',
      );
    });

    it('finds the next season', () => {
      expect(stateAt(aStore('Apr-Oct 10:00-18:00'), '2026-11-20T12:00:00+08:00')).toEqual({
        state: 'closed',
        changesAt: '2027-04-01T10:00:00+08:00',
        until: null,
      });
    });

    it('is unknown, not closed, without hours, with hours nobody can read, and by appointment', () => {
      const unknown = { state: 'unknown', changesAt: null, until: null };
      for (const value of [undefined, '', '周八 9:00', 'Mo-Fr 25:00-26:00', '"电话预约"', 'x'.repeat(2000)]) {
        expect(stateAt(aStore(value), '2026-11-20T12:00:00+08:00')).toEqual(unknown);
        expect(spansAt(aStore(value), '2026-11-20T12:00:00+08:00')).toBeNull();
      }
    });

    it('is unknown in a zone that does not exist', () => {
      expect(stateAt(inZone('Asia/Atlantis', '24/7'), '2026-11-20T12:00:00Z').state).toBe('unknown');
      expect(spansAt(inZone('Asia/Atlantis', '24/7'), '2026-11-20T12:00:00Z')).toBeNull();
    });

    it('does not guess where the sun stands, nor when schools have holidays, nor an open end', () => {
      expect(stateAt(aStore('sunrise-sunset'), '2026-11-20T12:00:00+08:00').state).toBe('unknown');
      expect(stateAt(aStore('Mo-Su 09:00-18:00; SH off'), '2026-11-20T12:00:00+08:00').state).toBe('unknown');
      expect(stateAt(aStore('Mo-Su 09:00-18:00; SH off'), '2026-11-20T20:00:00+08:00').state).toBe('closed');
      expect(stateAt(aStore('17:00+'), '2026-11-20T18:00:00+08:00').state).toBe('unknown');
    });
  });

  describe('over midnight', () => {
    it('is open at 01:30 on Saturday when Friday closes at 02:00', () => {
      const store = aStore('Fr 18:00-02:00');
      expect(stateAt(store, '2025-03-08T01:30:00+08:00')).toEqual({
        state: 'open',
        changesAt: '2025-03-08T02:00:00+08:00',
        until: null,
      });
      expect(spansAt(store, '2025-03-07T20:00:00+08:00')).toEqual([['18:00', '02:00']]);
      expect(spansAt(store, '2025-03-08T01:30:00+08:00')).toEqual([]);
    });

    it("stays that evening's when the next day is off, or has hours of its own", () => {
      expect(stateAt(aStore('Fr,Sa 18:00-02:00; Su off'), '2026-11-22T01:30:00+08:00').state).toBe('open');
      expect(stateAt(aStore('Fr 18:00-02:00; Sa 10:00-20:00'), '2026-11-21T01:30:00+08:00').state).toBe(
        'open',
      );
    });

    it('is not open on the night after a holiday that it was closed on', () => {
      // 1 to 7 October 2026 is the National Day break.
      const bar = aStore('Mo-Su 18:00-02:00; PH off');
      expect(stateAt(bar, '2026-10-01T01:30:00+08:00').state).toBe('open');
      expect(stateAt(bar, '2026-10-01T20:00:00+08:00')).toEqual({
        state: 'closed',
        changesAt: '2026-10-08T18:00:00+08:00',
        until: null,
      });
      expect(stateAt(bar, '2026-10-08T01:30:00+08:00').state).toBe('closed');
    });

    it('goes with the hours that it belongs to, when a rule outdoes them', () => {
      const bar = aStore('Mo-Su 18:00-02:00; Fr 10:00-12:00');
      expect(spansAt(bar, '2026-11-20T11:00:00+08:00')).toEqual([['10:00', '12:00']]);
      expect(stateAt(bar, '2026-11-21T01:00:00+08:00').state).toBe('closed');
    });

    it('may last until the same time next day', () => {
      expect(spansAt(aStore('Sa 10:00-10:00'), '2026-11-21T12:00:00+08:00')).toEqual([['10:00', '10:00']]);
      expect(stateAt(aStore('Sa 10:00-10:00'), '2026-11-22T09:59:59+08:00').state).toBe('open');
    });
  });

  describe('when clocks are set', () => {
    // New York: 8 March 2026 has no 02:00 to 03:00, 1 November 2026 has 01:00 to 02:00 twice.
    it('gives changes the offset of their own day', () => {
      const store = inZone('America/New_York', 'Mo-Su 09:00-17:00');
      expect(stateAt(store, '2026-03-07T18:00:00-05:00').changesAt).toBe('2026-03-08T09:00:00-04:00');
      expect(stateAt(store, '2026-10-31T18:00:00-04:00').changesAt).toBe('2026-11-01T09:00:00-05:00');
    });

    it('takes a time that is skipped as the moment of skipping', () => {
      const store = inZone('America/New_York', 'Su 01:00-02:30');
      expect(stateAt(store, '2026-03-08T01:30:00-05:00').changesAt).toBe('2026-03-08T03:00:00-04:00');
      expect(stateAt(store, '2026-03-08T03:00:00-04:00').state).toBe('closed');
      const split = inZone('America/New_York', 'Su 01:00-02:10,02:40-05:00');
      expect(stateAt(split, '2026-03-08T01:30:00-05:00').changesAt).toBe('2026-03-08T05:00:00-04:00');
    });

    it('takes a time that comes twice as the first', () => {
      const bar = inZone('America/New_York', 'Sa 20:00-01:30');
      expect(stateAt(bar, '2026-10-31T23:00:00-04:00').changesAt).toBe('2026-11-01T01:30:00-04:00');
      expect(stateAt(bar, '2026-11-01T01:15:00-05:00').state).toBe('closed');
    });

    it('keeps a night that is an hour longer or shorter', () => {
      const bar = inZone('Europe/London', 'Sa 20:00-04:00');
      expect(stateAt(bar, '2026-10-24T22:00:00+01:00').changesAt).toBe(
        '2026-10-25T04:00:00Z'.replace('Z', '+00:00'),
      );
      expect(stateAt(bar, '2026-03-28T22:00:00+00:00').changesAt).toBe('2026-03-29T04:00:00+01:00');
    });

    it('knows half an hour: Lord Howe', () => {
      const store = inZone('Australia/Lord_Howe', 'Mo-Su 09:00-17:00');
      expect(stateAt(store, '2026-04-04T18:00:00+11:00').changesAt).toBe('2026-04-05T09:00:00+10:30');
    });
  });

  describe('public holidays', () => {
    const office = aStore('Mo-Fr 09:00-17:30; PH off');

    it.each([
      ['an ordinary Friday', '2026-11-20', 'open'],
      ['the New Year of the lunar calendar', '2026-02-17', 'closed'],
      ['the last day of the Spring Festival break, a Monday', '2026-02-23', 'closed'],
      ['Dragon Boat Festival', '2026-06-19', 'closed'],
      ["Women's Day, which is no holiday for all", '2027-03-08', 'unknown'],
      ["Women's Day 2024, a Friday", '2024-03-08', 'open'],
      ['a Saturday worked in exchange', '2026-10-10', 'open'],
      ['a Sunday worked in exchange', '2026-09-20', 'open'],
      ['an ordinary Saturday', '2026-10-17', 'closed'],
    ])('an office with working days, %s', (_, date, state) => {
      expect(stateAt(office, `${date}T12:00:00+08:00`).state).toBe(state);
    });

    it('a worked Saturday has the hours of working days, not those of weekends', () => {
      const cafe = aStore('Mo-Fr 11:00-22:00; Sa,Su,PH 10:00-23:00');
      expect(spansAt(cafe, '2026-10-10T12:00:00+08:00')).toEqual([['11:00', '22:00']]);
      expect(spansAt(cafe, '2026-10-17T12:00:00+08:00')).toEqual([['10:00', '23:00']]);
      expect(spansAt(cafe, '2026-10-01T12:00:00+08:00')).toEqual([['10:00', '23:00']]);
    });

    it('a worked Sunday stays a Sunday where working days differ, and where holidays are not spoken of', () => {
      const museum = aStore('Tu-Su 09:00-17:00; Mo off; PH 09:00-17:00');
      expect(spansAt(museum, '2026-09-20T12:00:00+08:00')).toEqual([['09:00', '17:00']]);
      expect(spansAt(aStore('Mo-Fr 09:00-17:00'), '2026-09-20T12:00:00+08:00')).toEqual([]);
    });

    it('is unknown beyond the announced years, where a holiday would make a difference', () => {
      const shop = aStore('Mo-Su 09:00-21:00; PH 10:00-18:00');
      expect(stateAt(shop, '2031-05-05T09:30:00+08:00').state).toBe('unknown');
      expect(stateAt(shop, '2031-05-05T12:00:00+08:00')).toEqual({
        state: 'open',
        changesAt: '2031-05-05T18:00:00+08:00',
        until: null,
        changesTo: 'unknown',
      });
      expect(stateAt(shop, '2031-05-05T22:00:00+08:00').state).toBe('closed');
      expect(spansAt(shop, '2031-05-05T12:00:00+08:00')).toBeNull();
      expect(stateAt(aStore('Mo-Su 09:00-21:00'), '2031-05-05T12:00:00+08:00').state).toBe('open');
    });

    it.each([
      ['HK', 'Asia/Hong_Kong', '2026-04-07', 'the day following Easter Monday', 'closed'],
      ['HK', 'Asia/Hong_Kong', '2026-10-02', 'a Friday, holiday on the mainland and in Macao', 'open'],
      ['MO', 'Asia/Macau', '2026-10-02', 'the day after National Day', 'closed'],
      ['TW', 'Asia/Taipei', '2026-10-09', 'the Friday before a National Day on Saturday', 'closed'],
      ['TW', 'Asia/Taipei', '2026-10-01', 'an ordinary Thursday', 'open'],
      ['other', 'Asia/Seoul', '2026-11-20', 'an ordinary Friday, as nobody here knows', 'unknown'],
    ] as const)('%s has its own: %s %s is %s', (region, timeZone, date, _, state) => {
      const shop = aStore('Mo-Fr 09:00-18:00; PH off', { region, timeZone });
      expect(stateAt(shop, `${date}T04:00:00Z`).state).toBe(state);
    });
  });

  describe('Spring Festival in the note', () => {
    const store = aStore('Mo-Su 09:00-21:00', { openingHoursNote: '春节休息' });

    it('closes the store from the eve to the third day', () => {
      expect(stateAt(store, '2026-02-17T12:00:00+08:00').state).toBe('closed');
      expect(spansAt(store, '2026-02-16T12:00:00+08:00')).toEqual([]);
      expect(stateAt(store, '2026-02-14T12:00:00+08:00').state).toBe('open');
      expect(stateAt(store, '2026-10-01T12:00:00+08:00').state).toBe('open');
    });

    it('leaves the rest of the official break unknown', () => {
      expect(stateAt(store, '2026-02-20T12:00:00+08:00').state).toBe('unknown');
      expect(stateAt(store, '2026-02-24T12:00:00+08:00').state).toBe('open');
    });

    it('says nothing in 春节不休息 or 春节休息时间另行通知', () => {
      for (const openingHoursNote of ['春节不休息', '春节休息时间另行通知']) {
        expect(stateAt(aStore('24/7', { openingHoursNote }), '2026-02-17T12:00:00+08:00').state).toBe('open');
      }
    });
  });

  describe('dated exceptions', () => {
    const store = aStore('Mo-Su 18:00-02:00', {
      exceptions: [
        { date: '2026-11-22', openingHours: 'off' },
        { date: '2026-11-24', openingHours: '10:00-12:00' },
        { date: '2026-11-26', openingHours: '敬请留意' },
      ],
    });

    it('replace that whole day, but not the night that began the evening before', () => {
      expect(stateAt(store, '2026-11-22T01:30:00+08:00').state).toBe('open');
      expect(stateAt(store, '2026-11-22T02:00:00+08:00')).toEqual({
        state: 'closed',
        changesAt: '2026-11-23T18:00:00+08:00',
        until: null,
      });
      expect(stateAt(store, '2026-11-24T01:30:00+08:00').state).toBe('open');
      expect(spansAt(store, '2026-11-24T05:00:00+08:00')).toEqual([['10:00', '12:00']]);
      expect(stateAt(store, '2026-11-24T20:00:00+08:00').state).toBe('closed');
      expect(stateAt(store, '2026-11-25T01:30:00+08:00').state).toBe('closed');
    });

    it('make a day unknown when they cannot be read', () => {
      expect(stateAt(store, '2026-11-26T20:00:00+08:00').state).toBe('unknown');
    });

    it('outdo holidays, and hours that are not known', () => {
      const exceptions = [{ date: '2026-10-01', openingHours: '10:00-16:00' }];
      expect(
        spansAt(aStore('Mo-Fr 09:00-18:00; PH off', { exceptions }), '2026-10-01T08:00:00+08:00'),
      ).toEqual([['10:00', '16:00']]);
      expect(stateAt(aStore(undefined, { exceptions }), '2026-10-01T12:00:00+08:00').state).toBe('open');
      expect(stateAt(aStore(undefined, { exceptions }), '2026-09-30T12:00:00+08:00')).toEqual({
        state: 'unknown',
        changesAt: '2026-10-01T00:00:00+08:00',
        until: null,
      });
    });

    it('are seen years ahead', () => {
      const always = aStore('24/7', { exceptions: [{ date: '2029-02-13', openingHours: 'off' }] });
      expect(stateAt(always, '2026-11-20T12:00:00+08:00').changesAt).toBe('2029-02-13T00:00:00+08:00');
    });
  });

  describe('temporary closures', () => {
    const closure = { from: '2026-11-22T00:30:00+08:00', until: '2026-11-25T12:00:00+08:00' };
    const bar = aStore('Mo-Su 18:00-02:00', { closure });

    it('begin and end by themselves, at their second', () => {
      expect(stateAt(bar, '2026-11-21T20:00:00+08:00')).toEqual({
        state: 'open',
        changesAt: closure.from,
        until: null,
        changesTo: 'temporarily-closed',
      });
      expect(stateAt(bar, closure.from)).toEqual({
        state: 'temporarily-closed',
        changesAt: closure.until,
        until: closure.until,
      });
      expect(stateAt(bar, closure.until)).toEqual({
        state: 'closed',
        changesAt: '2026-11-25T18:00:00+08:00',
        until: null,
      });
    });

    it('take their part out of the hours of the day', () => {
      expect(spansAt(bar, '2026-11-21T20:00:00+08:00')).toEqual([['18:00', '00:30']]);
      expect(spansAt(bar, '2026-11-23T20:00:00+08:00')).toEqual([]);
      expect(spansAt(aStore('10:00-20:00', { closure }), '2026-11-25T11:00:00+08:00')).toEqual([
        ['12:00', '20:00'],
      ]);
    });

    it('may have no end that anybody knows', () => {
      const store = aStore('24/7', { closure: { from: '2026-11-01T00:00:00+08:00' } });
      expect(stateAt(store, '2026-11-20T12:00:00+08:00')).toEqual({
        state: 'temporarily-closed',
        changesAt: null,
        until: null,
      });
    });

    it('are told in the offset of the store, whatever it was written in', () => {
      const store = aStore('24/7', {
        closure: { from: '2026-11-01T00:00:00Z', until: '2026-11-30T16:00:00Z' },
      });
      expect(stateAt(store, '2026-11-20T12:00:00Z').until).toBe('2026-12-01T00:00:00+08:00');
    });

    it('count for stores whose hours are not known', () => {
      expect(stateAt(aStore(undefined, { closure }), closure.from).state).toBe('temporarily-closed');
    });
  });

  it('a bad value is named with the rule it breaks', () => {
    expect(hours.validateOpeningHours('Mo-Fr 09:00-18:00; Sa,PH 10:00-16:00')).toEqual([]);
    expect(hours.validateOpeningHours('Mo-Fr 25:00-26:00')).toEqual([
      '"Mo-Fr 25:00-26:00" is not opening_hours syntax (such as Mo-Fr 09:00-18:00): Time range starts outside of the current day',
    ]);
    expect(hours.validateOpeningHours('周八 9:00-18:00')).toHaveLength(1);
    expect(hours.validateOpeningHours('')).toHaveLength(1);
  });

  describe('any week, anywhere', () => {
    const WEEKDAYS = ['Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa', 'Su'];
    const time = (minutes: number) =>
      `${String(Math.floor(minutes / 60) % 24).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
    const weeks = fc.array(
      fc.option(
        fc
          .tuple(fc.integer({ min: 0, max: 1439 }), fc.integer({ min: 1, max: 1440 }))
          .map(([from, length]) => ({ from, to: from + length })),
      ),
      { minLength: 7, maxLength: 7 },
    );
    const zones = fc.constantFrom(
      'America/New_York',
      'Europe/London',
      'Asia/Shanghai',
      'Australia/Lord_Howe',
    );
    // Two years around clock changes of every zone.
    const instants = fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2027, 11, 31) });

    const syntaxOf = (week: ({ from: number; to: number } | null)[]) =>
      week
        .flatMap((span, day) => (span ? [`${WEEKDAYS[day]} ${time(span.from)}-${time(span.to)}`] : []))
        .join('; ') || 'off';

    /** Weekday and minute that clocks show, straight from Intl. */
    const shown = (instant: number, timeZone: string) => {
      const parts = new Intl.DateTimeFormat('en', {
        weekday: 'short',
        hour: 'numeric',
        minute: 'numeric',
        hourCycle: 'h23',
        timeZone,
      }).formatToParts(instant);
      const part = (type: string) => parts.find((each) => each.type === type)!.value;
      return {
        day: WEEKDAYS.indexOf(part('weekday').slice(0, 2)),
        minute: Number(part('hour')) * 60 + Number(part('minute')),
      };
    };
    const isOpen = (week: ({ from: number; to: number } | null)[], instant: number, timeZone: string) => {
      const { day, minute } = shown(instant, timeZone);
      const [today, yesterday] = [week[day], week[(day + 6) % 7]];
      return (
        (today && today.from <= minute && minute < today.to) ||
        (yesterday && minute + 1440 < yesterday.to) ||
        false
      );
    };
    /** The clock shows this minute twice that night: which of them counts is told above. */
    const isTwice = (instant: number, timeZone: string) =>
      [-60, -30, 30, 60].some((minutes) => {
        const other = shown(instant + minutes * 60_000, timeZone);
        const here = shown(instant, timeZone);
        return other.day === here.day && other.minute === here.minute;
      });

    it('is open when the clock on its wall says so', () => {
      fc.assert(
        fc.property(weeks, zones, instants, (week, timeZone, instant) => {
          fc.pre(!isTwice(instant, timeZone));
          const { state } = hours.openingStateOf(inZone(timeZone, syntaxOf(week)), new Date(instant));
          expect(state).toBe(isOpen(week, instant, timeZone) ? 'open' : 'closed');
        }),
        { numRuns: 150 },
      );
    });

    it('stays as it is until it changes, to the second', () => {
      fc.assert(
        fc.property(
          weeks,
          zones,
          instants,
          fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
          (week, timeZone, instant, share) => {
            const store = inZone(timeZone, syntaxOf(week));
            const { state, changesAt } = hours.openingStateOf(store, new Date(instant));
            fc.pre(changesAt !== null);
            const change = Date.parse(changesAt!);
            const between = instant + Math.floor((change - instant) * share);
            expect(hours.openingStateOf(store, new Date(between)).state).toBe(state);
            expect(hours.openingStateOf(store, new Date(change - 1)).state).toBe(state);
            expect(hours.openingStateOf(store, new Date(change)).state).not.toBe(state);
          },
        ),
        { numRuns: 150 },
      );
    });
  });
});
