// What the document says of access, made from each route's own rule.
import type { FastifySchema } from 'fastify';
import type { Access } from '../access/rules.ts';
import { problemAnswers } from '../routes/answers.ts';

export const securitySchemes = {
  bearer: { type: 'http', scheme: 'bearer', description: 'A key of a program' },
  basic: {
    type: 'http',
    scheme: 'basic',
    description: 'The same key as the password; the name does not matter',
  },
  session: {
    type: 'apiKey',
    in: 'cookie',
    name: 'session',
    description: 'Set by signing in; `__Host-session` where the service is reached by https',
  },
  csrf: {
    type: 'apiKey',
    in: 'header',
    name: 'x-csrf-token',
    description: 'As signing in answers it; goes with the session on whatever writes',
  },
} as const;

type Route = { readonly method: string | readonly string[]; readonly access: Access | undefined };

/** The schema with who may ask, and with how everybody else is refused. */
export function withAccess(
  schema: FastifySchema | undefined,
  { method, access }: Route,
  publicRead: boolean,
): FastifySchema {
  if (schema === undefined) return { hide: true };
  if (access === undefined || access === 'open') return { ...schema, security: [] };
  const isRead = [method].flat().every((each) => /^(GET|HEAD)$/.test(each));
  const session: Record<string, never[]> = isRead ? { session: [] } : { session: [], csrf: [] };
  const anybody = access === 'read' && publicRead;
  const description = [schema.description, anybody ? undefined : `Needs the permission \`${access}\`.`];
  return {
    ...schema,
    description: description.filter((part) => part !== undefined).join(' ') || undefined,
    security: [...(anybody ? [{}] : []), { bearer: [] }, { basic: [] }, session],
    response: { ...problemAnswers(401, 403), ...Object(schema.response) },
  };
}
