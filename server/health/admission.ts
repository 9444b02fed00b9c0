// Whether one more request is begun, or told to come again. What came while others were answered is found together and
// begun one after the other in one turn of the event loop, between pieces of longer answers: how long the turn has lasted
// is how long a request has waited. A burst is waited out. A queue that stands is an overload: then only its front is
// answered, so that turns are short and what is answered comes soon, and the rest learn at once that they have to come
// later ("controlled delay": Maurer, Fail at Scale, ACM Queue 13(8), 2015).

export type Loop = {
  /** Milliseconds by a clock that nobody can set. */
  readonly now: () => number;
  /** Calls when every request that can be read has been begun, and does not let the loop wait for anything until then. */
  readonly afterTurn: (callback: () => void) => void;
};

/** A click of an agent, who waits for the answer; it is quickly answered. */
export type Kind = 'click' | 'other';

/** Milliseconds that a queue may stand; in a burst, also what anybody waits at most. */
const BURST_MS = 200;
/** So many of a kind are answered at a time whatever they take: a few slow answers are no overload. */
const FRONT = 8;
/** Milliseconds of a turn in which an overload lets clicks begin; a turn that takes longer found a queue. */
const PATIENCE_MS = 20;
/** An overload is over after so many milliseconds in which few had to be refused. */
const LOOK_MS = 1_000;
const FEW = 0.05;

const thisLoop: Loop = {
  now: () => performance.now(),
  afterTurn: (callback) => void setImmediate(callback),
};

export class Admission {
  readonly #loop: Loop;
  /** When this turn began; undefined where nothing was to do before. */
  #turnBegan: number | undefined;
  /** Clicks that began in this turn, which are answered in it, and others that are not answered yet. */
  readonly #underWay: Record<Kind, number> = { click: 0, other: 0 };
  /** Since when every turn has been long. */
  #queueSince: number | undefined;
  /** What came since an overload was last looked at; undefined where there is none. */
  #overload: { readonly from: number; asked: number; refused: number } | undefined;

  constructor(loop = thisLoop) {
    this.#loop = loop;
  }

  /** Called once for each request. */
  admits(kind: Kind): boolean {
    const now = this.#loop.now();
    if (this.#turnBegan === undefined) this.#beginTurn(now);
    this.#look(now);
    const waited = now - this.#turnBegan!;
    const isBegun =
      this.#underWay[kind] < FRONT ||
      (this.#overload ? kind === 'click' && waited <= PATIENCE_MS : waited <= BURST_MS);
    if (isBegun && kind === 'click') this.#underWay.click++;
    if (this.#overload) {
      this.#overload.asked++;
      if (!isBegun) this.#overload.refused++;
    }
    return isBegun;
  }

  /** One of the others begins. Answers whom to call when it is answered. */
  begin(): () => void {
    this.#underWay.other++;
    return () => void this.#underWay.other--;
  }

  /** Whether an overload begins, goes on or ends: not in a pause between two clumps of what comes. */
  #look(now: number): void {
    if (this.#overload && now - this.#overload.from > LOOK_MS) {
      const { from, asked, refused } = this.#overload;
      const isOver = refused <= FEW * asked || now - from > 2 * LOOK_MS;
      this.#overload = isOver ? undefined : newLook(now);
    }
    const stands = this.#queueSince !== undefined && now - this.#queueSince > BURST_MS;
    if (stands) this.#overload ??= newLook(now);
  }

  #beginTurn(now: number): void {
    this.#turnBegan = now;
    this.#underWay.click = 0;
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

const newLook = (from: number) => ({ from, asked: 0, refused: 0 });
