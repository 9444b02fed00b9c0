// Webhooks, for admins: who is told of changes, whether it works, and what is resent.
import { randomUUID } from 'node:crypto';
import { type FastifyPluginAsyncTypebox, Type } from '@fastify/type-provider-typebox';
import { authorOf } from '../access/actor.ts';
import { OVERLAP_MILLISECONDS, readFuture } from '../access/key-fields.ts';
import { invalidParameter } from '../errors.ts';
import { placeOfChanges } from '../storage/changes-cursor.ts';
import type { Webhook } from '../storage/webhooks/contract.ts';
import { TooManyWebhooks, WebhookNotFound } from '../webhooks/errors.ts';
import { ping } from '../webhooks/messages.ts';
import { readReceiverUrl } from '../webhooks/receiver-url.ts';
import { secretOfWebhook, shownSecret } from '../webhooks/signature.ts';
import { answers, noAnswer } from './answers.ts';
import { plainNumbers } from './plain-numbers.ts';
import {
  Failures,
  failureItem,
  NewWebhookItem,
  params,
  ResendBody,
  Resending,
  Tried,
  WebhookBody,
  WebhookItem,
  WebhookPatch,
  Webhooks,
  webhookItem,
} from './webhook-schemas.ts';

const tags = ['webhooks'];
const config = { access: 'admin' } as const;
/** Each costs a request for every change. */
const MOST_WEBHOOKS = 20;

