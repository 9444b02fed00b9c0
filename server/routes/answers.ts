import { type TSchema, Type } from '@fastify/type-provider-typebox';

const Problem = {
  description: 'Problem details',
  content: { 'application/problem+json': { schema: Type.Unsafe({ $ref: 'Problem#' }) } },
};

/** What a route may answer: `schema` with 200, else a problem of one of these statuses. */
export const answers = <Schema extends TSchema, Status extends number>(
  schema: Schema,
  ...statuses: readonly Status[]
) => ({
  200: schema,
  ...(Object.fromEntries(statuses.map((status) => [status, Problem])) as Record<Status, typeof Problem>),
});
