// How the lists of the quality desk are paged.
import { Type } from '@fastify/type-provider-typebox';
import type { FastifyRequest } from 'fastify';
import type { Page } from '../storage/quality/contract.ts';

export const PageQuery = Type.Object(
  {
    limit: Type.Integer({ minimum: 1, maximum: 100, default: 50 }),
    cursor: Type.Optional(Type.String({ maxLength: 200, description: '`cursor` of the page before' })),
  },
  { additionalProperties: false },
);

/** The page that is asked for, as far as the rights of whoever asks go. */
export const pageOf = ({
  query: { limit, cursor },
  actor,
}: {
  readonly query: { readonly limit: number; readonly cursor?: string };
  readonly actor: FastifyRequest['actor'];
}): Page => ({ limit, cursor, within: actor.limits });
