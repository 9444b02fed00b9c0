// Starts Prism once, for the tests of the API that are run once more through it.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { buildApp } from '../../server/app.ts';
import { readConfig } from '../../server/config.ts';
import { type PrismAddress, startPrism } from './prism.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where Prism is; undefined where nothing goes through it. */
    prism: PrismAddress | undefined;
  }
}

export async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const app = buildApp({ config: readConfig({ DATA_DIR: ':memory:' }) });
  await app.ready();
  const { body } = await app.inject('/api/openapi.json');
  await app.close();
  const folder = mkdtempSync(join(tmpdir(), 'nearby-stores-prism-'));
  const prism = await startPrism(body, folder);
  provide('prism', { address: prism.address, operations: prism.operations });
  return async () => {
    await prism.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}
