import type { FastifyRequest } from 'fastify';

/** Where absolute addresses of this service begin, without a slash at the end: PUBLIC_URL, else as it was called. */
export const publicBase = ({ server, protocol, host }: FastifyRequest): string =>
  server.config.publicUrl ?? `${protocol}://${host}`;
