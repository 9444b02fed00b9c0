// Delivers to webhooks while the service runs, through connections of their own.
import { randomUUID } from 'node:crypto';
import fp from 'fastify-plugin';
import type { Webhook } from '../storage/webhooks/contract.ts';
import { type Delivery, Receivers, type Resolve } from '../upstream/receivers.ts';
import { type Clock, Deliverer } from '../webhooks/deliverer.ts';
import { signedHeaders, signingSecrets } from '../webhooks/signature.ts';

declare module 'fastify' {
  interface FastifyInstance {
    deliverer: Deliverer;
    /** Signed, and posted whatever becomes of it. */
    postToWebhook(webhook: Webhook, id: string, body: string, signal?: AbortSignal): Promise<Delivery>;
  }
}

const machineClock: Clock = {
  now: Date.now,
  at(instant, callback) {
    const timer = setTimeout(callback, Math.max(0, instant - Date.now())).unref();
    return () => clearTimeout(timer);
  },
};

export type WebhookOptions = { readonly clock?: Clock; readonly resolve?: Resolve };

export default fp(
  async (app, { clock = machineClock, resolve }: WebhookOptions) => {
    const { storage, config, log, secretOf } = app;
    const receivers = new Receivers({
      privateToo: config.webhookPrivate,
      ...(resolve && { resolve }),
    });
    app.decorate('postToWebhook', (webhook, id, body, signal) => {
      const now = clock.now();
      const headers = signedHeaders(signingSecrets(secretOf, webhook, now), id, now, body);
      return receivers.post(webhook.url, headers, body, signal);
    });
    const deliverer = new Deliverer({
      webhooks: storage.webhooks,
      catalogue: storage.catalogue,
      post: app.postToWebhook,
      holder: randomUUID(),
      base: config.publicUrl ?? '',
      clock,
      warn: (error) => log.error({ err: error }, 'delivering to a webhook failed'),
    });
    app.decorate('deliverer', deliverer);
    let unwatch = () => {};
    app.addHook('onReady', async () => {
      unwatch = storage.stores.watch(() => deliverer.wake());
      deliverer.wake();
    });
    app.addHook('preClose', async () => {
      unwatch();
      await deliverer.close();
      await receivers.close();
    });
  },
  { name: 'webhooks', dependencies: ['storage', 'secrets'] },
);
