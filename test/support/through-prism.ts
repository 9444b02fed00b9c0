// An app whose `inject` goes over a socket through Prism. What Prism says against an answer fails the test; what it says
// against a request, too, if the app took it.
import { request } from 'undici';
import type { buildApp } from '../../server/app.ts';
import { AS_HOST, TO_PORT } from './prism.ts';

type App = ReturnType<typeof buildApp>;
type Asked = {
  readonly method?: string;
  readonly url: string;
  readonly headers?: Readonly<Record<string, unknown>>;
  readonly payload?: unknown;
};
type Violation = {
  readonly location: readonly string[];
  readonly message: string;
  readonly severity: string;
};

/** Redirects `app.inject`, but for what Prism does not pass on as it is. `app` must be ready, and listens after this. */
export async function throughPrism(app: App, address: string): Promise<void> {
  const { paths } = (await app.inject('/api/openapi.json')).json() as {
    paths: Record<string, Record<string, unknown>>;
  };
  const templates = Object.entries(paths).map(([path, item]) => ({
    pattern: new RegExp(`^${path.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, '[^/]+')}$`),
    methods: new Set(
      Object.entries(item).flatMap(([method, operation]) =>
        // The schema of a stream of lines is that of a line; Prism would hold the whole against it.
        JSON.stringify(operation).includes('"application/x-ndjson"') ? [] : [method.toUpperCase()],
      ),
    ),
  }));
  const isOperation = (method: string, path: string) =>
    templates.some(({ pattern, methods }) => pattern.test(path) && methods.has(method));

  const port = new URL(await app.listen({ host: '127.0.0.1', port: 0 })).port;
  const direct = app.inject.bind(app) as (asked: unknown) => unknown;
  const inject = (given: string | Asked) => {
    const asked = typeof given === 'string' ? { url: given } : given;
    const { method = 'GET', url, headers = {}, payload, ...others } = asked;
    const [path] = url.split('?', 1) as [string];
    const isPlain =
      Object.keys(others).length === 0 &&
      url.startsWith('/') &&
      isReadable(url) &&
      headers['accept-encoding'] === undefined &&
      isOperation(method, path) &&
      isReadableBody(payload, headers);
    return isPlain ? ask(address, port, { method, url, headers, payload }) : direct(given);
  };
  app.inject = inject as typeof app.inject;
}

/** Prism refuses addresses that cannot be decoded. */
function isReadable(url: string): boolean {
  try {
    decodeURIComponent(url.replaceAll('+', ' '));
    return true;
  } catch {
    return false;
  }
}

/** Prism reads a body as text and writes it again as JSON. */
function isReadableBody(payload: unknown, headers: Asked['headers']): boolean {
  const type = String(headers?.['content-type'] ?? 'application/json');
  if (payload === undefined) return headers?.['content-type'] === undefined;
  if (!/^application\/([\w-]+\+)?json$/.test(type)) return false;
  return typeof payload === 'object' && payload !== null && !Buffer.isBuffer(payload) && !('pipe' in payload);
}

async function ask(address: string, port: string, { method, url, headers = {}, payload }: Asked) {
  const { host = 'localhost:80', ...others } = Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name.toLowerCase(), value]],
    ),
  );
  const answer = await request(`${address}${url}`, {
    method: (method ?? 'GET') as 'GET',
    headers: {
      'accept-encoding': 'identity',
      'user-agent': 'lightMyRequest',
      ...(payload !== undefined && { 'content-type': 'application/json' }),
      ...(others as Record<string, string>),
      [TO_PORT]: port,
      [AS_HOST]: String(host),
    },
    ...(payload !== undefined && { body: JSON.stringify(payload) }),
    // A connection of its own each time: one kept open may close just when it is used again.
    reset: true,
  });
  const { statusCode } = answer;
  const { 'sl-violations': told, ...answered } = answer.headers;
  const rawPayload = Buffer.from(await answer.body.arrayBuffer());
  const body = rawPayload.toString();
  const violations = JSON.parse(String(told ?? '[]')) as Violation[];
  const isTaken = statusCode < 300;
  const held = violations.filter(({ location }) => location[0] === 'response' || isTaken);
  if (held.length > 0) {
    throw new Error(
      `${method} ${url}: ${statusCode}: ${JSON.stringify(held).slice(0, 2_000)} ${body.slice(0, 1_000)}`,
    );
  }
  return {
    statusCode,
    headers: answered,
    cookies: [answered['set-cookie'] ?? []].flat().map(cookieOf),
    body,
    payload: body,
    rawPayload,
    json: () => JSON.parse(body),
  };
}

function cookieOf(text: string) {
  const [pair = '', ...attributes] = text.split(/;\s*/);
  const [name = '', value = ''] = pair.split('=');
  return {
    ...Object.fromEntries(
      attributes.map((each) => each.split('=')).map(([key = '', own]) => [camel(key), own ?? true]),
    ),
    name,
    value: decodeURIComponent(value),
  };
}

const camel = (name: string) => name.charAt(0).toLowerCase() + name.slice(1).replaceAll('-', '');
