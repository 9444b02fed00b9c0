import OpeningHours from 'opening_hours';
import { describe, expect, it } from 'vitest';
import { type OpeningFields, openingStateOf } from '../../shared/opening-hours.ts';
import { readOpeningHours } from '../../shared/opening-hours-text.ts';
import { corpus } from '../support/corpus.ts';

/** At a local time in Shanghai: open, closed, or null for not known. */
type Probe = readonly [localTime: string, open: boolean | null];
type Case = {
  readonly id: string;
  readonly input: string;
  readonly expect: string | null;
  readonly keep?: string;
  readonly result: 'exact' | 'partial' | 'none';
  readonly probes: readonly Probe[];
  readonly calendar_probes?: readonly Probe[];
};

const STATES = new Map([
  ['open', true],
  ['closed', false],
  ['unknown', null],
]);

/** What the library itself says of a value, each quarter of an hour over a fortnight without a holiday. */
function fortnight(value: string): string[] {
  const hours = new OpeningHours(value, { lat: 31, lon: 121, address: { country_code: 'cn', state: '' } });
  return Array.from({ length: 14 * 96 }, (_, quarter) =>
    hours.getStateString(new Date(2026, 7, 17, 0, quarter * 15), true),
  );
}

describe.each(corpus<Case>('opening-hours.jsonl'))('$id $input', (line) => {
  const read = readOpeningHours(line.input);

  it(`is ${line.expect ?? 'not to be read'} (${line.result})`, () => {
    expect(read.result).toBe(line.result);
    if (line.expect === null) expect(read.openingHours).toBeUndefined();
    else expect(fortnight(read.openingHours!)).toEqual(fortnight(line.expect));
    if (line.keep) expect(read.note).toContain(line.keep);
    if (line.result === 'exact') expect(read.note).toBeUndefined();
    // Nothing that was written is lost.
    if (line.result === 'none') expect(read.note !== undefined).toBe(line.input.trim() !== '');
  });

  const probes = [...line.probes, ...(line.calendar_probes ?? [])];
  it.each(probes.map(([at, open]) => ({ at, open })))('$at: $open', ({ at, open }) => {
    const store: OpeningFields = {
      region: 'CN',
      timeZone: 'Asia/Shanghai',
      ...(read.openingHours ? { openingHours: read.openingHours } : {}),
      ...(read.note ? { openingHoursNote: read.note } : {}),
      exceptions: [],
    };
    expect(STATES.get(openingStateOf(store, new Date(`${at}:00+08:00`)).state)).toBe(open);
  });
});
