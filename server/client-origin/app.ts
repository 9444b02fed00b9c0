// The simulated client's second origin: shows any plugin page that was written for the real client, unchanged, with
// the host's script put first. It has no cookies and no policy, so that old pages run; therefore it is never our own
// origin, answers only a browser on this machine, and only for pages that the simulated client framed.
import Fastify, { type FastifyReply, type FastifyRequest } from 'fastify';
import { isLoopback } from '../host-name.ts';
import { withHostScript, withServiceHere } from './foreign-page.ts';
import { proxiedPath, proxiedPrefix, targetOf } from './proxied-address.ts';
import { serviceAccountAnswer, serviceHost } from './service-account.ts';
import { readUpstream, Upstream, UpstreamFailure } from './upstream.ts';

type Options = {
  /** The port of the simulated client itself, under the same host name: the only page that commands the frames. */
  readonly pagePort: () => number;
  /** The built host script, classic JavaScript. */
  readonly hostScript: string;
};

const hostScriptPath = '/frame-host.js';
// What an answer may keep of its own headers: nothing that forbids framing or scripts, sets cookies, or frames bytes.
const keptHeaders = ['content-type', 'content-language', 'etag', 'last-modified', 'content-disposition'];

export function buildClientOrigin({ pagePort, hostScript }: Options) {
  const app = Fastify({ logger: false, bodyLimit: 1_048_576, routerOptions: { maxParamLength: 8_192 } });
  const upstream = new Upstream();
  app.addHook('onClose', () => upstream.close());
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));

  app.addHook('onRequest', async (request, reply) => {
    // Never by another name for this machine (DNS rebinding), nor from a page somewhere in the web.
    const asked = request.headers['sec-fetch-site'];
    if (!isLoopback(request.hostname) || asked === 'cross-site') {
      return say(reply, 403, 'This address serves the simulated client on this machine only.');
    }
    // Root-relative addresses of a foreign page are found by where they are asked from.
    reply.headers({ 'referrer-policy': 'same-origin', 'cache-control': 'no-store' });
  });

  app.get(hostScriptPath, (_request, reply) => reply.type('text/javascript; charset=utf-8').send(hostScript));

  app.route({
    method: ['GET', 'POST', 'PUT', 'DELETE', 'PATCH'],
    url: `${proxiedPrefix}*`,
    handler: async (request, reply) => {
      const target = targetOf(request.url);
      if (!target) return say(reply, 400, `${request.url} names no page: /~/http/host/path is expected.`);
      if (target.hostname === serviceHost) return answerForService(target, reply);
      return show(target, request, reply);
    },
  });

  app.setNotFoundHandler((request, reply) => {
    const from = URL.canParse(request.headers.referer ?? '') && new URL(request.headers.referer!);
    const page = from && targetOf(from.pathname);
    if (!page) return say(reply, 404, 'Nothing is here: plugin pages are under /~/.');
    return reply.redirect(proxiedPath(new URL(request.url, page)), 307);
  });

  async function show(target: URL, request: FastifyRequest, reply: FastifyReply) {
    try {
      const answer = await upstream.ask(target, {
        method: request.method,
        headers: requestHeaders(request),
        body: Buffer.isBuffer(request.body) ? request.body : undefined,
      });
      reply.code(answer.status);
      for (const name of keptHeaders) {
        const value = answer.headers.get(name);
        if (value !== null) reply.header(name, value);
      }
      const location = answer.headers.get('location');
      if (location !== null && URL.canParse(location, target)) {
        reply.header('location', proxiedPath(new URL(location, target)));
      }
      const type = answer.headers.get('content-type') ?? '';
      const bytes = await readUpstream(answer);
      if (/\bhtml\b/i.test(type)) {
        const parent = `http://${request.hostname}:${pagePort()}`;
        return reply.send(withHostScript(withServiceHere(bytes), hostScriptPath, parent));
      }
      return reply.send(/javascript/i.test(type) ? withServiceHere(bytes) : bytes);
    } catch (error) {
      if (error instanceof UpstreamFailure) return say(reply, 502, `${target.origin} ${error.message}`);
      throw error;
    }
  }
  return app;
}

/** No cookie, no address of ours, no ticket in a Referer: the page's server learns what any browser would tell it. */
function requestHeaders(request: FastifyRequest): Record<string, string> {
  const passed = ['accept', 'accept-language', 'user-agent', 'content-type', 'x-requested-with'];
  return Object.fromEntries(
    passed.flatMap((name) => (request.headers[name] ? [[name, String(request.headers[name])]] : [])),
  );
}

function answerForService(target: URL, reply: FastifyReply) {
  const answer = serviceAccountAnswer(target);
  if (answer === undefined)
    return say(
      reply,
      404,
      `The simulated client does not know ${target.pathname}, or its callback is no name.`,
    );
  return reply.type('text/javascript; charset=utf-8').send(answer);
}

const say = (reply: FastifyReply, status: number, sentence: string) =>
  reply.code(status).type('text/plain; charset=utf-8').send(sentence);
