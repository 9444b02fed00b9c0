// Everybody who asks, as a process of its own: whoever measures how long an answer takes beside them does nothing else.
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { setPriority } from 'node:os';
import { busyDay } from '../fault/busy-day.ts';
import { OpenLoad } from '../fault/open-load.ts';

type Order = { readonly perSecond: number; readonly seconds: number } | 'capacity';
/** Requests a second. */
export type Asked = { readonly offered: number; readonly answered: number };

/** As many at a time as the service answers at its best. */
const AT_ONCE = 8;
const COUNTED = 3_000;

export class Crowd {
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess) {
    this.#child = child;
  }

  static async open(origin: string, connections: number): Promise<Crowd> {
    const child = fork(import.meta.filename, [origin, String(connections)]);
    await once(child, 'message');
    return new Crowd(child);
  }

  /** How many requests a second are answered when each is asked as soon as the one before it was answered. */
  async capacity(): Promise<number> {
    return Number(await this.#tell('capacity'));
  }

  async ask(perSecond: number, seconds: number): Promise<Asked> {
    return (await this.#tell({ perSecond, seconds })) as Asked;
  }

  async #tell(order: Order): Promise<unknown> {
    const told = once(this.#child, 'message');
    this.#child.send(order);
    return (await told)[0];
  }

  close(): void {
    this.#child.disconnect();
  }
}

/** They have machines of their own: here they get what the service leaves. */
const LAST = 10;

if (process.argv[1] === import.meta.filename) {
  setPriority(LAST);
  const [origin, connections] = process.argv.slice(2) as [string, string];
  const load = await OpenLoad.open(origin, Number(connections));
  const next = busyDay(origin);
  process.on('disconnect', () => process.exit());
  process.on('message', async (order: Order) => {
    if (order === 'capacity') process.send?.(await load.capacity(AT_ONCE, COUNTED, next));
    else {
      const answers = await load.run(order.perSecond, order.seconds, next);
      const answered = answers.filter(({ status }) => status === 200).length;
      const asked: Asked = { offered: answers.length / order.seconds, answered: answered / order.seconds };
      process.send?.(asked);
    }
  });
  process.send?.('open');
}
