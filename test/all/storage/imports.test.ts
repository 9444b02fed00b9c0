import { afterAll, beforeAll, onTestFinished } from 'vitest';
import { openStorage } from '../../../server/storage/index.ts';
import { testImports } from '../../server/storage/import-suite.ts';
import { type Postgres, startPostgres } from '../../support/postgres.ts';

let postgres: Postgres;
beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(() => postgres?.close());

testImports(async () => {
  const address = await postgres.schema();
  const nodes = [await openStorage(address), await openStorage(address)] as const;
  onTestFinished(async () => {
    for (const node of nodes) await node.close();
  });
  return nodes;
});
