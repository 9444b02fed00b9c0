// The rows of the table as far as they were looked at: any window of one order of stores, fetched when it is shown.
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Sort, StoreFilter } from '../../../shared/store-filter.ts';
import type { StoreRow, StoreWindow } from '../../../shared/store-table.ts';
import { ops } from '../../api/ops.ts';

/** Rows of one request. */
const WINDOW = 100;
/** Windows that are kept: what was scrolled past long ago is fetched again. */
const KEPT_WINDOWS = 40;
/** Scrolling past thousands of rows asks for none of them. */
const SETTLE_MILLISECONDS = 60;

export type RowsQuery = {
  readonly filter: StoreFilter;
  readonly sort: Sort;
  /** The moment that opening hours are shown for, an ISO instant; absent: now. */
  readonly at?: string | undefined;
};

/** `undefined`: not there yet; `null`: deleted since the order was made. */
export type Row = StoreRow | null | undefined;

export class StoreRows implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  #query: RowsQuery = { filter: {}, sort: 'name' };
  #order: string | undefined;
  #count: number | undefined;
  #current = true;
  #failure: unknown;
  #revision = 0;
  readonly #windows = new Map<number, readonly (StoreRow | null)[]>();
  readonly #asked = new Map<number, AbortController>();
  #wanted: readonly [first: number, last: number] = [0, 0];
  #settling: ReturnType<typeof setTimeout> | undefined;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected() {}
  hostDisconnected() {
    this.#forget();
  }

  /** Stores in the whole order; undefined while nobody has said. */
  get count(): number | undefined {
    return this.#count;
  }
  /** False once stores were written after the order was made: `refresh` brings the new one. */
  get current(): boolean {
    return this.#current;
  }
  /** Why the last window did not come; undefined when it did. */
  get failure(): unknown {
    return this.#failure;
  }

  /** Another number whenever rows came, or went. */
  get revision(): number {
    return this.#revision;
  }

  at(index: number): Row {
    return this.#windows.get(Math.floor(index / WINDOW))?.[index % WINDOW];
  }

  /** The rows that are at hand. */
  *known(): Iterable<StoreRow> {
    for (const rows of this.#windows.values()) for (const row of rows) if (row) yield row;
  }

  ask(query: RowsQuery): void {
    this.#forget();
    this.#query = query;
    this.#order = undefined;
    this.#count = undefined;
    this.#windows.clear();
    this.#revision++;
    this.#fetch(0);
    this.#host.requestUpdate();
  }

  /** The same question again; what is shown stays until the new rows are there. */
  refresh(): void {
    this.#forget();
    this.#order = undefined;
    this.#fetch(Math.floor(this.#wanted[0] / WINDOW), true);
  }

  /** The table shows these rows now. */
  show(first: number, last: number): void {
    this.#wanted = [first, last];
    clearTimeout(this.#settling);
    this.#settling = setTimeout(() => this.#fetchWanted(), SETTLE_MILLISECONDS);
  }

  #fetchWanted(): void {
    const [first, last] = this.#wanted.map((index) => Math.floor(index / WINDOW)) as [number, number];
    for (const [window, request] of this.#asked) {
      if (window < first - 1 || window > last + 1) {
        request.abort();
        this.#asked.delete(window);
      }
    }
    for (let window = first; window <= last; window++) {
      if (!this.#windows.has(window) && !this.#asked.has(window)) this.#fetch(window);
    }
  }

  async #fetch(window: number, anew = false): Promise<void> {
    const request = new AbortController();
    this.#asked.set(window, request);
    const { filter, sort, at } = this.#query;
    try {
      const { body } = await ops<StoreWindow>('/stores/window', {
        query: { ...filter, sort, at, from: window * WINDOW, limit: WINDOW, order: this.#order },
        signal: request.signal,
      });
      if (anew) this.#windows.clear();
      this.#order = body.order;
      this.#count = body.numberMatched;
      this.#current = body.current;
      this.#failure = undefined;
      this.#keep(window, body.rows);
      this.#revision++;
      if (anew) this.#fetchWanted();
    } catch (error) {
      if (request.signal.aborted) return;
      this.#failure = error;
    } finally {
      if (this.#asked.get(window) === request) this.#asked.delete(window);
    }
    this.#host.requestUpdate();
  }

  #keep(window: number, rows: readonly (StoreRow | null)[]): void {
    this.#windows.set(window, rows);
    for (const oldest of this.#windows.keys()) {
      if (this.#windows.size <= KEPT_WINDOWS) break;
      this.#windows.delete(oldest);
    }
  }

  #forget(): void {
    clearTimeout(this.#settling);
    for (const request of this.#asked.values()) request.abort();
    this.#asked.clear();
  }
}
