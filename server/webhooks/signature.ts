// How deliveries are signed: as https://www.standardwebhooks.com has it, so that receivers find a library for it in most
// languages, and need six lines without one.
import { createHmac } from 'node:crypto';
import type { SecretOf } from '../secrets.ts';
import type { Webhook } from '../storage/webhooks/contract.ts';

/**
 * One of the secrets of a webhook, from 1 on. None is kept: they are derived, so that every node has them and a copy of
 * the database has not, where SECRET_KEY is set.
 */
export const secretOfWebhook = (secretOf: SecretOf, id: string, secret: number): Buffer =>
  secretOf(`webhook ${id} ${secret}`);

/** As receivers are told it. */
export const shownSecret = (secret: Buffer): string => `whsec_${secret.toString('base64')}`;

/** The secrets that sign at `now`, milliseconds: one, or two while it is rotated. */
export function signingSecrets(
  secretOf: SecretOf,
  { id, secret, rotatedUntil }: Pick<Webhook, 'id' | 'secret' | 'rotatedUntil'>,
  now: number,
): Buffer[] {
  const isRotated = rotatedUntil !== undefined && now < Date.parse(rotatedUntil);
  const numbers = isRotated ? [secret, secret - 1] : [secret];
  return numbers.map((number) => secretOfWebhook(secretOf, id, number));
}

/**
 * The headers of a delivery.
 * @param id  the same when the same is delivered again
 * @param at  milliseconds; receivers refuse what is minutes old, so that nobody can replay it
 */
export function signedHeaders(
  secrets: readonly Buffer[],
  id: string,
  at: number,
  body: string,
): Record<string, string> {
  const timestamp = String(Math.floor(at / 1000));
  const signatures = secrets.map(
    (secret) => `v1,${createHmac('sha256', secret).update(`${id}.${timestamp}.${body}`).digest('base64')}`,
  );
  return {
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': signatures.join(' '),
  };
}
