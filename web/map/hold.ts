/** Longer would look like a map that does not come: the rest of the page waits no longer for an answer either. */
const LONGEST_MS = 80;

/** Keeps what can wait for a moment, so that an answer under way has the processor to itself. */
export class Hold {
  readonly #onEnd: () => void;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @param onEnd  what waited can go on */
  constructor(onEnd: () => void) {
    this.#onEnd = onEnd;
  }

  get on(): boolean {
    return this.#timer !== undefined;
  }

  begin() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.end(), LONGEST_MS);
  }

  end() {
    if (!this.on) return;
    this.cancel();
    this.#onEnd();
  }

  cancel() {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
