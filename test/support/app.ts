import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { inject, onTestFinished } from 'vitest';
import { type AppOptions, buildApp } from '../../server/app.ts';
import { readConfig } from '../../server/config.ts';
import type { StoreFields } from '../../shared/store.ts';
import { aStore } from './stores.ts';
import { throughPrism } from './through-prism.ts';

/** The service in memory, with settings as somebody would write them; closed when the test is over. `prepare` may add routes. */
export async function openApp(
  settings: Readonly<Record<string, string>> = {},
  {
    prepare,
    ...options
  }: Partial<AppOptions> & { prepare?: (app: ReturnType<typeof buildApp>) => void } = {},
) {
  const app = buildApp({
    config: readConfig({ DATA_DIR: ':memory:', ...settings }),
    webFolder: builtPages(),
    ...options,
  });
  onTestFinished(() => app.close());
  prepare?.(app);
  await app.ready();
  const prism = inject('prism');
  if (prism !== undefined) throughPrism(app, prism);
  return app;
}

/** What web/build.ts would write, with little in it. `files` by path below the folder. */
export function builtPages(files: Readonly<Record<string, string>> = {}): string {
  const folder = mkdtempSync(join(tmpdir(), 'nearby-stores-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const all = {
    'inline-hashes.json': '{"plugin":["sha256-K/3RtYIO8hKmgAqHPAwuLpsdjlMVnnJ2jOrS7OYjs/k="],"client":[]}',
    'plugin/index.html': '<!doctype html><html><head><title>Panel</title></head><body></body></html>',
    'client/index.html': '<!doctype html><html><head><title>Client</title></head><body></body></html>',
    'assets/plugin-index-AB12CD34.js': 'export {};',
    ...files,
  };
  for (const [path, text] of Object.entries(all)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

/** The café at the Wudaokou crossing in Beijing, its hours not known; any field can be told otherwise. */
export const aCafe = (fields: Partial<StoreFields> = {}): StoreFields =>
  aStore({
    branch: '五道口店',
    address: { city: '北京市', district: '海淀区', street: '成府路28号' },
    phones: ['010-82600000'],
    position: { longitude: 116.33157, latitude: 39.99272, datum: 'gcj02' },
    openingHours: undefined,
    ...fields,
  });
