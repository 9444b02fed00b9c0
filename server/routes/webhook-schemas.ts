import { Type } from '@fastify/type-provider-typebox';
import type { Datum } from '../../shared/datum.ts';
import { DatumSchema } from '../../shared/store.ts';
import type { Webhook, WebhookFailure } from '../storage/webhooks/contract.ts';

export const params = Type.Object({ id: Type.String({ maxLength: 64 }) });

const Instant = Type.String({ format: 'date-time' });
const instantOrNull = (description: string) => Type.Union([Instant, Type.Null()], { description });

const Name = Type.String({
  minLength: 1,
  maxLength: 64,
  pattern: '^[^\\s\\p{C}](?:[^\\p{C}]*[^\\s\\p{C}])?$',
  description: 'What receives it',
});
const Url = Type.String({
  minLength: 1,
  maxLength: 2_000,
  description:
    'An http or https address; deliveries are posted to it. It has to be public unless the setting WEBHOOK_PRIVATE is on',
});
const AnswerDatum = Type.Unsafe<Datum>({ ...DatumSchema, description: 'Of the positions it is told' });
const ChangesAtOnce = Type.Integer({
  minimum: 1,
  maximum: 500,
  description: 'How many changes a delivery has at most',
});
const Paused = Type.Boolean({ description: 'It is told nothing until it goes on' });

const example = {
  name: '会员小程序',
  url: 'https://crm.example.com/hooks/stores',
  datum: 'gcj02',
  changesAtOnce: 100,
};

export const WebhookBody = Type.Object(
  {
    name: Name,
    url: Url,
    datum: Type.Unsafe<Datum>({ ...AnswerDatum, default: 'wgs84' }),
    changesAtOnce: Type.Integer({ ...ChangesAtOnce, default: 100 }),
    paused: Type.Boolean({ ...Paused, default: false }),
    since: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 200,
        description:
          'The `cursor` of what the receiver has read from `/changes` or a stream of the whole catalogue; absent: it is told what happens from now on',
      }),
    ),
  },
  { additionalProperties: false, examples: [example] },
);

export const WebhookPatch = Type.Object(
  {
    name: Type.Optional(Name),
    url: Type.Optional(Url),
    datum: Type.Optional(AnswerDatum),
    changesAtOnce: Type.Optional(ChangesAtOnce),
    paused: Type.Optional(Paused),
  },
  { additionalProperties: false, minProperties: 1, examples: [{ paused: true }] },
);

const webhookFields = {
  id: Type.String(),
  name: Name,
  url: Url,
  datum: AnswerDatum,
  changesAtOnce: ChangesAtOnce,
  paused: Paused,
  createdAt: Instant,
  rotatedUntil: instantOrNull('Until then the secret before signs too; null: it does not'),
  deliveredAt: instantOrNull('The last time something was delivered; null: never yet'),
  tries: Type.Integer({ description: 'How often the next delivery was tried so far' }),
  failingSince: instantOrNull('When it was tried first; null: it was not'),
  nextTryAt: instantOrNull('When it is tried next; null: as soon as there is something to tell'),
  fault: Type.Union([Type.String(), Type.Null()], {
    description: 'What the receiver did the last time, where that was wrong',
  }),
  failures: Type.Integer({ description: 'Deliveries that were given up and can be resent' }),
};
const webhookExample = {
  id: '019aab5e-7c4d-7a51-9a5c-0f6f5b1f2a10',
  ...example,
  paused: false,
  createdAt: '2026-11-22T02:00:00.000Z',
  rotatedUntil: null,
  deliveredAt: '2026-11-22T03:15:27.120Z',
  tries: 0,
  failingSince: null,
  nextTryAt: null,
  fault: null,
  failures: 0,
};

export const WebhookItem = Type.Object(webhookFields, {
  title: 'Webhook',
  description: 'An address that is told of changes',
  examples: [webhookExample],
});
export const Webhooks = Type.Object(
  { webhooks: Type.Array(WebhookItem, { description: 'In the order of their making' }) },
  { title: 'Webhooks' },
);
export const NewWebhookItem = Type.Object(
  {
    ...webhookFields,
    secret: Type.String({ description: 'Deliveries are signed with it; told this once' }),
  },
  {
    title: 'NewWebhook',
    description: 'A webhook with its secret',
    examples: [{ ...webhookExample, secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYo=' }],
  },
);

export const Tried = Type.Object(
  {
    delivered: Type.Boolean({ description: 'The receiver answered with a status of 200 to 299' }),
    status: Type.Union([Type.Integer(), Type.Null()], { description: 'null: it did not answer' }),
    fault: Type.Union([Type.String(), Type.Null()], { description: 'What the receiver did otherwise' }),
  },
  { title: 'WebhookTried', examples: [{ delivered: false, status: 500, fault: 'answered with 500' }] },
);

const FailureItem = Type.Object(
  {
    id: Type.String(),
    stores: Type.Array(Type.String(), { description: 'Ids of the stores that it was about' }),
    failingSince: Instant,
    givenUpAt: Instant,
    tries: Type.Integer(),
    fault: Type.String(),
    resending: Type.Boolean({ description: 'It is about to be resent' }),
  },
  { title: 'WebhookFailure', description: 'A delivery that was tried for a day and given up' },
);
export const Failures = Type.Object(
  {
    failures: Type.Array(FailureItem),
    next: Type.Union([Type.String(), Type.Null()], {
      description: '`cursor` of the next request; null: that was all',
    }),
  },
  { title: 'WebhookFailures' },
);

export const ResendBody = Type.Object(
  {
    failures: Type.Optional(
      Type.Array(Type.String({ maxLength: 64 }), {
        minItems: 1,
        maxItems: 100,
        description: 'Their ids; absent: all',
      }),
    ),
  },
  { additionalProperties: false, examples: [{}] },
);
export const Resending = Type.Object(
  { resending: Type.Integer({ description: 'How many are going to be resent' }) },
  { title: 'WebhookResending', examples: [{ resending: 2 }] },
);

export const webhookItem = (webhook: Webhook) => ({
  id: webhook.id,
  name: webhook.name,
  url: webhook.url,
  datum: webhook.datum,
  changesAtOnce: webhook.changesAtOnce,
  paused: webhook.paused,
  createdAt: webhook.createdAt,
  rotatedUntil: webhook.rotatedUntil ?? null,
  deliveredAt: webhook.deliveredAt ?? null,
  tries: webhook.tries,
  failingSince: webhook.failingSince ?? null,
  nextTryAt: webhook.nextAt ?? null,
  fault: webhook.fault ?? null,
  failures: webhook.failures,
});

export const failureItem = ({ resend, stores, ...failure }: WebhookFailure) => ({
  ...failure,
  stores: [...stores],
  resending: resend,
});
