import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { openStorage } from '../../../server/storage/index.ts';
import { testImports } from './import-suite.ts';

testImports(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'nearby-stores-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const nodes = [await openStorage(folder), await openStorage(folder)] as const;
  onTestFinished(async () => {
    for (const node of nodes) await node.close();
  });
  return nodes;
});
