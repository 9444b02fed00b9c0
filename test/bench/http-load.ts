// Asks a server in another process, many connections at a time, one request after the other on each; counts what the
// server's process spends. Raw sockets: a full client would take longer than the server it measures.
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { join } from 'node:path';
import { median } from './row.ts';

const CONNECTIONS = 32;
const HEAD_END = Buffer.from('\r\n\r\n');

export type Server = {
  /** Asks for these paths in turn from now on. */
  ask(paths: readonly string[]): void;
  /** Microseconds of processor time that each of `count` requests cost the server's process. */
  costOf(count: number): Promise<number>;
  /** The median time of an answer in milliseconds when `count` requests come at so many a second. */
  medianAt(perSecond: number, count: number): Promise<number>;
  stop(): Promise<void>;
};

/** Starts `bench-server.ts` with these arguments; asks it for these paths in turn. */
export async function startServer(args: readonly string[], paths: readonly string[]): Promise<Server> {
  const child = fork(join(import.meta.dirname, 'bench-server.ts'), args, {
    execArgv: ['--max-old-space-size=12000'],
  });
  const port = Number(await answerOf(child));
  let requests: readonly Buffer[] = [];
  const ask = (asked: readonly string[]) => {
    requests = asked.map((path) => Buffer.from(`GET ${path} HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\n\r\n`));
  };
  ask(paths);
  const cpu = async () => {
    child.send('cpu');
    return Number(await answerOf(child));
  };
  return {
    ask,
    async costOf(count) {
      const before = await cpu();
      await askAll(port, requests, count);
      return ((await cpu()) - before) / count;
    },
    medianAt: (perSecond, count) => askPaced(port, requests, perSecond, count),
    async stop() {
      child.send('stop');
      await once(child, 'exit');
    },
  };
}

const answerOf = async (child: ChildProcess) => (await once(child, 'message'))[0];

/** As many requests as there are, each as soon as the one before it on its connection is answered. */
export async function askAll(port: number, requests: readonly Buffer[], count: number): Promise<void> {
  let next = 0;
  const line = async () => {
    const connection = await open(port);
    while (next < count) await connection.ask(requests[next++ % requests.length]!);
    connection.close();
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, line));
}

/** Requests at their own time, whether or not earlier ones are answered; a connection asks one at a time. */
async function askPaced(
  port: number,
  requests: readonly Buffer[],
  perSecond: number,
  count: number,
): Promise<number> {
  const idle = await Promise.all(Array.from({ length: CONNECTIONS * 4 }, () => open(port)));
  const times: number[] = [];
  const start = performance.now();
  const under: Promise<void>[] = [];
  for (let sent = 0; sent < count; ) {
    const due = Math.min(count, ((performance.now() - start) * perSecond) / 1_000);
    for (; sent < due && idle.length > 0; sent++) {
      const connection = idle.pop()!;
      const asked = performance.now();
      const answered = connection.ask(requests[sent % requests.length]!).then(() => {
        times.push(performance.now() - asked);
        idle.push(connection);
      });
      under.push(answered);
    }
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  await Promise.all(under);
  for (const connection of idle) connection.close();
  return median(times);
}

type Connection = { ask(request: Buffer): Promise<void>; close(): void };

async function open(port: number): Promise<Connection> {
  const socket = connect(port, '127.0.0.1').setNoDelay(true);
  await once(socket, 'connect');
  let missing = 0;
  let answered: PromiseWithResolvers<void> = Promise.withResolvers();
  socket.on('error', (error) => answered.reject(error));
  socket.on('data', (data: Buffer) => {
    if (missing === 0) {
      const end = data.indexOf(HEAD_END);
      const head = data.toString('latin1', 0, end);
      const length = /\r\ncontent-length: (\d+)/i.exec(head)?.[1];
      if (!head.startsWith('HTTP/1.1 200') || length === undefined) {
        answered.reject(new Error(`The server answered ${data.subarray(0, 500)}`));
      }
      missing = end + HEAD_END.length + Number(length);
    }
    missing -= data.length;
    if (missing === 0) answered.resolve();
  });
  return {
    ask(request) {
      answered = Promise.withResolvers();
      socket.write(request);
      return answered.promise;
    },
    close: () => void socket.end(),
  };
}
