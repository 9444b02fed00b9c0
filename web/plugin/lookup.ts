// A place looked for by words: an address, a landmark, coordinates, a link to a map.
import type { Datum } from '../../shared/datum.ts';
import type { Refusal } from '../../shared/location-text.ts';
import type { Position } from '../../shared/position.ts';
import { ApiError, type Failure } from '../api/client.ts';

/** A place that the words may mean. */
export type Candidate = {
  readonly name: string;
  /** Where that is, for telling places of one name apart; may be empty. */
  readonly address: string;
  readonly position: Position;
  readonly datum: Datum;
  /** Whether the datum is a guess that the agent may correct. */
  readonly datumGuessed: boolean;
};

/** What the words mean, as far as could be found out. */
export type Finding =
  | { readonly state: 'candidates'; readonly candidates: readonly Candidate[] }
  /** They are coordinates or a link, but give no position. */
  | { readonly state: 'refused'; readonly refusal: Refusal };

export type Lookup =
  | { readonly state: 'none' }
  | { readonly state: 'running'; readonly text: string }
  /** The agent says which; none when nothing is called that. */
  | ({ readonly text: string } & Finding)
  | { readonly state: 'failed'; readonly text: string; readonly failure: Failure };

/** Finds out what words mean. Rejects with an ApiError; with anything once `signal` is aborted. */
export type FindPlace = (text: string, signal: AbortSignal) => Promise<Finding>;

/** What came of looking for `text`. Never rejects; what it resolves to once `signal` is aborted means nothing. */
export async function lookUp(text: string, find: FindPlace, signal: AbortSignal): Promise<Lookup> {
  try {
    return { text, ...(await find(text, signal)) };
  } catch (error) {
    const failure = error instanceof ApiError ? error.failure : { kind: 'unreachable' as const };
    return { state: 'failed', text, failure };
  }
}
