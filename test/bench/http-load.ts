// Asks a server in another process, many connections at a time, one request after the other on each; counts what the
// server's process spends. Raw sockets: a full client would take longer than the server it measures.
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { join } from 'node:path';

const CONNECTIONS = 32;
const HEAD_END = Buffer.from('\r\n\r\n');

export type Server = {
  /** Microseconds of processor time that each of `count` requests cost the server's process. */
  costOf(count: number): Promise<number>;
  stop(): Promise<void>;
};

/** Starts `bench-server.ts` with these arguments; asks it for these paths in turn. */
export async function startServer(args: readonly string[], paths: readonly string[]): Promise<Server> {
  const child = fork(join(import.meta.dirname, 'bench-server.ts'), args);
  const port = Number(await answerOf(child));
  const requests = paths.map((path) =>
    Buffer.from(`GET ${path} HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\n\r\n`),
  );
  const cpu = async () => {
    child.send('cpu');
    return Number(await answerOf(child));
  };
  return {
    async costOf(count) {
      const before = await cpu();
      await ask(port, requests, count);
      return ((await cpu()) - before) / count;
    },
    async stop() {
      child.send('stop');
      await once(child, 'exit');
    },
  };
}

const answerOf = async (child: ChildProcess) => (await once(child, 'message'))[0];

async function ask(port: number, requests: readonly Buffer[], count: number): Promise<void> {
  let next = 0;
  const line = () =>
    new Promise<void>((resolve, reject) => {
      const socket = connect(port, '127.0.0.1').setNoDelay(true);
      let missing = 0;
      const send = () => {
        if (next === count) {
          socket.end();
          resolve();
        } else socket.write(requests[next++ % requests.length]!);
      };
      socket.on('connect', send).on('error', reject);
      socket.on('data', (data: Buffer) => {
        if (missing === 0) {
          const end = data.indexOf(HEAD_END);
          const head = data.toString('latin1', 0, end);
          const length = /\r\ncontent-length: (\d+)/i.exec(head)?.[1];
          if (!head.startsWith('HTTP/1.1 200') || length === undefined) {
            reject(new Error(`The server answered ${data.subarray(0, 500)}`));
          }
          missing = end + HEAD_END.length + Number(length);
        }
        missing -= data.length;
        if (missing === 0) send();
      });
    });
  await Promise.all(Array.from({ length: CONNECTIONS }, line));
}
