import type { FastifyReply, FastifyRequest } from 'fastify';
import { languageOf } from './language.ts';

/** Sends a page made for this reader: what it says of opening hours is right now only, and there are two languages. */
export const sendPage = (request: FastifyRequest, reply: FastifyReply, page: string): FastifyReply =>
  reply
    .headers({
      'cache-control': 'no-cache',
      'content-language': languageOf(request),
      vary: 'accept-language',
    })
    .type('text/html; charset=utf-8')
    .send(page);
