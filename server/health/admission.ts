// Whether one more request is begun, or told to come again. What came while others were answered is found together and
// begun one after the other in one turn of the event loop, between pieces of longer answers: how long the turn has lasted
// is how long a request has waited. A burst is waited out. A queue that stands is an overload: then only its front is
// answered, so that what is answered comes soon, and the rest learn at once that they have to come later ("controlled
// delay": Maurer, Fail at Scale, ACM Queue 13(8), 2015).

export type Loop = {
  /** Milliseconds by a clock that nobody can set. */
  readonly now: () => number;
  /** Calls when every request that can be read has been begun, and does not let the loop wait for anything until then. */
  readonly afterTurn: (callback: () => void) => void;
};

/** A click of an agent, who waits for the answer; it is quickly answered. */
export type Kind = 'click' | 'other';

/** Milliseconds that a queue may stand; in a burst, also what anybody waits at most. */
const BURST_MS = 500;
/** So many are answered at a time whatever they take: a few slow answers are no overload. */
const FRONT: Readonly<Record<Kind, number>> = { click: 256, other: 32 };
/** Milliseconds that a turn may last whatever is in it. */
const PATIENCE_MS = 25;

const thisLoop: Loop = {
  now: () => performance.now(),
  afterTurn: (callback) => void setImmediate(callback),
};

export class Admission {
  readonly #loop: Loop;
  /** When this turn began; undefined where nothing was to do before. */
  #turnBegan: number | undefined;
  /** In this turn, and of earlier ones what is not answered yet. */
  readonly #begun: Record<Kind, number> = { click: 0, other: 0 };
  readonly #underWay: Record<Kind, number> = { click: 0, other: 0 };
  /** Since when every turn has been long. */
  #queueSince: number | undefined;

  constructor(loop = thisLoop) {
    this.#loop = loop;
  }

  /** Called once for each request. */
  admits(kind: Kind): boolean {
    const now = this.#loop.now();
    if (this.#turnBegan === undefined) this.#beginTurn(now);
    const waited = now - this.#turnBegan!;
    if (this.#begun[kind] >= FRONT[kind] && waited > this.#patience(now)) return false;
    this.#begun[kind]++;
    return true;
  }

  /** One that is not answered in the turn it was begun in. Answers whom to call when it is. */
  takesLonger(kind: Kind): () => void {
    this.#underWay[kind]++;
    return () => void this.#underWay[kind]--;
  }

  #patience(now: number): number {
    const stands = this.#queueSince !== undefined && now - this.#queueSince > BURST_MS;
    return stands ? PATIENCE_MS : BURST_MS;
  }

  #beginTurn(now: number): void {
    this.#turnBegan = now;
    this.#begun.click = this.#underWay.click;
    this.#begun.other = this.#underWay.other;
    this.#loop.afterTurn(this.#endTurn);
  }

  /** After a long turn the next one is looked at too: when little was to do in it, the queue is over. */
  readonly #endTurn = (): void => {
    const now = this.#loop.now();
    const began = this.#turnBegan!;
    this.#turnBegan = undefined;
    if (now - began > PATIENCE_MS) {
      this.#queueSince ??= began;
      this.#beginTurn(now);
    } else this.#queueSince = undefined;
  };
}
