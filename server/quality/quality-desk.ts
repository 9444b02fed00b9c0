// When all stores are looked at, and when covers are asked for again: by one node at a time, in small steps.
import { setImmediate as turn } from 'node:timers/promises';
import { asJob } from '../jobs.ts';
import { chunks } from '../storage/chunks.ts';
import type { QualityRepository } from '../storage/quality/contract.ts';
import type { StoreRepository } from '../storage/repository.ts';
import { Survey } from './survey.ts';

/** A scan that took longer was lost with its node. */
const LOST_AFTER_MILLISECONDS = 15 * 60_000;
/** Between two scans that nobody asked for. */
const SCAN_EVERY_MILLISECONDS = 24 * 60 * 60_000;
/** A few milliseconds of looking before others get their turn. */
const AT_ONCE = 25;

type Storing = {
  readonly quality: QualityRepository;
  readonly stores: Pick<StoreRepository, 'published'>;
};

export class QualityDesk {
  readonly #storage: Storing;
  readonly #ownBase: string | undefined;
  readonly #now: () => number;
  readonly #stopping = new AbortController();
  #scanning: Promise<void> | undefined;

  /** @param ownBase  where this service's own addresses begin, PUBLIC_URL */
  constructor(storage: Storing, ownBase: string | undefined, now: () => number = Date.now) {
    this.#storage = storage;
    this.#ownBase = ownBase;
    this.#now = now;
  }

  /** Begins to look at all stores, unless somebody does already; `scanned` tells when that is over. */
  async begin(): Promise<void> {
    const now = this.#now();
    const [at, lost] = [now, now - LOST_AFTER_MILLISECONDS].map((time) => new Date(time).toISOString());
    if (this.#scanning || !(await this.#storage.quality.beginScan(at!, lost!))) return;
    this.#scanning = asJob('quality scan', () => this.#scan()).finally(() => {
      this.#scanning = undefined;
    });
    // Whoever waits for `scanned` hears of a fault; nobody else has to.
    this.#scanning.catch(() => {});
  }

  /** The same if the last look was long ago. */
  async beginIfDue(): Promise<void> {
    const last = await this.#storage.quality.scan();
    if (last && this.#now() - Date.parse(last.startedAt) < SCAN_EVERY_MILLISECONDS) return;
    await this.begin();
  }

  /** Resolves when no scan of this node is under way. */
  async scanned(): Promise<void> {
    await this.#scanning;
  }

  async close(): Promise<void> {
    this.#stopping.abort();
    await this.#scanning?.catch(() => {});
  }

  async #scan(): Promise<void> {
    const survey = new Survey(this.#ownBase);
    const { stores } = await this.#storage.stores.published();
    for await (const page of stores) {
      for (const chunk of chunks(page, AT_ONCE)) {
        if (this.#stopping.signal.aborted) return;
        for (const store of chunk) survey.look(store);
        await turn();
      }
    }
    const { findings, covers } = survey;
    const finishedAt = new Date(this.#now()).toISOString();
    await this.#storage.quality.finishScan({ findings, covers, stores: survey.stores, finishedAt });
  }
}
