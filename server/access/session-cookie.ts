// The cookie that holds the id of a session, signed. Scripts cannot read it, other sites cannot send it. Cookies know no
// ports, so the simulated client's second origin would be sent it too: outside https it goes to /api/ alone, where that
// origin has nothing and passes no cookie on; behind https there is no such origin.
import type { FastifyReply, FastifyRequest } from 'fastify';
import { LONGEST_MILLISECONDS } from './sessions.ts';

/** Whether the browser reaches us by https, by what the request or a proxy in front says, or as PUBLIC_URL has it. */
function isSecure({ protocol, host, server }: FastifyRequest): boolean {
  const { publicUrl } = server.config;
  return (
    protocol === 'https' || (publicUrl?.startsWith('https:') === true && URL.parse(publicUrl)?.host === host)
  );
}

// The prefix lets a browser take the cookie from this very host by https only (RFC 6265bis, section 4.1.3.2).
const nameFor = (request: FastifyRequest) => (isSecure(request) ? '__Host-session' : 'session');

const optionsFor = (request: FastifyRequest) => ({
  path: isSecure(request) ? '/' : '/api/',
  secure: isSecure(request),
  httpOnly: true,
  sameSite: 'strict' as const,
});

/** Undefined: there is no cookie, or not one that was signed here. */
export function readSessionId(request: FastifyRequest): string | undefined {
  const { cookie } = request.headers;
  const name = nameFor(request);
  if (cookie === undefined || !cookie.includes(name)) return undefined;
  const signed = request.server.parseCookie(cookie)[name];
  return (signed && request.server.unsignCookie(signed).value) || undefined;
}

export const writeSessionId = (request: FastifyRequest, reply: FastifyReply, id: string) =>
  reply.setCookie(nameFor(request), id, {
    ...optionsFor(request),
    signed: true,
    maxAge: LONGEST_MILLISECONDS / 1_000,
  });

export const clearSessionId = (request: FastifyRequest, reply: FastifyReply) =>
  reply.clearCookie(nameFor(request), optionsFor(request));
