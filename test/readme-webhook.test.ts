import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';
import { withRole } from './support/access.ts';
import { aCafe, openApp } from './support/app.ts';
import { tester } from './support/stores.ts';
import { webhookReceiver } from './support/webhook-receiver.ts';

it("the README's receiver knows what the service signed, and nothing else", async () => {
  const readme = readFileSync(join(import.meta.dirname, '..', 'README.md'), 'utf8');
  const [, shown] = /```js\n(.*?)```/s.exec(readme) ?? [];
  const folder = mkdtempSync(join(tmpdir(), 'nearby-stores-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'receiver.mjs');
  writeFileSync(file, shown!);
  const { isFromNearbyStores } = await import(pathToFileURL(file).href);

  const receiver = await webhookReceiver();
  const app = await openApp({ WEBHOOK_PRIVATE: 'on' });
  const headers = await withRole(app, 'admin');
  const added = await app.inject({
    method: 'POST',
    url: '/api/v1/webhooks',
    headers,
    payload: { name: '会员小程序', url: receiver.url },
  });
  await app.storage.stores.put([{ id: 'wudaokou', fields: aCafe() }], tester);
  await expect.poll(() => receiver.received.length).toBe(1);
  const { id, timestamp, signatures, body } = receiver.received[0]!;
  const sent = {
    'webhook-id': id,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': signatures.join(' '),
  };
  const { secret } = added.json();
  expect(isFromNearbyStores(secret, sent, body)).toBe(true);
  expect(isFromNearbyStores(secret, sent, `${body} `)).toBe(false);
  expect(isFromNearbyStores(`whsec_${'A'.repeat(43)}=`, sent, body)).toBe(false);
  expect(isFromNearbyStores(secret, { ...sent, 'webhook-timestamp': String(timestamp - 600) }, body)).toBe(
    false,
  );
  expect(isFromNearbyStores(secret, {}, body)).toBe(false);
});
