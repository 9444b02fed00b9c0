// Requests that no client of ours sends, over a socket: refused, and the service answers others as before.
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, it, onTestFinished } from 'vitest';
import { openApp } from '../support/app.ts';
import { startService } from '../support/service.ts';

async function listening() {
  const app = await openApp();
  const { port } = new URL(await app.listen({ host: '127.0.0.1', port: 0 }));
  const open = async (): Promise<Socket> => {
    const socket = connect(Number(port), '127.0.0.1');
    socket.on('error', () => {});
    onTestFinished(() => void socket.destroy());
    await once(socket, 'connect');
    return socket;
  };
  /** Everything that is answered until the connection ends. */
  const send = async (text: string): Promise<string> => {
    const socket = await open();
    let answer = '';
    socket.setEncoding('utf8').on('data', (data: string) => {
      answer += data;
    });
    socket.write(text);
    await once(socket, 'close');
    return answer;
  };
  return { open, send };
}

const statuses = (answer: string) =>
  [...answer.matchAll(/^HTTP\/1\.1 (\d{3})/gm)].map(([, status]) => status);
const HEALTHY = 'GET /healthz HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n';

it.each([
  [
    'a length and chunks',
    'POST /healthz HTTP/1.1\r\nhost: a\r\ncontent-length: 6\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\nG',
  ],
  ['two lengths', 'POST /healthz HTTP/1.1\r\nhost: a\r\ncontent-length: 1\r\ncontent-length: 60\r\n\r\nx'],
  ['a length that is no number', 'POST /healthz HTTP/1.1\r\nhost: a\r\ncontent-length: +6\r\n\r\nabcdef'],
  [
    'a folded header',
    'POST /healthz HTTP/1.1\r\nhost: a\r\ntransfer-encoding:\r\n chunked\r\ncontent-length: 3\r\n\r\n0\r\n\r\n',
  ],
  ['a space before the colon', 'POST /healthz HTTP/1.1\r\nhost: a\r\ncontent-length : 60\r\n\r\n'],
  ['a bare line feed in a header', 'GET /healthz HTTP/1.1\r\nhost: a\r\nx: y\ncontent-length: 60\r\n\r\n'],
  [
    'a bare carriage return in a header',
    'GET /healthz HTTP/1.1\r\nhost: a\r\nx: y\rcontent-length: 60\r\n\r\n',
  ],
  ['a NUL in a header', 'GET /healthz HTTP/1.1\r\nhost: a\r\nx: y\0z\r\n\r\n'],
  ['two lengths in one header', 'POST /healthz HTTP/1.1\r\nhost: a\r\ncontent-length: 1, 60\r\n\r\nx'],
  ['a negative length', 'POST /healthz HTTP/1.1\r\nhost: a\r\ncontent-length: -1\r\n\r\n'],
  ['a length in hexadecimal', 'POST /healthz HTTP/1.1\r\nhost: a\r\ncontent-length: 0x10\r\n\r\n'],
  [
    'a length beyond all numbers',
    `POST /healthz HTTP/1.1\r\nhost: a\r\ncontent-length: ${'9'.repeat(30)}\r\n\r\n`,
  ],
  ['no host', 'GET /healthz HTTP/1.1\r\n\r\n'],
  ...[
    ['a chunk size that is no number', 'Z\r\nx\r\n0\r\n\r\n'],
    ['a negative chunk size', '-1\r\nx\r\n0\r\n\r\n'],
    ['a chunk size with 0x', '0x1\r\nx\r\n0\r\n\r\n'],
    ['a chunk size beyond all numbers', 'FFFFFFFFFFFFFFFFF\r\nx\r\n0\r\n\r\n'],
    ['a chunk that is longer than it says', '1\r\nxyz\r\n0\r\n\r\n'],
    ['a chunk size that ends with a bare line feed', '1\nx\r\n0\r\n\r\n'],
  ].map(([name, chunks]) => [
    name,
    `POST /api/v1/stores/nearby HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n${chunks}`,
  ]),
])('answers %s with 400 alone, and what is smuggled behind it not at all', async (_shape, request) => {
  const { send } = await listening();
  expect(statuses(await send(request + HEALTHY))).toEqual(['400']);
  expect(statuses(await send(HEALTHY))).toEqual(['200']);
});

it('takes what follows a transfer coding that it does not know for its body, never for a request', async () => {
  const { send } = await listening();
  const request = 'POST /healthz HTTP/1.1\r\nhost: a\r\ntransfer-encoding: xchunked\r\n\r\n0\r\n\r\n';
  expect(statuses(await send(request + HEALTHY))).toEqual(['404']);
  expect(statuses(await send(HEALTHY))).toEqual(['200']);
});

it('answers headers of a megabyte with 431', async () => {
  const { send } = await listening();
  const request = `GET /healthz HTTP/1.1\r\nhost: a\r\nx: ${'y'.repeat(1_000_000)}\r\n\r\n`;
  expect(statuses(await send(request))).toEqual(['431']);
  expect(statuses(await send(HEALTHY))).toEqual(['200']);
});

/** What says nothing, or says it so slowly that it never ends, and holds nobody else up. */
it('answers others beside ten thousand connections that say nothing, and refuses with 408 what comes a letter at a time', async () => {
  const { origin, close } = await startService();
  onTestFinished(close);
  const { port } = new URL(origin);
  const open = async (): Promise<Socket> => {
    const socket = connect(Number(port), '127.0.0.1').on('error', () => {});
    onTestFinished(() => void socket.destroy());
    await once(socket, 'connect');
    return socket;
  };
  const count = Math.min(10_000, mostFiles() - FILES_OF_OUR_OWN);
  if (count < 10_000) console.log(`${count} connections: this process may have ${mostFiles()} files open.`);
  const idle: Socket[] = [];
  while (idle.length < count) idle.push(...(await Promise.all(Array.from({ length: 100 }, open))));

  expect(idle.filter(({ destroyed }) => destroyed)).toEqual([]);

  const slow = await Promise.all(Array.from({ length: 200 }, open));
  const answers = slow.map((socket, i) => {
    const head = i % 2 === 0 ? SLOW_HEAD : SLOW_BODY;
    socket.write(head);
    return text(socket).catch(() => '');
  });
  let left = slow.length;
  for (const socket of slow) socket.once('close', () => left--);
  while (left > 0) {
    for (const socket of slow) if (socket.writable) socket.write('x');
    const click = await fetch(`${origin}/api/v1/stores/nearby?lat=40.0033&lon=116.3519`);
    expect(click.status).toBe(200);
    await click.arrayBuffer();
    await A_MOMENT();
  }
  for (const answer of await Promise.all(answers)) expect(statuses(answer)).toEqual(['408']);
});

const FILES_OF_OUR_OWN = 1_000;
const SLOW_HEAD = 'GET /healthz HTTP/1.1\r\nhost: a\r\nx: ';
const SLOW_BODY =
  'POST /api/v1/stores/nearby HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\ncontent-length: 10000\r\n\r\n{';
/** Between two letters. */
const A_MOMENT = () => delay(200);

/** How many files, connections among them, this process may have open, and those that it starts. */
const mostFiles = (): number =>
  Number(/^Max open files\s+(\d+)/m.exec(readFileSync('/proc/self/limits', 'utf8'))?.[1]);
