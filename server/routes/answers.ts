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
  ...problemAnswers(...statuses),
});

/**
 * The same for answers that caches keep: in one form or several by media type, with an ETag, and 304 for whoever has it.
 */
export const keptAnswers = <Status extends number>(
  forms: Readonly<Record<string, TSchema>>,
  ...statuses: readonly Status[]
) => ({
  200: {
    description: 'The answer',
    headers: {
      ETag: Type.String({ description: 'Of this state of the answer, opening states included' }),
      'Cache-Control': Type.String({
        description: 'How long it may be kept: never past the first opening or closing in it',
      }),
    },
    content: Object.fromEntries(Object.entries(forms).map(([type, schema]) => [type, { schema }])),
  },
  304: Type.Null({ description: 'The client has this very answer: If-None-Match held its ETag' }),
  ...problemAnswers(...statuses),
});

/** The same for a file. */
export const fileAnswers = <Status extends number>(
  types: string | readonly string[],
  description: string,
  ...statuses: readonly Status[]
) => ({
  200: {
    description,
    content: Object.fromEntries([types].flat().map((type) => [type, { schema: Type.String() }])),
  },
  ...problemAnswers(...statuses),
});

export const problemAnswers = <Status extends number>(...statuses: readonly Status[]) =>
  Object.fromEntries(statuses.map((status) => [status, Problem])) as Record<Status, typeof Problem>;

const NoBody = Type.Null({ description: 'It is done; the answer has no body' });

/** What a route answers that has nothing to say when it went well. */
export const noAnswer = <Status extends number>(...statuses: readonly Status[]) => ({
  204: NoBody,
  ...problemAnswers(...statuses),
});
