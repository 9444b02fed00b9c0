// JSON or a page: `f`, else what the client likes best, else JSON.
import type { FastifyRequest } from 'fastify';
import { invalidParameter } from '../../errors.ts';
import type { Form } from './links.ts';

/** @throws INVALID_PARAMETER */
export function formOf({ query, headers }: FastifyRequest): Form {
  const { f } = query as { f?: unknown };
  if (f === 'json' || f === 'html') return f;
  if (f !== undefined) throw invalidParameter('f', f, 'must be json or html');
  const accepted = headers.accept ?? '';
  return weight(accepted, /^text\/html$/) > weight(accepted, /^application\/(.+\+)?json$/) ? 'html' : 'json';
}

/** Whether a definition in OpenAPI 3.1 is asked for; 3.0 is what GIS programs read, and what everybody else gets. */
export const asksForOpenApi31 = ({ headers }: FastifyRequest): boolean =>
  /\/(vnd\.oai\.)?openapi\+json\s*;\s*version="?3\.1/i.test(headers.accept ?? '');

function weight(accepted: string, wanted: RegExp): number {
  const weights = accepted.split(',').map((range) => {
    const [type = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase());
    const quality = parameters.find((parameter) => parameter.startsWith('q='));
    return wanted.test(type) ? Number(quality?.slice(2) ?? 1) : 0;
  });
  return Math.max(...weights);
}
