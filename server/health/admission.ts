// Whether one more request is begun, or told to come again. Those that came while others were answered are found together
// and begun one after the other in one turn of the event loop: how many were begun in it is how many stood before. A
// burst is waited out. A queue that stands is an overload: then only its front is answered, so that what is answered
// comes soon, and the rest learn at once that they have to come later ("controlled delay": Maurer, Fail at Scale, ACM
// Queue 13(8), 2015).

export type Loop = {
  /** Milliseconds by a clock that nobody can set. */
  readonly now: () => number;
  /** Calls when every request that can be read has been begun. */
  readonly afterTurn: (callback: () => void) => void;
};

/** A click of an agent, who waits for the answer; it is quickly answered. */
export type Kind = 'click' | 'other';

/** Milliseconds that a queue may stand; in a burst, also what anybody waits at most. */
const BURST_MS = 500;
/** So many of a turn are begun whatever they take: a few slow answers are no overload. */
const FRONT: Readonly<Record<Kind, number>> = { click: 256, other: 32 };
/** Milliseconds that a turn may last whatever is in it. */
const PATIENCE_MS = 25;

const thisLoop: Loop = {
  now: () => performance.now(),
  afterTurn: (callback) => void setImmediate(callback),
};

export class Admission {
  readonly #loop: Loop;
  #isWatching = false;
  /** When the first request of this turn was begun; undefined before. */
  #turnBegan: number | undefined;
  readonly #begun: Record<Kind, number> = { click: 0, other: 0 };
  /** Milliseconds that the last request of this turn has waited. */
  #waited = 0;
  /** Since when there has been a queue in every turn. */
  #queueSince: number | undefined;

  constructor(loop = thisLoop) {
    this.#loop = loop;
  }

  /** Called once for each request. */
  admits(kind: Kind): boolean {
    const now = this.#loop.now();
    if (this.#turnBegan === undefined) {
      this.#turnBegan = now;
      this.#watch();
    }
    this.#waited = now - this.#turnBegan;
    if (this.#begun[kind] >= FRONT[kind] && this.#waited > this.#patience(now)) return false;
    this.#begun[kind]++;
    return true;
  }

  #patience(now: number): number {
    const stands = this.#queueSince !== undefined && now - this.#queueSince > BURST_MS;
    return stands ? PATIENCE_MS : BURST_MS;
  }

  #watch(): void {
    if (this.#isWatching) return;
    this.#isWatching = true;
    this.#loop.afterTurn(this.#endTurn);
  }

  /** After a turn with a queue the next one is looked at too: when nothing came in it, the queue is over. */
  readonly #endTurn = (): void => {
    this.#isWatching = false;
    if (this.#waited > PATIENCE_MS) {
      this.#queueSince ??= this.#turnBegan;
      this.#watch();
    } else this.#queueSince = undefined;
    this.#turnBegan = undefined;
    this.#waited = 0;
    this.#begun.click = 0;
    this.#begun.other = 0;
  };
}
