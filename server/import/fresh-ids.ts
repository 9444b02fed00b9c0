// Ids for new stores, in the order of their records (UUID version 7).
import { randomInt } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';

/** Ids that random bytes are fetched for at a time: fetching them takes as long for a thousand as for a few. */
const AT_ONCE = 512;
const BYTES = 16;

export class FreshIds {
  readonly #random = new Uint8Array(AT_ONCE * BYTES);
  #used = this.#random.length;
  #milliseconds = 0;
  #sequence = randomInt(2 ** 31);

  next(): string {
    if (this.#used === this.#random.length) {
      crypto.getRandomValues(this.#random);
      this.#used = 0;
      this.#milliseconds = Math.max(this.#milliseconds, Date.now());
    }
    const random = this.#random.subarray(this.#used, this.#used + BYTES);
    this.#used += BYTES;
    return uuidv7({ random, msecs: this.#milliseconds, seq: this.#sequence++ });
  }
}
