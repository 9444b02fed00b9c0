// The headers that tell a browser what an answer may do. A route's headers never change while it lives, so helmet
// makes them once and they are sent as constants; made on every request they cost as much as a nearby answer.
import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import fp from 'fastify-plugin';
import helmet from 'helmet';
import { requestHeaders } from '../request-headers.ts';
import { WholeAnswers } from '../whole-answer.ts';

/** Directives of a Content Security Policy by name, beyond the strict ones that every answer has. */
export type Directives = Readonly<Record<string, readonly string[]>>;
type Headers = Readonly<Record<string, string>>;

declare module 'fastify' {
  interface FastifyInstance {
    /** Security headers for a route's `config.headers`. Without `frame-ancestors` nobody may frame the page. */
    securityHeaders(directives: Directives): Headers;
    /** Those of an answer that is data. */
    dataHeaders: Headers;
    /** The quick way of answers that are data. */
    wholeAnswers: WholeAnswers;
  }
  interface FastifyContextConfig {
    /** The route's security headers; absent: those of data, which does nothing in a browser. */
    headers?: Headers;
  }
}

export default fp(
  async (app) => {
    const byHttps = app.config.publicUrl?.startsWith('https:') ?? false;
    app.decorate('securityHeaders', (directives: Directives) => makeHeaders(directives, byHttps));
    app.decorate('dataHeaders', app.securityHeaders({}));
    app.decorate('wholeAnswers', new WholeAnswers(app.dataHeaders, app.server.keepAliveTimeout));
    // At the end, since an answer that writes its own head puts them there at no cost.
    app.addHook('onSend', (request, reply, payload, done) => {
      if (!reply.hasHeader('content-security-policy')) {
        reply.headers(request.routeOptions.config?.headers ?? app.dataHeaders);
      }
      reply.headers(requestHeaders(request));
      done(null, payload);
    });
  },
  { name: 'security' },
);

function makeHeaders(directives: Directives, strictTransport: boolean): Headers {
  const response = new ServerResponse(new IncomingMessage(new Socket()));
  const framed = 'frame-ancestors' in directives;
  helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        'default-src': ["'none'"],
        'object-src': ["'none'"],
        'base-uri': ["'none'"],
        'form-action': ["'none'"],
        'frame-ancestors': ["'none'"],
        ...directives,
      },
    },
    // It cannot name the hosts that may frame a page; frame-ancestors can.
    xFrameOptions: framed ? false : { action: 'deny' },
    strictTransportSecurity: strictTransport ? { maxAge: 15_552_000, includeSubDomains: false } : false,
    xDnsPrefetchControl: false,
    xDownloadOptions: false,
    xPermittedCrossDomainPolicies: false,
  })(response.req, response, (error) => {
    if (error) throw error;
  });
  response.setHeader(
    'permissions-policy',
    'camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()',
  );
  return Object.fromEntries(
    Object.entries(response.getHeaders()).map(([name, value]) => [name, String(value)]),
  );
}
