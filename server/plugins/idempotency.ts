// Requests with an Idempotency-Key are carried out once: repeated within a day they get the answer of the first time.
// Where it holds a secret, nothing of the answer is kept but that there was one.
import { createHash, createHmac } from 'node:crypto';
import type {
  FastifyReply,
  FastifyRequest,
  onSendAsyncHookHandler,
  preHandlerAsyncHookHandler,
} from 'fastify';
import fp from 'fastify-plugin';
import { AnswerNotKept, CarriedOut, KeyUsedOtherwise, RequestUnderWay } from '../catalogue/errors.ts';
import { invalidParameter } from '../errors.ts';
import type { OnceKey } from '../storage/repository.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Under which the answer is going to be kept. */
    once: OnceKey | undefined;
  }
  interface FastifyContextConfig {
    /** Its answers hold a secret, or its requests a password: repeated, a request that went well gets 409 ANSWER_NOT_KEPT. */
    secret?: boolean;
  }
}

const WRITES = /^(POST|PUT|PATCH|DELETE)$/;
/** What of an answer is kept beside its body. */
const KEPT_HEADERS = ['content-type', 'etag', 'location'] as const;
/** Files and streams have no answer of this kind. */
const LONGEST_BODY = 8 * 1_048_576;

/** Covers the writes of the scope that it is registered in. */
export default fp(
  async (app) => {
    const { answers } = app.storage;
    const fingerprintKey = app.secretOf('idempotency');
    // A password is few guesses away from a hash that anybody can compute.
    const keyed = (print: string) => createHmac('sha256', fingerprintKey).update(print).digest('base64url');
    app.decorateRequest('once', undefined);

    // Only where something is written: an asynchronous hook that has nothing to do costs a read more than finding stores.
    app.addHook('onRoute', (route) => {
      if (![route.method].flat().some((method) => WRITES.test(method))) return;
      route.preHandler = [begin, route.preHandler ?? []].flat();
      route.onSend = [finish, route.onSend ?? []].flat();
    });

    const begin: preHandlerAsyncHookHandler = async (request, reply) => {
      const key = request.headers['idempotency-key'];
      if (key === undefined || !WRITES.test(request.method)) return;
      if (typeof key !== 'string' || !/^[\x21-\x7e]{1,200}$/.test(key)) {
        throw invalidParameter('idempotency-key', key, 'must be 1 to 200 visible ASCII characters');
      }
      const actor = whoAsks(request);
      const { secret } = request.routeOptions.config;
      const fingerprint = secret ? keyed(fingerprintOf(request)) : fingerprintOf(request);
      const kept = await answers.begin(key, actor, fingerprint);
      switch (kept.state) {
        case 'other-request':
          throw new KeyUsedOtherwise();
        case 'under-way':
          reply.header('retry-after', '1');
          throw new RequestUnderWay();
        case 'done':
          throw new CarriedOut(kept.operation, kept.operation);
        case 'answered': {
          const { status, headers, body } = kept.answer;
          if (secret && status < 400) throw new AnswerNotKept();
          reply.code(status).headers(headers).header('idempotent-replayed', 'true');
          return reply.serializer((text: string) => text).send(body);
        }
        case 'new':
          request.once = { key, actor };
      }
    };

    const finish: onSendAsyncHookHandler = async (request, reply, payload) => {
      if (request.once === undefined) return payload;
      const { key, actor } = request.once;
      request.once = undefined;
      const { secret } = request.routeOptions.config;
      const body = secret && reply.statusCode < 400 ? '' : bodyOf(payload);
      if (reply.statusCode >= 500 || body === undefined) await answers.giveUp(key, actor);
      else await answers.finish(key, actor, { status: reply.statusCode, headers: kept(reply), body });
      return payload;
    };
  },
  { name: 'idempotency', dependencies: ['storage', 'access', 'secrets'] },
);

const whoAsks = ({ actor }: FastifyRequest): string => `${actor.kind} ${actor.id ?? actor.name}`;

function fingerprintOf({ method, url, body, headers }: FastifyRequest): string {
  const what = [method, url, body ?? headers['content-length'] ?? null, headers['if-match'] ?? null];
  return createHash('sha256').update(JSON.stringify(what)).digest('base64url');
}

function bodyOf(payload: unknown): string | undefined {
  if (payload === null || payload === undefined) return '';
  if (typeof payload === 'string' && payload.length <= LONGEST_BODY) return payload;
  if (Buffer.isBuffer(payload) && payload.length <= LONGEST_BODY) return payload.toString();
  return undefined;
}

const kept = (reply: FastifyReply): Record<string, string> =>
  Object.fromEntries(
    KEPT_HEADERS.flatMap((name) => {
      const value = reply.getHeader(name);
      return value === undefined ? [] : [[name, String(value)]];
    }),
  );
