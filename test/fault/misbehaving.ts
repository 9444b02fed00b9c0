// A server that takes a request and does to it what no server should, when the test says so.
import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';

export const MISBEHAVIOURS = [
  'hangs',
  'truncates',
  'answers garbage',
  'redirects',
  'sends 10 MB of headers',
] as const;
export type Misbehaviour = (typeof MISBEHAVIOURS)[number];

const FILLER = `x-filler: ${'f'.repeat(990)}\r\n`;

const ways: Readonly<Record<Misbehaviour, (socket: Socket, origin: string) => void>> = {
  hangs() {},
  truncates(socket) {
    socket.end('HTTP/1.1 200 OK\r\ncontent-type: image/png\r\ncontent-length: 5000\r\n\r\n\x89PNG');
  },
  'answers garbage'(socket) {
    socket.end(Buffer.from(Array.from({ length: 2_000 }, (_, i) => (i * 167 + 13) % 256)));
  },
  redirects(socket, origin) {
    const head = `HTTP/1.1 302 Found\r\nlocation: ${origin}/elsewhere\r\ncontent-length: 0\r\n\r\n`;
    socket.end(head);
  },
  'sends 10 MB of headers'(socket) {
    socket.write('HTTP/1.1 200 OK\r\n');
    for (let kilobytes = 0; kilobytes < 10_000; kilobytes++) socket.write(FILLER);
  },
};

export async function misbehaving(way: Misbehaviour) {
  const open = new Set<Socket>();
  const requests: string[] = [];
  const asked = Promise.withResolvers<void>();
  const released = Promise.withResolvers<void>();
  const server = createServer((socket) => {
    open.add(socket);
    socket.setEncoding('latin1').on('error', () => {});
    socket.once('data', async (head) => {
      requests.push(String(head).split(' ')[1] ?? '');
      asked.resolve();
      await released.promise;
      ways[way](socket, origin);
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    /** The paths that were asked for. */
    requests,
    /** Resolves when the first request is there. */
    asked: asked.promise,
    /** Lets it do what it does. */
    release: () => released.resolve(),
    /** Ends every connection. */
    close() {
      for (const socket of open) socket.destroy();
      server.close();
    },
  };
}
