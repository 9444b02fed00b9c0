/** Longer than this and somebody would wonder whether anything happens. */
const LONGEST_MS = 80;

/** Waits a moment for something that is probably over at once. */
export class Patience {
  #isWaiting = () => false;
  #end: (() => void) | undefined;

  /** Resolves when `condition` does not hold any more, or a moment has passed. */
  async while(condition: () => boolean): Promise<void> {
    if (!condition()) return;
    this.#isWaiting = condition;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, LONGEST_MS);
      this.#end = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    this.#end = undefined;
  }

  /** The condition may have changed. Who waits goes on in a task of its own, after what changed it is done. */
  look(): void {
    if (!this.#end) return;
    setTimeout(() => {
      if (!this.#isWaiting()) this.#end?.();
    });
  }
}
