// What the API's document says of deliveries, from the receiver's side.
import type { TSchema } from '@fastify/type-provider-typebox';
import { ChangesGoneSchema, PingSchema, StoresChangedSchema } from './messages.ts';

const header = (name: string, description: string, example: string) => ({
  name,
  in: 'header' as const,
  required: true,
  description,
  schema: { type: 'string' as const },
  example,
});

const delivery = (operationId: string, summary: string, schema: TSchema, example: object) => ({
  post: {
    operationId,
    summary,
    tags: ['webhooks'],
    security: [],
    parameters: [
      header('webhook-id', 'The same when the same is delivered again', '019aab5e-7c4d-7a51.41.42'),
      header('webhook-timestamp', 'Seconds since 1970; refuse what is minutes off', '1763784927'),
      header(
        'webhook-signature',
        'HMAC-SHA256 in base64 over `id.timestamp.body`; several with spaces between while the secret is rotated',
        'v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=',
      ),
    ],
    requestBody: { required: true, content: { 'application/json': { schema, example } } },
    responses: {
      '2XX': { description: 'Taken; anything else, and no answer within 15 seconds, is tried again' },
    },
  },
});

const timestamp = '2026-11-22T04:15:27.120Z';

export const webhookDocument = {
  'stores.changed': delivery('onStoresChanged', 'Stores changed', StoresChangedSchema, {
    type: 'stores.changed',
    timestamp,
    data: {
      since: 'YzEuNDE',
      cursor: 'YzEuNDI',
      changes: [{ id: 'cafe-042', change: 'removed', at: '2026-11-22T04:15:26.871Z', store: null }],
    },
  }),
  'changes.gone': delivery('onChangesGone', 'Changes are forgotten', ChangesGoneSchema, {
    type: 'changes.gone',
    timestamp,
    data: { cursor: 'YzEuNDI' },
  }),
  ping: delivery('onPing', 'Somebody tries the receiver', PingSchema, { type: 'ping', timestamp, data: {} }),
};
