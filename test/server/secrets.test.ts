import { hkdfSync } from 'node:crypto';
import { statSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { secretsFrom } from '../../server/secrets.ts';
import { openStorage } from '../../server/storage/index.ts';
import { openApp } from '../support/app.ts';

const root = 'a sentence that is long enough to be a secret';

it('derives the key of a purpose by HKDF over SHA-256', () => {
  const expected = Buffer.from(hkdfSync('sha256', root, 'nearby-stores', 'session cookies', 32));
  expect(secretsFrom(root)('session cookies')).toEqual(expected);
});

it('gives each purpose a key of its own', () => {
  const secretOf = secretsFrom(root);
  expect(secretOf('session cookies')).not.toEqual(secretOf('webhook signatures'));
});

it('derives from SECRET_KEY where it is set, on every node alike', async () => {
  const [one, other] = [await openApp({ SECRET_KEY: root }), await openApp({ SECRET_KEY: root })];
  expect(one.secretOf('session cookies')).toEqual(other.secretOf('session cookies'));
  expect(one.secretOf('session cookies')).toEqual(secretsFrom(root)('session cookies'));
});

it('makes two services without SECRET_KEY strangers to each other', async () => {
  const [one, other] = [await openApp(), await openApp()];
  expect(one.secretOf('session cookies')).not.toEqual(other.secretOf('session cookies'));
});

it('keeps what it made, in a file that only its owner can read', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'nearby-secrets-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const first = await openStorage(folder);
  const made = await first.secrets.root();
  await first.close();
  const second = await openStorage(folder);
  onTestFinished(() => second.close());
  expect(made).toHaveLength(32);
  expect(await second.secrets.root()).toEqual(made);
  expect(statSync(join(folder, 'stores.sqlite')).mode & 0o777).toBe(0o600);
});

it('is made once when two nodes ask at the same moment', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'nearby-secrets-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const nodes = [await openStorage(folder), await openStorage(folder)];
  onTestFinished(async () => void (await Promise.all(nodes.map((node) => node.close()))));
  const [one, other] = await Promise.all(nodes.map((node) => node.secrets.root()));
  expect(one).toEqual(other);
});
