// How far something is, how fast it goes, and when it will be done.

export type RunnerProgress = {
  readonly records: number;
  /** From 0 to 1. */
  readonly share: number;
  readonly recordsPerSecond: number;
  /** Undefined while nobody can say. */
  readonly secondsLeft: number | undefined;
};

/** How fast it goes. */
export class Pace {
  readonly #start = Date.now();
  #told = Date.now();

  get startedAt(): string {
    return new Date(this.#start).toISOString();
  }

  at(records: number, share: number): RunnerProgress {
    const seconds = (Date.now() - this.#start) / 1000;
    return {
      records,
      share: Math.min(1, share),
      recordsPerSecond: seconds > 0 ? Math.round(records / seconds) : 0,
      secondsLeft: share > 0.01 ? Math.round((seconds / share) * (1 - Math.min(1, share))) : undefined,
    };
  }

  isDue(milliseconds: number): boolean {
    const now = Date.now();
    if (now - this.#told < milliseconds) return false;
    this.#told = now;
    return true;
  }
}
