import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import { type AddressInfo, createServer as createSocketServer, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';
import { indexedPng } from '../../web/indexed-png.ts';

export const TILE_PIXELS = 256;

/** A tile of one colour with a smaller square in another one. */
export function tilePicture(
  ground: readonly [number, number, number],
  mark?: { x: number; y: number; half: number; color: readonly [number, number, number] },
): Buffer {
  const pixels = new Uint8Array(TILE_PIXELS * TILE_PIXELS * 4);
  for (let y = 0; y < TILE_PIXELS; y++) {
    for (let x = 0; x < TILE_PIXELS; x++) {
      const inMark = mark && Math.abs(x + 0.5 - mark.x) < mark.half && Math.abs(y + 0.5 - mark.y) < mark.half;
      pixels.set([...(inMark ? mark.color : ground), 255], (y * TILE_PIXELS + x) * 4);
    }
  }
  return indexedPng(pixels, TILE_PIXELS, TILE_PIXELS);
}

export const greenTile = tilePicture([0, 160, 80]);

export type TileRequest = { readonly url: string; readonly headers: IncomingHttpHeaders };
export type TileAnswer = (reply: ServerResponse, request: TileRequest) => void;

/** Ways of a tile server, good and bad. */
export const answers = {
  tile:
    (headers: Record<string, string> = {}, bytes = greenTile): TileAnswer =>
    (reply) =>
      reply.writeHead(200, { 'content-type': 'image/png', ...headers }).end(bytes),
  status:
    (status: number, headers: Record<string, string> = {}): TileAnswer =>
    (reply) =>
      reply.writeHead(status, headers).end(),
  text:
    (text: string, type = 'image/png'): TileAnswer =>
    (reply) =>
      reply.writeHead(200, { 'content-type': type }).end(text),
  /** Less than the length it announced, then the end of the connection. */
  truncated: (): TileAnswer => (reply) => {
    reply.writeHead(200, { 'content-type': 'image/png', 'content-length': greenTile.length });
    reply.write(greenTile.subarray(0, 60), () => reply.destroy());
  },
  hanging: (): TileAnswer => () => {},
} as const;

/** A tile server on a port of this machine; `answer` may be changed at any time. */
export async function tileServer(answer: TileAnswer = answers.tile()) {
  const requests: TileRequest[] = [];
  const waiters: (() => void)[] = [];
  const state = {
    answer,
    /** What was asked so far, in order. */
    requests,
    /** Connections that whoever asked broke off before the answer was there. */
    brokenOff: 0,
    origin: '',
    /** Resolves when so many requests have come. */
    async asked(count: number) {
      while (requests.length < count) await new Promise<void>((resolve) => waiters.push(resolve));
    },
    /** Resolves when so many askers have broken off. */
    async leftBy(count: number) {
      while (state.brokenOff < count) await new Promise<void>((resolve) => waiters.push(resolve));
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  const tell = () => {
    for (const waiter of waiters.splice(0)) waiter();
  };
  const server = createServer((request, reply) => {
    const asked = { url: request.url ?? '', headers: request.headers };
    requests.push(asked);
    reply.on('close', () => {
      if (reply.writableFinished) return;
      state.brokenOff++;
      tell();
    });
    state.answer(reply, asked);
    tell();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  state.origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return state;
}

/** A server that writes headers, 10 MB of them, for as long as somebody reads. Answers its origin. */
export async function endlessHeaders(): Promise<string> {
  const open = new Set<Socket>();
  const server = createSocketServer((socket) => {
    open.add(socket);
    socket
      .on('error', () => {})
      .once('data', () => {
        socket.write('HTTP/1.1 200 OK\r\n');
        const line = `x-filler: ${'f'.repeat(990)}\r\n`;
        for (let kilobytes = 0; kilobytes < 10_000; kilobytes++) socket.write(line);
      });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    for (const socket of open) socket.destroy();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