const webhooks: FastifyPluginAsyncTypebox = async (app) => {
  const { webhooks, catalogue } = app.storage;
  const { secretOf } = app;
  const { webhookPrivate } = app.config;

  app.addHook('onRequest', async (_request, reply) => {
    reply.header('cache-control', 'no-store');
  });

  const withSecret = (webhook: Webhook) => ({
    ...webhookItem(webhook),
    secret: shownSecret(secretOfWebhook(secretOf, webhook.id, webhook.secret)),
  });
  /** @throws WEBHOOK_NOT_FOUND */
  async function existing(id: string): Promise<Webhook> {
    const webhook = await webhooks.get(id);
    if (!webhook) throw new WebhookNotFound(id);
    return webhook;
  }
  /** @throws INVALID_PARAMETER unless changes are told from there on */
  function revisionOf(since: string, last: number): number {
    const place = placeOfChanges(since);
    if (place && place.afterId === undefined && place.revision <= last) return place.revision;
    throw invalidParameter('/since', since, 'must be the last `cursor` of what was read before');
  }

  app.get(
    '/webhooks',
    {
      config,
      schema: {
        operationId: 'listWebhooks',
        summary: 'All webhooks, and how they do',
        tags,
        response: answers(Webhooks, 401, 403, 429),
      },
    },
    async () => ({ webhooks: (await webhooks.all()).map(webhookItem) }),
  );

  app.post(
    '/webhooks',
    {
      config: { ...config, secret: true },
      schema: {
        operationId: 'addWebhook',
        summary: 'Have an address told of changes',
        description: `It is told what happens from now on, or from \`since\` on, in the order of \`/changes\`, each change at least once. The answer has the secret that deliveries are signed with; it is shown this once. At most ${MOST_WEBHOOKS} webhooks.`,
        tags,
        body: WebhookBody,
        response: answers(NewWebhookItem, 400, 401, 403, 409, 429),
      },
    },
    async (request) => {
      const { since, url, ...fields } = request.body;
      const last = (await catalogue.revision()).stores;
      const webhook = await webhooks.add(
        { ...fields, url: readReceiverUrl(url, webhookPrivate) },
        since === undefined ? last : revisionOf(since, last),
        MOST_WEBHOOKS,
        authorOf(request),
      );
      if (!webhook) throw new TooManyWebhooks(MOST_WEBHOOKS);
      app.deliverer.wake();
      return withSecret(webhook);
    },
  );

  app.get(
    '/webhooks/:id',
    {
      config,
      schema: {
        operationId: 'getWebhook',
        summary: 'One webhook',
        tags,
        params,
        response: answers(WebhookItem, 401, 403, 404, 429),
      },
    },
    async (request) => webhookItem(await existing(request.params.id)),
  );

  app.patch(
    '/webhooks/:id',
    {
      config,
      schema: {
        operationId: 'changeWebhook',
        summary: 'Change a webhook, pause it, have it go on',
        description:
          'What is not named stays. What failed is tried again at once. A webhook that was paused goes on where it was.',
        tags,
        params,
        body: WebhookPatch,
        response: answers(WebhookItem, 400, 401, 403, 404, 429),
      },
    },
    async (request) => {
      const { id } = request.params;
      const { url, ...fields } = request.body;
      const changed = {
        ...fields,
        ...(url !== undefined && { url: readReceiverUrl(url, webhookPrivate) }),
      };
      const webhook = await webhooks.change(id, changed, authorOf(request));
      if (!webhook) throw new WebhookNotFound(id);
      app.deliverer.wake();
      return webhookItem(webhook);
    },
  );

  app.delete(
    '/webhooks/:id',
    {
      config,
      schema: {
        operationId: 'removeWebhook',
        summary: 'Remove a webhook',
        description: 'It is told nothing any more, and what could be resent is forgotten.',
        tags,
        params,
        response: noAnswer(401, 403, 404, 429),
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      if (!(await webhooks.remove(id, authorOf(request)))) throw new WebhookNotFound(id);
      return reply.code(204).send(null);
    },
  );

  app.post(
    '/webhooks/:id/rotate',
    {
      config: { ...config, secret: true },
      schema: {
        operationId: 'rotateWebhook',
        summary: 'Give a webhook a new secret',
        description:
          'Deliveries carry the signatures of both secrets until a time, so that the receiver can change over without a gap.',
        tags,
        params,
        body: Type.Object(
          {
            until: Type.Optional(
              Type.String({
                format: 'date-time',
                maxLength: 40,
                description: 'When the old secret signs no longer; absent: in 24 hours',
              }),
            ),
          },
          { additionalProperties: false },
        ),
        response: answers(NewWebhookItem, 400, 401, 403, 404, 409, 429),
      },
    },
    async (request) => {
      const { id } = request.params;
      const { until } = request.body;
      const end =
        until === undefined
          ? new Date(Date.now() + OVERLAP_MILLISECONDS).toISOString()
          : readFuture('/until', until);
      const webhook = await webhooks.rotate(id, end, authorOf(request));
      if (!webhook) throw new WebhookNotFound(id);
      return withSecret(webhook);
    },
  );

  app.post(
    '/webhooks/:id/test',
    {
      config,
      schema: {
        operationId: 'testWebhook',
        summary: 'Try whether the receiver answers',
        description: 'Sends a signed `ping`, once and at once, also to a webhook that is paused.',
        tags,
        params,
        response: answers(Tried, 401, 403, 404, 429),
      },
    },
    async (request) => {
      const webhook = await existing(request.params.id);
      const delivery = await app.postToWebhook(webhook, randomUUID(), ping(Date.now()));
      return {
        delivered: delivery.delivered,
        status: delivery.status ?? null,
        fault: delivery.delivered ? null : delivery.fault,
      };
    },
  );

  app.get(
    '/webhooks/:id/failures',
    {
      config,
      preValidation: plainNumbers('limit'),
      schema: {
        operationId: 'listWebhookFailures',
        summary: 'Deliveries that were given up',
        description: 'First given up first. They stay until they are resent, or the webhook is removed.',
        tags,
        params,
        querystring: Type.Object(
          {
            limit: Type.Integer({ minimum: 1, maximum: 100, default: 20 }),
            cursor: Type.Optional(Type.String({ minLength: 1, maxLength: 64 })),
          },
          { additionalProperties: false },
        ),
        response: answers(Failures, 400, 401, 403, 404, 429),
      },
    },
    async (request) => {
      const { id } = await existing(request.params.id);
      const { failures, next } = await webhooks.failures(id, request.query);
      return { failures: failures.map(failureItem), next: next ?? null };
    },
  );

  app.post(
    '/webhooks/:id/resend',
    {
      config,
      schema: {
        operationId: 'resendToWebhook',
        summary: 'Have deliveries resent',
        description:
          'Those that are named, or all that were given up; and what waits for its next try is tried at once. Stores are sent as they are by now, so that no later change is undone. What fails again stays listed.',
        tags,
        params,
        body: ResendBody,
        response: answers(Resending, 400, 401, 403, 404, 429),
      },
    },
    async (request) => {
      const { id } = await existing(request.params.id);
      const resending = await webhooks.resend(id, request.body.failures);
      app.deliverer.wake();
      return { resending };
    },
  );
};
export default webhooks;
