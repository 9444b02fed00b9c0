// A line on a terminal that says how far it is; nothing anywhere else.
import type { RunnerProgress } from './pace.ts';

const WIDTH = 30;
const EVERY_MS = 100;

export class ProgressBar {
  readonly #out: NodeJS.WriteStream;
  #shownAt = 0;

  constructor(out: NodeJS.WriteStream) {
    this.#out = out;
  }

  show({ records, share, recordsPerSecond, secondsLeft }: RunnerProgress): void {
    const now = Date.now();
    if (!this.#out.isTTY || now - this.#shownAt < EVERY_MS) return;
    this.#shownAt = now;
    const full = Math.round(share * WIDTH);
    const bar = '#'.repeat(full).padEnd(WIDTH, '.');
    const left = secondsLeft === undefined ? '' : `, ${secondsLeft} s left`;
    this.#line(
      `[${bar}] ${Math.round(share * 100)} %  ${records} records, ${recordsPerSecond} a second${left}`,
    );
  }

  clear(): void {
    if (this.#out.isTTY && this.#shownAt > 0) this.#line('');
  }

  #line(text: string): void {
    this.#out.write(`\r\u001b[2K${text}`);
  }
}
