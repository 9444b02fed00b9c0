import type { FastifySchema } from 'fastify';
import { problemAnswers } from '../routes/answers.ts';

/**
 * The schema with how whatever is checked before the handler is refused, so that no route has to say it; and with what
 * may happen to every one. */
export function withRefusals(schema: FastifySchema): FastifySchema {
  const { params, querystring, body, response } = schema;
  const takesInput = params !== undefined || querystring !== undefined || body !== undefined;
  const refusals = {
    ...(takesInput && problemAnswers(400)),
    ...(body !== undefined && problemAnswers(413, 415)),
    ...problemAnswers(500, 503),
  };
  return { ...schema, response: { ...refusals, ...Object(response) } };
}
