import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { BodyWatch } from '../../server/body-watch.ts';

const SECOND = 1_000;

/** A server that reads every body, and answers with its length; `/upload` may take as long as it moves. */
async function service(answered?: Promise<void>) {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  onTestFinished(() => void vi.useRealTimers());
  const server = createServer();
  const bodies = new BodyWatch(server);
  let read = 0;
  const pieces = new EventTarget();
  server.on('request', async (request, response) => {
    if (request.url === '/upload') bodies.expectUpload(request);
    let length = 0;
    try {
      for await (const piece of request) {
        length += piece.length;
        read = length;
        pieces.dispatchEvent(new Event('read'));
      }
      read = Number.POSITIVE_INFINITY;
      pieces.dispatchEvent(new Event('read'));
      await answered;
      response.end(String(length));
    } catch {
      // Its sender was sent away.
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  return {
    port: (server.address() as AddressInfo).port,
    /** Resolves when so many bytes of a body were read; infinitely many: all of it. */
    async hasRead(bytes: number) {
      while (read < bytes) await once(pieces, 'read');
    },
  };
}

async function begin(port: number, path: string, length: number): Promise<Socket> {
  const socket = connect(port, '127.0.0.1');
  onTestFinished(() => void socket.destroy());
  await once(socket, 'connect');
  socket.write(`POST ${path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-length: ${length}\r\n\r\n`);
  return socket;
}

async function answerTo(socket: Socket): Promise<string> {
  let text = '';
  for await (const piece of socket) text += piece;
  return text;
}

describe('a body on a slow line', () => {
  it('comes in, however long it takes, while an upload moves', async () => {
    const { port, hasRead } = await service();
    const socket = await begin(port, '/upload', 400_000);
    for (let sent = 40_000; sent < 400_000; sent += 40_000) {
      socket.write(Buffer.alloc(40_000));
      await hasRead(sent);
      vi.advanceTimersByTime(30 * SECOND);
    }
    socket.write(Buffer.alloc(40_000));
    expect(await answerTo(socket)).toMatch(/^HTTP\/1\.1 200 [\s\S]*400000/);
  });

  it('is given up as 408 when an upload does not move any more', async () => {
    const { port, hasRead } = await service();
    const socket = await begin(port, '/upload', 400_000);
    socket.write(Buffer.alloc(40_000));
    await hasRead(40_000);
    vi.advanceTimersByTime(30 * SECOND);
    socket.write(Buffer.alloc(100));
    await hasRead(40_100);
    vi.advanceTimersByTime(30 * SECOND);
    expect(await answerTo(socket)).toMatch(/^HTTP\/1\.1 408 [\s\S]*"code":"BROKEN_REQUEST"/);
  });

  it('is given up as 408 after half a minute where no upload is expected, though it moves', async () => {
    const { port, hasRead } = await service();
    const socket = await begin(port, '/stores', 400_000);
    socket.write(Buffer.alloc(40_000));
    await hasRead(40_000);
    vi.advanceTimersByTime(30 * SECOND);
    expect(await answerTo(socket)).toMatch(/^HTTP\/1\.1 408 /);
  });

  it('may take a handler longer than it took to come', async () => {
    const handler = Promise.withResolvers<void>();
    const { port, hasRead } = await service(handler.promise);
    const socket = await begin(port, '/stores', 5);
    socket.write('12345');
    await hasRead(Number.POSITIVE_INFINITY);
    vi.advanceTimersByTime(300 * SECOND);
    handler.resolve();
    expect(await answerTo(socket)).toMatch(/^HTTP\/1\.1 200 [\s\S]*5/);
  });
});
