// Prism as a validating proxy in front of apps: what a test asks of an app goes over a socket through Prism, which
// judges request and answer by the OpenAPI document, and says in a header what is otherwise. One Prism serves all apps of
// all processes; behind it a sorting office hands each request on to the process that it is for.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { request as ask, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { tool } from './tools-setup.ts';

/** Names the port that a request is for. */
export const TO_PORT = 'x-to-port';

/** Where a Prism is, and what it knows of an API: its operations as `GET /api/v1/stores/{id}`. */
export type PrismAddress = { readonly address: string; readonly operations: readonly string[] };
export type Prism = PrismAddress & { stop(): Promise<void> };

/**
 * @param document  the text of an OpenAPI document
 * @param folder  where it may be written
 */
export async function startPrism(document: string, folder: string): Promise<Prism> {
  const office = createServer((request, response) => {
    const { [TO_PORT]: port, ...headers } = request.headers;
    const onward = ask(
      {
        // A connection of its own each time: one kept open may close just when it is used again.
        agent: false,
        host: '127.0.0.1',
        port: Number(port),
        method: request.method,
        path: request.url,
        headers,
      },
      (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      },
    );
    onward.on('error', (error) => response.destroy(error));
    request.pipe(onward);
  }).listen(0, '127.0.0.1');
  await once(office, 'listening');
  const upstream = `http://127.0.0.1:${(office.address() as AddressInfo).port}`;
  const file = join(folder, 'openapi.json');
  writeFileSync(file, document);
  const prism = spawn(tool('prism'), ['proxy', file, upstream, '--port', '0', '--cors', 'false'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, NO_COLOR: '1' },
  });
  const address = await addressOf(prism);
  return {
    address,
    operations: operationsOf(document),
    async stop() {
      prism.kill();
      office.closeAllConnections();
      await Promise.all([once(prism, 'exit'), new Promise((done) => office.close(done))]);
    },
  };
}

/**
 * But for streams: the schema of one of lines is that of a line, where Prism holds the whole against it, and one of events
 * has no end that it could wait for.
 */
function operationsOf(document: string): string[] {
  type Operation = { responses: Record<string, { content?: Record<string, unknown> }> };
  const { paths } = JSON.parse(document) as { paths: Record<string, Record<string, Operation>> };
  return Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item).flatMap(([method, { responses }]) => {
      const types = Object.values(responses).flatMap(({ content = {} }) => Object.keys(content));
      return types.some((type) => STREAMS.has(type)) ? [] : [`${method.toUpperCase()} ${path}`];
    }),
  );
}

const STREAMS = new Set(['application/x-ndjson', 'text/event-stream']);

/** What it prints goes on being read, or it would stand still one day. */
const addressOf = (prism: ChildProcess): Promise<string> =>
  new Promise((resolve, reject) => {
    let printed = '';
    const isFound = () => {
      const [, address] = /listening on (http:\S+?:\d+)/.exec(printed) ?? [];
      if (address) resolve(address);
      return address !== undefined;
    };
    prism.stdout!.setEncoding('utf8').on('data', function read(text: string) {
      printed += text;
      if (!isFound()) return;
      prism.stdout!.off('data', read).resume();
    });
    prism.once('exit', (code) => reject(new Error(`Prism ended with ${code}: ${printed}`)));
  });
