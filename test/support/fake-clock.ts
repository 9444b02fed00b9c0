import type { Clock } from '../../web/plugin/clock.ts';

/** A clock that moves when the test says so. */
export class FakeClock implements Clock {
  #now: number;
  readonly #alarms = new Set<{ at: number; callback: () => void }>();

  constructor(start: string) {
    this.#now = Date.parse(start);
  }

  now() {
    return this.#now;
  }

  at(instant: number, callback: () => void) {
    const alarm = { at: instant, callback };
    this.#alarms.add(alarm);
    return () => this.#alarms.delete(alarm);
  }

  /** Lets time pass, and what was due in it happen, in order. */
  pass(milliseconds: number) {
    const end = this.#now + milliseconds;
    for (;;) {
      const [next] = [...this.#alarms].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at);
      if (!next) break;
      this.#alarms.delete(next);
      this.#now = Math.max(this.#now, next.at);
      next.callback();
    }
    this.#now = end;
  }
}
