// What is known of the requests to one route, kept in numbers that are there from the first of them: counting one more
// makes nothing.

/** Upper bounds in seconds. An ordinary answer takes tenths of a millisecond. */
export const BOUNDS = [
  0.000_25, 0.000_5, 0.001, 0.002_5, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5,
] as const;
const FIRST_STATUS = 100;
const STATUSES = 500;

export class RequestTally {
  readonly method: string;
  /** The pattern, never an address with its values. */
  readonly route: string;
  #statuses: Uint32Array | undefined;
  /** How many took at most each bound; the last counts the others. */
  readonly buckets: number[] = new Array(BOUNDS.length + 1).fill(0);
  seconds = 0;

  constructor(method: string, route: string) {
    this.method = method;
    this.route = route;
  }

  count(status: number, milliseconds: number): void {
    const seconds = milliseconds / 1_000;
    this.#statuses ??= new Uint32Array(STATUSES);
    this.#statuses[status - FIRST_STATUS]!++;
    this.seconds += seconds;
    let bucket = 0;
    while (bucket < BOUNDS.length && seconds > BOUNDS[bucket]!) bucket++;
    this.buckets[bucket]!++;
  }

  /** Each status that was answered, with how often. */
  *statuses(): Generator<readonly [status: number, times: number]> {
    for (const [index, times] of this.#statuses?.entries() ?? []) {
      if (times > 0) yield [index + FIRST_STATUS, times];
    }
  }
}
