// Requests at their own time, whether or not earlier ones are answered, as many clients make them: raw sockets, since a
// full client would take longer than the server that it loads.
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

export type Request = {
  /** What it is counted as. */
  readonly kind: string;
  readonly bytes: Buffer;
};

export type Answer = {
  readonly kind: string;
  readonly status: number;
  /** The whole head. */
  readonly head: string;
  /** Milliseconds from when it was due, though no connection may have been free then. */
  readonly milliseconds: number;
};

export function request(origin: string, kind: string, path: string, body?: object): Request {
  const text = body === undefined ? '' : JSON.stringify(body);
  const lines = [
    `${body === undefined ? 'GET' : 'POST'} ${path} HTTP/1.1`,
    `host: ${new URL(origin).host}`,
    ...(body === undefined
      ? []
      : ['content-type: application/json', `content-length: ${Buffer.byteLength(text)}`]),
  ];
  return { kind, bytes: Buffer.from(`${lines.join('\r\n')}\r\n\r\n${text}`) };
}

const HEAD_END = Buffer.from('\r\n\r\n');

/** What a chunked answer ends with, and JSON never holds. */
const LAST_CHUNK = Buffer.from('\r\n0\r\n\r\n');

/** A connection that asks for one thing at a time. */
class Line {
  readonly #socket: Socket;
  #head = '';
  /** Bytes of the answer that have not come; undefined where only its last chunk tells. */
  #missing: number | undefined = 0;
  #tail = Buffer.alloc(0);
  #answered: ((head: string) => void) | undefined;

  private constructor(socket: Socket, onLost: () => void) {
    this.#socket = socket;
    socket.on('error', () => {}).on('close', onLost);
    socket.on('data', (data: Buffer) => this.#read(data));
  }

  static async open(origin: string, onLost: () => void): Promise<Line> {
    const { hostname, port } = new URL(origin);
    const socket = connect(Number(port), hostname).setNoDelay(true);
    await once(socket, 'connect');
    return new Line(socket, onLost);
  }

  ask({ bytes }: Request, answered: (head: string) => void): void {
    this.#answered = answered;
    this.#socket.write(bytes);
  }

  close(): void {
    this.#socket.removeAllListeners('close').destroy();
  }

  #read(data: Buffer): void {
    if (this.#missing === 0) {
      const end = data.indexOf(HEAD_END);
      this.#head = data.toString('latin1', 0, end);
      const [, length] = /\r\ncontent-length: (\d+)/i.exec(this.#head) ?? [];
      this.#missing = length === undefined ? undefined : end + HEAD_END.length + Number(length);
    }
    if (this.#missing === undefined) {
      this.#tail = Buffer.concat([this.#tail, data]).subarray(-LAST_CHUNK.length);
      if (!this.#tail.equals(LAST_CHUNK)) return;
      this.#missing = 0;
    } else {
      this.#missing -= data.length;
      if (this.#missing > 0) return;
    }
    this.#answered?.(this.#head);
  }
}

/** So many connections at once to one service. */
export class OpenLoad {
  readonly #idle: Line[] = [];
  readonly #all: Line[] = [];
  #lost = 0;

  static async open(origin: string, connections: number): Promise<OpenLoad> {
    const load = new OpenLoad();
    while (load.#all.length < connections) {
      const line = await Line.open(origin, () => load.#lost++);
      load.#all.push(line);
      load.#idle.push(line);
    }
    return load;
  }

  /** Connections that the service ended. */
  get lost(): number {
    return this.#lost;
  }

  /** How many requests a second it answers when each of a few connections asks as soon as it was answered. */
  async capacity(connections: number, count: number, next: () => Request): Promise<number> {
    const from = performance.now();
    let left = count;
    const line = async () => {
      const own = this.#idle.pop()!;
      while (left-- > 0) await new Promise<string>((resolve) => own.ask(next(), resolve));
      this.#idle.push(own);
    };
    await Promise.all(Array.from({ length: connections }, line));
    return count / ((performance.now() - from) / 1_000);
  }

  /** Asks so many times a second until `seconds` have passed; resolves when all that was asked is answered. */
  async run(perSecond: number, seconds: number, next: () => Request): Promise<Answer[]> {
    const answers: Answer[] = [];
    const under: Promise<void>[] = [];
    const from = performance.now();
    for (let due = 0; due < perSecond * seconds; ) {
      const until = Math.min(perSecond * seconds, ((performance.now() - from) * perSecond) / 1_000);
      // What found no free connection is asked for when there is one; it has waited since it was due.
      for (; due < until && this.#idle.length > 0; due++) {
        const line = this.#idle.pop()!;
        const dueAt = from + (due * 1_000) / perSecond;
        const asked = next();
        under.push(
          new Promise((resolve) => {
            line.ask(asked, (head) => {
              const milliseconds = performance.now() - dueAt;
              answers.push({ kind: asked.kind, status: Number(head.slice(9, 12)), head, milliseconds });
              this.#idle.push(line);
              resolve();
            });
          }),
        );
      }
      if (performance.now() - from > seconds * 1_000) break;
      await delay(1);
    }
    await Promise.all(under);
    return answers;
  }

  close(): void {
    for (const line of this.#all) line.close();
  }
}

export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
