// A receiver of webhooks on a port of this machine, as somebody would write one: it checks signatures with a few lines of
// its own.
import { createHmac } from 'node:crypto';
import { upstreamServer } from './upstream-server.ts';

export type Received = {
  readonly id: string;
  readonly timestamp: number;
  readonly signatures: readonly string[];
  readonly body: string;
  readonly type: string;
  readonly data: {
    readonly since: string | null;
    readonly cursor: string | null;
    readonly changes: readonly {
      readonly id: string;
      readonly change: string;
      readonly store: {
        readonly name: string;
        readonly version: number;
        readonly closure: object | null;
      } | null;
    }[];
  };
};

/** @param answer  the status that it answers with */
export async function webhookReceiver(answer: (received: Received) => number | Promise<number> = () => 204) {
  const received: Received[] = [];
  const url = await upstreamServer(async (request, response) => {
    let body = '';
    for await (const part of request) body += part;
    const { headers } = request;
    const { type, data } = JSON.parse(body);
    const one: Received = {
      id: String(headers['webhook-id']),
      timestamp: Number(headers['webhook-timestamp']),
      signatures: String(headers['webhook-signature']).split(' '),
      body,
      type,
      data,
    };
    const status = await answer(one);
    if (status < 300) received.push(one);
    response.writeHead(status).end();
  });
  return {
    url: `${url}/hook`,
    /** What it took, in order. */
    received,
    /** What it took of stores: names, or removals. */
    told: () =>
      received.flatMap(({ data }) =>
        (data.changes ?? []).map(({ id, store }) => `${id} ${store ? store.name : 'removed'}`),
      ),
  };
}

/** As the standard says: HMAC-SHA256 in base64 over id, timestamp and body, with what follows `whsec_`. */
export function isSignedWith(secret: string, { id, timestamp, body, signatures }: Received): boolean {
  const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
  const wanted = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
  return signatures.includes(`v1,${wanted}`);
}
