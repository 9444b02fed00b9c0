import { describe, expect, it } from 'vitest';
import { storesForAnswer } from '../../shared/answer.ts';
import type { OpeningState } from '../../shared/nearby.ts';
import { aStoreRecord } from '../support/store-records.ts';

const NOON = Date.parse('2026-11-22T12:00:00+08:00');
const open = (changesAt: string | null): OpeningState => ({ state: 'open', changesAt, until: null });
const CLOSED: OpeningState = { state: 'closed', changesAt: '2026-11-22T17:00:00+08:00', until: null };
const UNKNOWN: OpeningState = { state: 'unknown', changesAt: null, until: null };
const SUSPENDED: OpeningState = { state: 'temporarily-closed', changesAt: null, until: null };

const chosen = (states: [id: string, state: OpeningState][], count?: number) =>
  storesForAnswer(
    states.map(([id, state], i) => aStoreRecord({ id, open: state, distanceMeters: 100 * (i + 1) })),
    NOON,
    count,
  ).map(({ id }) => id);

describe('the stores that an answer names', () => {
  it('are open for 30 more minutes first, then unknown, then closed or about to close', () => {
    expect(
      chosen(
        [
          ['closed', CLOSED],
          ['closing', open('2026-11-22T12:29:59+08:00')],
          ['unknown', UNKNOWN],
          ['just long enough', open('2026-11-22T12:30:00+08:00')],
          ['always', open(null)],
        ],
        5,
      ),
    ).toEqual(['just long enough', 'always', 'unknown', 'closed', 'closing']);
  });

  it('are three, the nearest of their kind', () => {
    const states = ['a', 'b', 'c', 'd'].map((id): [string, OpeningState] => [id, open(null)]);
    expect(chosen(states)).toEqual(['a', 'b', 'c']);
    expect(chosen([...states].reverse())).toEqual(['d', 'c', 'b']);
  });

  it('are never temporarily closed', () => {
    expect(chosen([['suspended', SUSPENDED]])).toEqual([]);
  });

  it('are not called closed by a state that no longer holds', () => {
    expect(
      chosen([
        ['closed', CLOSED],
        ['stale', { ...CLOSED, changesAt: '2026-11-22T11:00:00+08:00' }],
      ]),
    ).toEqual(['stale', 'closed']);
  });
});
