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

function weight(accepted: string, wanted: RegExp): number {
  const weights = accepted.split(',').map((range) => {
    const [type = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase());
    const quality = parameters.find((parameter) => parameter.startsWith('q='));
    return wanted.test(type) ? Number(quality?.slice(2) ?? 1) : 0;
  });
  return Math.max(...weights);
}
