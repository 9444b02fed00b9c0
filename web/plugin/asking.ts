import type { NearbyAnswer } from '../../shared/nearby.ts';
import { ApiError } from '../api/client.ts';
import type { Clock } from './clock.ts';
import type { Question, Search } from './inquiry.ts';

export type SearchDoors = {
  readonly clock: Clock;
  /** One request. Rejects with an ApiError; with anything once `signal` is aborted. */
  readonly search: (question: Question, signal: AbortSignal) => Promise<NearbyAnswer>;
};

/** From then on the agent should hear that it takes its time. */
const SLOW_AFTER_MILLISECONDS = 1_500;

/**
 * What came of asking for stores, however often the service has us wait. Never rejects; what it resolves to once
 * `signal` is aborted means nothing.
 * @param say  hears on the way how the search stands; never after the abort
 */
export async function searchFor(
  question: Question,
  { clock, search }: SearchDoors,
  signal: AbortSignal,
  say: (search: Search) => void,
): Promise<Search> {
  const slow: Search = { state: 'running', slow: true };
  const callOff = clock.at(clock.now() + SLOW_AFTER_MILLISECONDS, () => say(slow));
  signal.addEventListener('abort', callOff, { once: true });
  try {
    const answer = await search(question, signal);
    return { state: 'found', answer, at: clock.now() };
  } catch (error) {
    const failure = error instanceof ApiError ? error.failure : { kind: 'unreachable' as const };
    if (failure.kind !== 'busy' || signal.aborted) return { state: 'failed', failure };
    callOff();
    const until = clock.now() + failure.retryAfterMilliseconds;
    say({ state: 'waiting', until });
    await waitUntil(until, clock, signal);
    if (signal.aborted) return { state: 'failed', failure };
    say(slow);
    return await searchFor(question, { clock, search }, signal, say);
  } finally {
    callOff();
    signal.removeEventListener('abort', callOff);
  }
}

/** Resolves at that instant, or as soon as `signal` is aborted. */
const waitUntil = (instant: number, clock: Clock, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const callOff = clock.at(instant, resolve);
    const giveUp = () => {
      callOff();
      resolve();
    };
    signal.addEventListener('abort', giveUp, { once: true });
  });
