import type { FastifyReply, FastifyRequest } from 'fastify';
import { languageOf } from './language.ts';

/**
 * Sends a page made for this reader: what it says of opening hours is right now only, and there are two languages.
 * @param headers  instead of its own, or beside them
 */
export const sendPage = (
  request: FastifyRequest,
  reply: FastifyReply,
  page: string,
  headers: Readonly<Record<string, string>> = {},
): FastifyReply =>
  reply
    .headers({
      'cache-control': 'no-cache',
      'content-language': languageOf(request),
      vary: 'accept-language',
      ...headers,
    })
    .type('text/html; charset=utf-8')
    .send(page);
