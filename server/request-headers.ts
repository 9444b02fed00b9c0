// What every answer says of its request. These headers are made when an answer leaves: one that writes its own head has them
// in it as text, which costs a fraction of keeping them as headers until then.
import type { FastifyRequest } from 'fastify';

declare module 'fastify' {
  interface FastifyRequest {
    /** How often may still be asked; undefined where that is not counted. */
    quota: Quota | undefined;
  }
}

/** As draft-ietf-httpapi-ratelimit-headers-10 writes both. */
export type Quota = { readonly policy: string; readonly left: string };

export const requestHeaders = ({ id, quota }: FastifyRequest): Readonly<Record<string, string>> =>
  quota === undefined
    ? { 'x-request-id': id }
    : { 'x-request-id': id, 'ratelimit-policy': quota.policy, ratelimit: quota.left };

/** The same as lines of a head. */
export const requestLines = ({ id, quota }: FastifyRequest): string =>
  quota === undefined
    ? `x-request-id: ${id}\r\n`
    : `x-request-id: ${id}\r\nratelimit-policy: ${quota.policy}\r\nratelimit: ${quota.left}\r\n`;
