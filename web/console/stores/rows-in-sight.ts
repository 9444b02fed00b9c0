// Which rows of a long table exist: those in sight and a few around them. All are of one height, so nothing is measured.
import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Rows above and below what is in sight, so that a turn of the wheel does not show an empty strip. */
const MARGIN = 6;
/** Before the table has a size. */
const FIRST_ROWS = 24;

type Host = ReactiveControllerHost & { readonly count: number };

/** Asks its host to render when other rows come into sight. */
export class RowsInSight implements ReactiveController {
  readonly #host: Host;
  readonly #rowHeight: number;
  readonly #resizes = new ResizeObserver(() => this.look());
  #scroller: HTMLElement | undefined;
  #first = 0;
  #last = FIRST_ROWS - 1;

  /** @param rowHeight  in pixels */
  constructor(host: Host, rowHeight: number) {
    this.#host = host;
    this.#rowHeight = rowHeight;
    host.addController(this);
  }

  /** What scrolls; its only child is as high as all rows together, and holds one element with the rows that exist. */
  set scroller(scroller: HTMLElement) {
    this.#scroller = scroller;
    this.#resizes.observe(scroller);
    this.hostUpdated();
  }

  hostConnected() {
    if (this.#scroller) this.#resizes.observe(this.#scroller);
  }
  hostDisconnected() {
    this.#resizes.disconnect();
  }

  /** Indices of the rows that exist, first and last; the last is below the first where there are none. */
  get range(): readonly [first: number, last: number] {
    return [this.#first, Math.min(this.#last, this.#host.count - 1)];
  }

  /** What is in sight may have changed. */
  look(): void {
    if (!this.#scroller) return;
    const { scrollTop, clientHeight } = this.#scroller;
    const first = Math.max(0, Math.floor(scrollTop / this.#rowHeight) - MARGIN);
    const last = Math.ceil((scrollTop + clientHeight) / this.#rowHeight) + MARGIN;
    if (first === this.#first && last === this.#last) return;
    this.#first = first;
    this.#last = last;
    this.#host.requestUpdate();
  }

  hostUpdated() {
    const all = this.#scroller?.firstElementChild as HTMLElement | undefined;
    const rows = all?.firstElementChild as HTMLElement | undefined;
    if (!all || !rows) return;
    // Not in the markup: the page's policy takes no style from there.
    all.style.height = `${this.#host.count * this.#rowHeight}px`;
    rows.style.transform = `translateY(${this.#first * this.#rowHeight}px)`;
  }
}
