// What is wrong with what the service stands on, and since when. Looked at when somebody asks, seldom more than once in
// two seconds; what requests met counts as well.
import { setTimeout as delay } from 'node:timers/promises';
import { FAULT_WORDS, faultOf, type StorageFault } from '../storage/fault.ts';

export type Trouble = {
  readonly part: 'database' | 'clock';
  readonly fault: StorageFault | 'set-back';
  readonly detail: string;
  /** When it was first seen. */
  readonly since: string;
};

export type ConditionOptions = {
  /**
   * Reads and writes without changing anything; `thorough` looks at every page. Answers when the newest change was made.
   * Throws what keeps it from that.
   */
  readonly probe: (thorough: boolean) => Promise<string | undefined>;
  /** Milliseconds since 1970, by the clock that people set. */
  readonly clock?: () => number;
  /** Milliseconds by a clock that nobody can set. */
  readonly steady?: () => number;
  /** Milliseconds that a probe may take. */
  readonly patience?: number;
};

const FRESH_MS = 2_000;
const PATIENCE_MS = 3_000;
/** What a request met counts for so long when the probe finds nothing: a full disk may have room for the probe. */
const MET_FOR_MS = 10_000;
/** Looking at every page takes a while; only when damage was seen. */
const THOROUGH_EVERY_MS = 60_000;
/** Clocks are corrected by seconds all the time. */
const SET_BACK_MS = 60_000;

export class Condition {
  readonly #probe: ConditionOptions['probe'];
  readonly #clock: () => number;
  readonly #steady: () => number;
  readonly #patience: number;
  /** The clock's lead on the steady one, the largest ever seen. */
  #lead: number;
  #met: { fault: StorageFault; at: number } | undefined;
  #isDamaged = false;
  #lookedThoroughlyAt = Number.NEGATIVE_INFINITY;
  #look: { troubles: Promise<readonly Trouble[]>; at: number } | undefined;
  readonly #since = new Map<string, string>();

  constructor({
    probe,
    clock = Date.now,
    steady = () => performance.now(),
    patience = PATIENCE_MS,
  }: ConditionOptions) {
    this.#probe = probe;
    this.#clock = clock;
    this.#steady = steady;
    this.#patience = patience;
    this.#lead = clock() - steady();
  }

  /** A request met this. */
  met(fault: StorageFault): void {
    this.#met = { fault, at: this.#steady() };
    if (fault === 'corrupt') this.#isDamaged = true;
    this.#look = undefined;
  }

  /** What is wrong; empty when nothing is. */
  troubles(): Promise<readonly Trouble[]> {
    const now = this.#steady();
    if (this.#look === undefined || now - this.#look.at > FRESH_MS) {
      this.#look = { troubles: this.#lookNow(), at: now };
    }
    return this.#look.troubles;
  }

  async #lookNow(): Promise<readonly Trouble[]> {
    const { fault, newest } = await this.#database();
    const behind = this.#behind(newest);
    const found = new Map<string, Omit<Trouble, 'since'>>();
    if (fault)
      found.set(`database ${fault}`, {
        part: 'database',
        fault,
        detail: `The database ${FAULT_WORDS[fault]}`,
      });
    if (behind > SET_BACK_MS) {
      const seconds = Math.round(behind / 1_000);
      const detail = `The clock is ${seconds} seconds behind what it was: opening hours are judged by it`;
      found.set('clock', { part: 'clock', fault: 'set-back', detail });
    }
    for (const name of this.#since.keys()) if (!found.has(name)) this.#since.delete(name);
    return Array.from(found, ([name, trouble]) => {
      const since = this.#since.get(name) ?? new Date(this.#clock()).toISOString();
      this.#since.set(name, since);
      return { ...trouble, since };
    });
  }

  async #database(): Promise<{ fault?: StorageFault | undefined; newest?: string | undefined }> {
    const now = this.#steady();
    const thorough = this.#isDamaged && now - this.#lookedThoroughlyAt > THOROUGH_EVERY_MS;
    if (thorough) this.#lookedThoroughlyAt = now;
    const late = new AbortController();
    try {
      const newest = await Promise.race([
        this.#probe(thorough),
        delay(this.#patience, LATE, { signal: late.signal, ref: false }),
      ]);
      if (newest === LATE) return { fault: 'slow' };
      if (thorough) this.#isDamaged = false;
      if (this.#isDamaged) return { fault: 'corrupt', newest };
      const isRecent =
        this.#met !== undefined && now - this.#met.at < MET_FOR_MS && this.#met.fault !== 'corrupt';
      return { fault: isRecent ? this.#met?.fault : undefined, newest };
    } catch (error) {
      const fault = faultOf(error) ?? 'broken';
      if (fault === 'corrupt') this.#isDamaged = true;
      return { fault };
    } finally {
      late.abort();
    }
  }

  /** Milliseconds that the clock lacks of what it was, or of what the newest change was made at. */
  #behind(newest: string | undefined): number {
    const now = this.#clock();
    const lead = now - this.#steady();
    this.#lead = Math.max(this.#lead, lead);
    const ofNewest = newest === undefined ? 0 : Date.parse(newest) - now;
    return Math.max(this.#lead - lead, ofNewest);
  }
}

const LATE = Symbol('late');
