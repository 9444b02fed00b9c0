// What cannot be read as HTTP at all never reaches a route: it is answered here, on the socket.
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { Problem } from '../shared/problem.ts';

const statuses: Readonly<Record<string, number>> = {
  ERR_HTTP_REQUEST_TIMEOUT: 408,
  HPE_HEADER_OVERFLOW: 431,
};

/** Answers a problem and ends the connection, which nobody can tell the state of any more. */
export function answerBrokenRequest({ code }: { code?: string }, socket: Socket): void {
  if (code === 'ECONNRESET' || !socket.writable) return;
  const status = statuses[code ?? ''] ?? 400;
  const title = STATUS_CODES[status]!;
  const problem: Problem = {
    type: 'about:blank',
    title,
    status,
    code: 'BROKEN_REQUEST',
    detail: `What came is no request that can be read: ${title}`,
  };
  const body = JSON.stringify(problem);
  const head = [
    `HTTP/1.1 ${status} ${title}`,
    'content-type: application/problem+json; charset=utf-8',
    `content-length: ${Buffer.byteLength(body)}`,
    'connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}
