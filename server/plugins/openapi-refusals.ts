import type { FastifySchema } from 'fastify';
import { problemAnswers } from '../routes/answers.ts';

/** The schema with how whatever is checked before the handler is refused, so that no route has to say it. */
export function withRefusals(schema: FastifySchema): FastifySchema {
  const { params, querystring, body, response } = schema;
  const takesInput = params !== undefined || querystring !== undefined || body !== undefined;
  if (!takesInput) return schema;
  const refusals = body === undefined ? problemAnswers(400) : problemAnswers(400, 413, 415);
  return { ...schema, response: { ...refusals, ...Object(response) } };
}
