// An app whose `inject` goes over a socket through Prism. What Prism says against an answer fails the test; what it says
// against a request, too, if the app took it. The test gets the answer as the app gave it, not as Prism writes it anew.
import { once } from 'node:events';
import { createServer, type OutgoingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { request } from 'undici';
import type { buildApp } from '../../server/app.ts';
import { type PrismAddress, TO_PORT } from './prism.ts';

type App = ReturnType<typeof buildApp>;
type Asked = {
  readonly method?: string;
  readonly url: string;
  readonly headers?: Readonly<Record<string, unknown>>;
  readonly payload?: unknown;
  readonly remoteAddress?: string;
};
type Answer = {
  readonly statusCode: number;
  readonly headers: OutgoingHttpHeaders;
  readonly body: string;
  readonly rawPayload: Buffer;
};
type Violation = {
  readonly location: readonly string[];
  readonly message: string;
  readonly severity: string;
};

/** Which of the requests that are under way it is. */
const ASKED = 'x-asked';
const underWay = new Map<string, () => Promise<Answer>>();
let asked = 0;
let port: Promise<string> | undefined;

/** Redirects `app.inject`, but for what is no operation and for what Prism cannot read. `app` must be ready. */
export function throughPrism(app: App, prism: PrismAddress): void {
  const operations = prism.operations.map(
    (each) => new RegExp(`^${each.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, '[^/]+')}$`),
  );
  const direct = app.inject.bind(app) as (asked: unknown) => unknown;
  const inject = (given: string | Asked) => {
    const request = typeof given === 'string' ? { url: given } : given;
    const { method = 'GET', url, headers = {}, payload, remoteAddress: _, ...others } = request;
    const [path] = url.split('?', 1) as [string];
    const isPlain =
      Object.keys(others).length === 0 &&
      isReadable(url) &&
      operations.some((each) => each.test(`${method} ${path}`)) &&
      isReadableBody(payload, headers);
    return isPlain ? judged(prism.address, request, () => direct(given) as Promise<Answer>) : direct(given);
  };
  app.inject = inject as typeof app.inject;
}

/** @param answer  has the app answer what is asked */
async function judged(address: string, request: Asked, answer: () => Promise<Answer>): Promise<Answer> {
  const id = String(++asked);
  const answered: Promise<Answer>[] = [];
  underWay.set(id, () => {
    const own = answer();
    answered.push(own);
    return own;
  });
  const { violations, told } = await ask(address, id, request);
  underWay.delete(id);
  const { method = 'GET', url } = request;
  const [own] = answered;
  if (own === undefined) throw new Error(`Prism does not hand on ${method} ${url}: ${told.slice(0, 1_000)}`);
  const given = await own;
  const held = violations.filter(({ location }) => location[0] === 'response' || given.statusCode < 300);
  if (held.length > 0) {
    const said = JSON.stringify(held).slice(0, 2_000);
    throw new Error(`${method} ${url}: ${given.statusCode}: ${said} ${given.body.slice(0, 1_000)}`);
  }
  return given;
}

async function ask(address: string, id: string, { method = 'GET', url, headers = {}, payload }: Asked) {
  port ??= openDoor();
  const given = Object.entries(headers).filter(([, value]) => value !== undefined);
  const { headers: answered, body } = await request(`${address}${url}`, {
    method: method as 'GET',
    headers: {
      ...(typeof payload === 'object' && { 'content-type': 'application/json' }),
      ...(Object.fromEntries(given.map(([name, value]) => [name.toLowerCase(), value])) as Record<
        string,
        string
      >),
      [TO_PORT]: await port,
      [ASKED]: id,
    },
    ...(payload !== undefined && { body: textOf(payload) }),
    // A connection of its own each time: one kept open may close just when it is used again.
    reset: true,
  });
  const told = await body.text();
  return { violations: JSON.parse(String(answered['sl-violations'] ?? '[]')) as Violation[], told };
}

const textOf = (payload: unknown) =>
  typeof payload === 'string' || Buffer.isBuffer(payload) ? payload : JSON.stringify(payload);

/** What Prism stands before, as it sees it. Answers the port. */
async function openDoor(): Promise<string> {
  const door = createServer(async (request, response) => {
    try {
      request.resume();
      const { statusCode, headers, rawPayload } = await underWay.get(String(request.headers[ASKED]))!();
      const { 'transfer-encoding': _, connection: __, ...others } = headers;
      response.writeHead(statusCode, others).end(rawPayload);
    } catch {
      // Whoever asked hears of it.
      response.destroy();
    }
  });
  door.listen(0, '127.0.0.1').unref();
  await once(door, 'listening');
  return String((door.address() as AddressInfo).port);
}

/** Prism refuses addresses that cannot be decoded. */
function isReadable(url: string): boolean {
  try {
    decodeURIComponent(url.replaceAll('+', ' '));
    return url.startsWith('/');
  } catch {
    return false;
  }
}

/**
 * Prism refuses what says that it is JSON and is none, and comes to its end over a file that it cannot take apart; a stream
 * can be read but once.
 */
function isReadableBody(payload: unknown, headers: Asked['headers']): boolean {
  if (typeof payload === 'object' && payload !== null && 'pipe' in payload) return false;
  const type = String(headers?.['content-type'] ?? '');
  if (payload === undefined) return type === '';
  if (typeof payload !== 'string' && !Buffer.isBuffer(payload)) return true;
  if (!/^application\/([\w-]+\+)?json\b/.test(type)) return false;
  try {
    return JSON.parse(String(payload)) !== null;
  } catch {
    return false;
  }
}
