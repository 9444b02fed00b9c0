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
  /** The beginning of a head, and the end of what is chunked. */
  #kept = NOTHING;
  #answered: ((head: string) => void) | undefined;

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.on('error', () => {}).on('close', () => this.#tell(''));
    socket.on('data', (data: Buffer) => this.#read(data));
  }

  static async open(origin: string): Promise<Line> {
    const { hostname, port } = new URL(origin);
    const socket = connect(Number(port), hostname).setNoDelay(true);
    await once(socket, 'connect');
    return new Line(socket);
  }

  ask({ bytes }: Request, answered: (head: string) => void): void {
    this.#answered = answered;
    this.#socket.write(bytes);
  }

  close(): void {
    this.#socket.removeAllListeners('close').destroy();
  }

  get isOpen(): boolean {
    return this.#socket.writable;
  }

  #read(data: Buffer): void {
    let body = data;
    if (this.#missing === 0) {
      const all = Buffer.concat([this.#kept, data]);
      const end = all.indexOf(HEAD_END);
      this.#kept = end < 0 ? all : NOTHING;
      if (end < 0) return;
      this.#head = all.toString('latin1', 0, end);
      const [, length] = /\r\ncontent-length: (\d+)/i.exec(this.#head) ?? [];
      this.#missing = length === undefined ? undefined : Number(length);
      body = all.subarray(end + HEAD_END.length);
    }
    if (this.#missing === undefined) {
      this.#kept = Buffer.concat([this.#kept, body]).subarray(-LAST_CHUNK.length);
      if (!this.#kept.equals(LAST_CHUNK)) return;
      this.#kept = NOTHING;
      this.#missing = 0;
    } else {
      this.#missing -= body.length;
      if (this.#missing > 0) return;
    }
    this.#tell(this.#head);
  }

  /** Once: whoever asked has gone on to something else then. */
  #tell(head: string): void {
    const answered = this.#answered;
    this.#answered = undefined;
    answered?.(head);
  }
}

const NOTHING = Buffer.alloc(0);

/** So many connections at once to one service. */
export class OpenLoad {
  readonly #idle: Line[] = [];
  readonly #all: Line[] = [];

  static async open(origin: string, connections: number): Promise<OpenLoad> {
    const load = new OpenLoad();
    while (load.#all.length < connections) {
      const line = await Line.open(origin);
      load.#all.push(line);
      load.#idle.push(line);
    }
    return load;
  }

  /**
   * How many requests a second it answers when each of a few connections asks as soon as it was answered.
   * @throws when one is not answered with 200
   */
  async capacity(connections: number, count: number, next: () => Request): Promise<number> {
    const from = performance.now();
    let left = count;
    const line = async () => {
      const own = this.#take()!;
      while (left-- > 0) {
        const head = await new Promise<string>((resolve) => own.ask(next(), resolve));
        if (statusOf(head) !== 200) throw new Error(`The service answered ${head}`);
      }
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
      for (; due < until; due++) {
        const line = this.#take();
        if (!line) break;
        const dueAt = from + (due * 1_000) / perSecond;
        const asked = next();
        under.push(
          new Promise((resolve) => {
            line.ask(asked, (head) => {
              const milliseconds = performance.now() - dueAt;
              answers.push({ kind: asked.kind, status: statusOf(head), head, milliseconds });
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

  /** One that asks for nothing now; those that were silent for a minute may have been ended. */
  #take(): Line | undefined {
    for (;;) {
      const line = this.#idle.pop();
      if (line === undefined || line.isOpen) return line;
    }
  }

  close(): void {
    for (const line of this.#all) line.close();
  }
}

/** 0: the connection ended without one. */
const statusOf = (head: string): number => Number(head.slice(9, 12));

export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
