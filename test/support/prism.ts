// Prism as a validating proxy in front of apps: what a test asks of an app goes over a socket through Prism, which
// judges request and answer by the OpenAPI document. One Prism serves all apps; behind it a sorting office hands each
// request on to the app that it is for.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { request as ask, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { tool } from './tools-setup.ts';

/** Names the port of the app that a request is for. */
export const TO_PORT = 'x-to-port';
/** The host that the app is to see. */
export const AS_HOST = 'x-as-host';

export type Prism = { readonly address: string; stop(): Promise<void> };

/**
 * @param document  the text of an OpenAPI document
 * @param folder  where it may be written
 * @param errors  whether a violation is answered with an error of Prism's own; told in a header otherwise
 */
export async function startPrism(
  document: string,
  folder: string,
  { errors }: { errors: boolean },
): Promise<Prism> {
  const office = createServer((request, response) => {
    const { [TO_PORT]: port, [AS_HOST]: host, ...headers } = request.headers;
    const onward = ask(
      {
        // A connection of its own each time: one kept open may close just when it is used again.
        agent: false,
        host: '127.0.0.1',
        port: Number(port),
        method: request.method,
        path: request.url,
        headers: { ...headers, host: String(host) },
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
  const flags = ['--port', '0', '--cors', 'false', ...(errors ? ['--errors'] : [])];
  const prism = spawn(tool('prism'), ['proxy', file, upstream, ...flags], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, NO_COLOR: '1' },
  });
  const address = await addressOf(prism);
  return {
    address,
    async stop() {
      prism.kill();
      office.closeAllConnections();
      await Promise.all([once(prism, 'exit'), new Promise((done) => office.close(done))]);
    },
  };
}

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
