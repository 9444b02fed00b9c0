// For development: pages load themselves again when the service was restarted.

import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import fp from 'fastify-plugin';

const script = `let before = false;
new EventSource('/dev/events').onopen = () => {
  if (before) location.reload();
  before = true;
};`;

export default fp(
  async (app) => {
    const listeners = new Set<Readable>();
    app.get('/dev/reload.js', { config: { access: 'open' } }, (_request, reply) =>
      reply.type('text/javascript').send(script),
    );
    app.get('/dev/events', { config: { access: 'open' } }, (_request, reply) => {
      const events = new Readable({ read() {}, destroy: () => void listeners.delete(events) });
      listeners.add(events);
      events.push('retry: 300\n\n');
      return reply.type('text/event-stream').header('cache-control', 'no-store').send(events);
    });
    app.addHook('preClose', async () => {
      for (const events of listeners) events.push(null);
    });

    app.addHook('onRequest', async ({ headers }) => {
      // What comes compressed could not be added to.
      delete headers['accept-encoding'];
    });
    app.addHook('onSend', async (_request, reply, payload) => {
      const allowsScripts = String(reply.getHeader('content-security-policy')).includes('script-src');
      if (!allowsScripts || !String(reply.getHeader('content-type')).startsWith('text/html')) return payload;
      const page = payload instanceof Readable ? await text(payload) : String(payload);
      reply.removeHeader('content-length');
      return page.replace('</head>', '<script src="/dev/reload.js"></script></head>');
    });
  },
  { name: 'reload' },
);
