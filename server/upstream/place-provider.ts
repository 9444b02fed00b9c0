// Place search by somebody else's service: the twins beside this file say how each is asked and what it answers.
import type { TSchema } from 'typebox';
import { Compile, type Validator } from 'typebox/compile';
import type { Datum } from '../../shared/datum.ts';
import type { PlaceProviderName } from '../../shared/place.ts';
import { oneLine, shortened } from '../../shared/plain-text.ts';
import type { Position } from '../../shared/position.ts';
import { UpstreamFailure } from './failure.ts';
import type { Upstream, UpstreamOptions } from './pool.ts';
import { userAgent } from './user-agent.ts';

export type PlaceQuestion = {
  readonly text: string;
  readonly limit: number;
  /** Places near it are better, in the provider's own datum; absent: anywhere. */
  readonly near: Position | undefined;
};

/** A place as a provider tells it. */
export type ToldPlace = { readonly name: string; readonly address: string; readonly position: Position };

/** One service: how it is asked, and how its answer is read. */
export type PlaceService<Answer extends TSchema = TSchema> = {
  readonly source: PlaceProviderName;
  readonly name: string;
  readonly origin: string;
  readonly datum: Datum;
  /** The path with its query; holds the key. */
  readonly path: (question: PlaceQuestion, key: string) => string;
  readonly answer: Answer;
  /** The places of an answer that keeps the schema. @throws Refused */
  readonly read: (answer: unknown) => readonly ToldPlace[];
};

/** The service answered, but not the question; `code` is its own. */
export class Refused extends Error {
  readonly code: string | number;
  constructor(code: string | number) {
    super(`refused (${code})`);
    this.code = code;
  }
}

/** What every service's pool keeps to: an agent waits for the answer, and a page of places is some 20 KB. */
export const placeBounds = { longestMilliseconds: 3_000, largestBytes: 512 * 1024, connections: 8 } as const;

export class PlaceProvider {
  readonly #service: PlaceService;
  readonly #key: string;
  readonly #upstream: Upstream;
  readonly #schema: Validator<Record<never, never>, TSchema>;

  constructor(service: PlaceService, key: string, open: (options: UpstreamOptions) => Upstream) {
    this.#service = service;
    this.#key = key;
    this.#upstream = open({ name: service.name, origin: service.origin, ...placeBounds });
    this.#schema = Compile(service.answer);
  }

  get source(): PlaceProviderName {
    return this.#service.source;
  }

  /** What positions, asked and answered, are measured against. */
  get datum(): Datum {
    return this.#service.datum;
  }

  /**
   * The places it knows, its best first, their texts on one line; none is an answer too.
   * @throws UpstreamFailure, or the reason of `signal`
   */
  async search(question: PlaceQuestion, signal: AbortSignal): Promise<ToldPlace[]> {
    const { name, path, read } = this.#service;
    const { status, body } = await this.#upstream.get(
      path(question, this.#key),
      { accept: 'application/json', 'user-agent': userAgent },
      signal,
    );
    if (status !== 200) throw new UpstreamFailure(name, 'status', `answered with status ${status}.`);
    const answer = parsed(body);
    if (!this.#schema.Check(answer)) {
      throw new UpstreamFailure(name, 'unreadable', 'answered something that cannot be read.');
    }
    try {
      return read(answer).filter(isOnEarth).slice(0, question.limit).map(tidied);
    } catch (error) {
      if (error instanceof Refused) {
        throw new UpstreamFailure(name, 'refused', `refused the question (${oneLine(String(error.code))}).`);
      }
      throw error;
    }
  }
}

/** A position from "116.33,39.99"; undefined when it is none. */
export function lonLatOf(text: string): Position | undefined {
  const [lon, lat, ...more] = text.split(',').map((part) => (part.trim() === '' ? Number.NaN : Number(part)));
  return lon === undefined || lat === undefined || more.length > 0 ? undefined : [lon, lat];
}

function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}

const isOnEarth = ({ name, position: [lon, lat] }: ToldPlace) =>
  oneLine(name) !== '' && Math.abs(lon) <= 180 && Math.abs(lat) <= 90;

const tidied = ({ name, address, position }: ToldPlace): ToldPlace => ({
  name: shortened(oneLine(name), 80),
  address: shortened(oneLine(address), 160),
  position,
});
