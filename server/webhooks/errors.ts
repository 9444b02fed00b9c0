import { kind } from '../errors.ts';

export const WebhookNotFound = kind<[id: string]>(
  'WEBHOOK_NOT_FOUND',
  404,
  'There is no such webhook',
  'There is no webhook "%s"',
);
export const TooManyWebhooks = kind<[most: number]>(
  'TOO_MANY_WEBHOOKS',
  409,
  'There are as many webhooks as there may be',
  'There may be %s webhooks at most: remove one first',
);
