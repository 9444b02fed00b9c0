// Keeps a broken upstream from slowing everybody down: after some failures in a row it is left alone for a while, then
// one request tries it again.

const FAILURES = 5;
const REST_MILLISECONDS = 30_000;

export class Breaker {
  readonly #clock: () => number;
  #failures = 0;
  #restsUntil = 0;

  /** @param clock  milliseconds; by default one that nobody can set back */
  constructor(clock: () => number = () => performance.now()) {
    this.#clock = clock;
  }

  /** Whether a request may go out. After a rest the first that asks may, and the others once it has succeeded. */
  allows(): boolean {
    if (this.#failures < FAILURES) return true;
    if (this.#clock() < this.#restsUntil) return false;
    this.#restsUntil = this.#clock() + REST_MILLISECONDS;
    return true;
  }

  /** Whether it is being left alone. */
  get isResting(): boolean {
    return this.#failures >= FAILURES && this.#clock() < this.#restsUntil;
  }

  succeeded(): void {
    this.#failures = 0;
  }

  failed(): void {
    this.#failures++;
    if (this.#failures >= FAILURES) this.#restsUntil = this.#clock() + REST_MILLISECONDS;
  }
}
