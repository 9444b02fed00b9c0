// A tile from the cache, else from its source: one request however many ask, none where nobody waits any more, and an
// old tile rather than none while the source is down.

import { UpstreamFailure } from './failure.ts';
import { Flights } from './flights.ts';
import type { Upstream, UpstreamAnswer } from './pool.ts';
import { type Tile, type TileCache, tileOf } from './tile-cache.ts';
import { lifetime } from './tile-lifetime.ts';
import { type TileLayer, type TilePlace, type TileSource, tilePath } from './tile-source.ts';

type Doors = {
  readonly source: TileSource;
  readonly upstream: Upstream;
  /** Absent: nothing is kept. */
  readonly cache: TileCache | undefined;
  readonly userAgent: string;
  /** What went wrong without keeping anybody from a tile; never holds an address. */
  readonly onTrouble: (error: unknown) => void;
  /** Milliseconds since 1970. */
  readonly clock?: () => number;
};

export class Tiles {
  readonly #doors: Doors;
  readonly #clock: () => number;
  readonly #flights = new Flights<Tile | undefined>();
  readonly #writing = new Set<Promise<void>>();

  constructor(doors: Doors) {
    this.#doors = doors;
    this.#clock = doors.clock ?? Date.now;
  }

  /**
   * Undefined where the source has no tile.
   * @param signal  this asker leaves
   * @throws UpstreamFailure, or the reason of `signal`
   */
  async get(layer: TileLayer, place: TilePlace, signal: AbortSignal): Promise<Tile | undefined> {
    const key = `${layer.id}/${place.z}/${place.x}/${place.y}`;
    const kept = await this.#doors.cache?.read(key);
    if (kept && kept.freshUntil > this.#clock()) return kept;
    try {
      return await this.#flights.join(key, signal, (signal) => this.#fetch(key, layer, place, kept, signal));
    } catch (error) {
      if (!kept || !(error instanceof UpstreamFailure)) throw error;
      if (error.kind !== 'resting') this.#doors.onTrouble(error);
      return kept;
    }
  }

  async #fetch(key: string, layer: TileLayer, place: TilePlace, kept: Tile | undefined, signal: AbortSignal) {
    const { source, upstream, userAgent } = this.#doors;
    const headers = { accept: 'image/*', 'user-agent': userAgent, ...kept?.validators };
    const answer = await upstream.get(tilePath(layer, place), headers, signal);
    const now = this.#clock();
    const keepFor = lifetime(answer.header, now);
    const rest = { freshUntil: now + (keepFor ?? 0), validators: validatorsOf(answer) };
    if (answer.status === 304 && kept) return this.#keep(key, { ...kept, freshUntil: rest.freshUntil });
    if (answer.status === 404 || answer.status === 410 || answer.status === 204) return undefined;
    if (answer.status !== 200) {
      throw new UpstreamFailure(source.name, 'status', `answered with status ${answer.status}.`);
    }
    const tile = tileOf(answer.body, rest);
    if (!tile) {
      throw new UpstreamFailure(
        source.name,
        'unreadable',
        'answered with something else than a whole picture.',
      );
    }
    return keepFor === undefined ? tile : this.#keep(key, tile);
  }

  /** Lets what is being written end. */
  async close(): Promise<void> {
    await Promise.all(this.#writing);
  }

  /** Nobody waits for the disk, and a full one costs nobody a tile. */
  #keep(key: string, tile: Tile): Tile {
    const { cache, onTrouble } = this.#doors;
    const writing = (cache?.write(key, tile) ?? Promise.resolve())
      .catch(onTrouble)
      .finally(() => this.#writing.delete(writing));
    this.#writing.add(writing);
    return tile;
  }
}

/** What to ask with next time: only if it has changed since (RFC 9110, section 13.1). */
function validatorsOf({ header }: UpstreamAnswer): Record<string, string> {
  const [etag, modified] = [header('etag'), header('last-modified')];
  return {
    ...(etag && { 'if-none-match': etag }),
    ...(modified && { 'if-modified-since': modified }),
  };
}
