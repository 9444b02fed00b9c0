// Requests that no client of ours sends, over a socket: refused, and the service answers others as before.
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { openApp } from '../support/app.ts';

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

it('answers others beside 2,000 connections that say nothing and 200 that say a letter', async () => {
  const { open, send } = await listening();
  const idle = await Promise.all(Array.from({ length: 2_200 }, open));
  for (const socket of idle.slice(2_000)) socket.write('G');
  expect(statuses(await send(HEALTHY))).toEqual(['200']);
  expect(idle.filter(({ destroyed }) => destroyed)).toEqual([]);
});
