// A service as a client of it sees it, however the client reaches it.
import { request } from 'node:http';
import { text } from 'node:stream/consumers';

const NEAR = '/api/v1/stores/nearby?lat=40.0033&lon=116.3519&radius=50&widen=false&limit=50';

/** @param address  an origin, or the path of a socket */
export function storesClient(address: string, headers: Record<string, string>) {
  async function ask(path: string, method = 'GET', body?: object, more: Record<string, string> = {}) {
    const place = address.startsWith('/') ? { socketPath: address } : { ...partsOf(address) };
    const sent = request({
      ...place,
      path,
      method,
      agent: false,
      headers: { ...(body && { 'content-type': 'application/json' }), ...more },
    });
    sent.end(body && JSON.stringify(body));
    const answer = await new Promise<import('node:http').IncomingMessage>((resolve, reject) => {
      sent.once('response', resolve).once('error', reject);
    });
    return {
      status: answer.statusCode ?? 0,
      retryAfter: answer.headers['retry-after'],
      body: JSON.parse(await text(answer)),
    };
  }
  return {
    ready: () => ask('/readyz'),
    /** The names of the stores at our place, in no order. @param who  absent: nobody in particular */
    async nearby(who?: 'publisher'): Promise<string[]> {
      const { status, body } = await ask(NEAR, 'GET', undefined, who && headers);
      if (status !== 200) throw new Error(`nearby was answered ${status}`);
      return body.stores.map(({ name }: { name: string }) => name);
    },
    /** Publishes a store at our place. */
    add: (name: string, more?: Record<string, string>) =>
      ask(
        '/api/v1/stores',
        'POST',
        {
          name,
          categories: ['cafe'],
          address: { city: '北京市', street: '学院路30号' },
          position: { longitude: 116.3519, latitude: 40.0033, datum: 'wgs84' },
          status: 'published',
        },
        { ...headers, ...more },
      ),
    get: (id: string) => ask(`/api/v1/stores/${id}/working`, 'GET', undefined, headers),
  };
}

const partsOf = (origin: string) => {
  const { hostname, port } = new URL(origin);
  return { hostname, port };
};

/** What is answered to a write while the database cannot be used. */
export const REFUSED = { status: 503, retryAfter: '5', body: { code: 'STORAGE_UNAVAILABLE' } };
export const WELL = { status: 200, body: { status: 'ok', problems: [] } };
/** Stores are found, and it is said that the database has this fault. */
export const degraded = (fault: unknown) => ({
  status: 200,
  body: { status: 'degraded', problems: [{ part: 'database', fault }] },
});
