/** Time as the answer flow sees it, so that tests can hold it. */
export interface Clock {
  /** Milliseconds of the epoch. */
  now(): number;
  /** Calls back once at `instant`, never in the calling task; the result calls it off. */
  at(instant: number, callback: () => void): () => void;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  at(instant, callback) {
    const timer = setTimeout(callback, Math.max(0, instant - Date.now()));
    return () => clearTimeout(timer);
  },
};
