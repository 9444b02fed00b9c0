// Which stores the records of a batch speak of, by their ids, their keys, or what they say.
import { createHash } from 'node:crypto';
import type { Store } from '../../shared/store.ts';
import type { Catalogue } from './catalogue.ts';
import type { ImportOptions } from './options.ts';
import type { Cells, RecordReading } from './record-reading.ts';

/** The keys of a record; undefined where it has none. */
export const keysOf = ({ id, sid }: Cells): { id: string | undefined; sid: string | undefined } => ({
  id: id?.trim() || undefined,
  sid: sid?.trim() || undefined,
});

/** The stores that a batch may speak of. */
export class KnownStores {
  readonly #byId: ReadonlyMap<string, Store>;
  readonly #bySid: ReadonlyMap<string, Store>;
  readonly #hasLeadingZeros: boolean;

  constructor(stores: readonly Store[], hasLeadingZeros: boolean) {
    this.#byId = new Map(stores.map((store) => [store.id, store]));
    this.#bySid = new Map(stores.flatMap((store) => (store.sid === undefined ? [] : [[store.sid, store]])));
    this.#hasLeadingZeros = hasLeadingZeros;
  }

  /** The store with this key. */
  holderOf(sid: string): Store | undefined {
    return this.#bySid.get(sid);
  }

  /** Whether the id or the key of a record is one of them, as it stands. */
  has({ cells, contentId }: RecordReading): boolean {
    const { id, sid } = keysOf(cells);
    return this.#byId.has(id ?? contentId ?? '') || (sid !== undefined && this.#bySid.has(sid));
  }

  /**
   * The store of a record; undefined when there is none yet. A key that has lost its zero is warned of, and read as the
   * longer one where that was decided.
   */
  of(reading: RecordReading, { matchLeadingZeros }: ImportOptions): Store | undefined {
    const { id, sid } = keysOf(reading.cells);
    const ownId = id ?? reading.contentId;
    if (ownId !== undefined) return this.#byId.get(ownId);
    if (sid === undefined) return undefined;
    const found = this.#bySid.get(sid);
    if (found || !this.#hasLeadingZeros) return found;
    const padded = withZeros(sid).find((longer) => this.#bySid.has(longer));
    if (padded === undefined) return undefined;
    const message = matchLeadingZeros
      ? `The key is read as the existing "${padded}".`
      : `There is a store "${padded}": a spreadsheet may have dropped the zero of this key.`;
    reading.warnings.push({ field: 'sid', reason: 'leading-zero', message });
    if (!matchLeadingZeros) return undefined;
    reading.cells.sid = padded;
    return this.#bySid.get(padded);
  }
}

/** Finds the stores of batch after batch. */
export class StoreFinder {
  readonly #catalogue: Catalogue;
  /** How often each content was there; by its digest, for a million of them fit into memory so. */
  readonly #occurrences = new Map<string, number>();

  constructor(catalogue: Catalogue) {
    this.#catalogue = catalogue;
  }

  /** Gives records without a key the id that their content has. */
  async find(readings: readonly RecordReading[]): Promise<KnownStores> {
    const { hasLeadingZeros } = this.#catalogue;
    const ids: string[] = [];
    const sids: string[] = [];
    for (const reading of readings) {
      const { id, sid } = keysOf(reading.cells);
      if (id !== undefined) ids.push(id);
      if (sid !== undefined) {
        sids.push(sid);
        if (hasLeadingZeros) sids.push(...withZeros(sid));
      } else if (id === undefined && reading.faults.length === 0) {
        reading.contentId = this.#idOfContent(reading);
        ids.push(reading.contentId);
      }
    }
    const found = ids.length + sids.length === 0 ? [] : await this.#catalogue.find(ids, sids);
    return new KnownStores(found, hasLeadingZeros);
  }

  /**
   * Records without a key are known again by what they say: name, branch and place. Two alike are two stores, the
   * first and the second of that content.
   */
  #idOfContent({ cells, position }: RecordReading): string {
    const content = JSON.stringify([cells.name, cells.branch ?? null, position ?? cells.street ?? null]);
    const first = digest(`${content} 1`);
    const count = (this.#occurrences.get(first) ?? 0) + 1;
    this.#occurrences.set(first, count);
    return count === 1 ? first : digest(`${content} ${count}`);
  }
}

const digest = (text: string): string => createHash('sha256').update(text).digest('base64url').slice(0, 22);

/** The keys that a spreadsheet makes this one of. */
const withZeros = (sid: string): string[] =>
  /^[1-9]\d*$/.test(sid) ? [`0${sid}`, `00${sid}`, `000${sid}`] : [];
