import { afterAll, beforeAll } from 'vitest';
import { openStorage } from '../../../server/storage/index.ts';
import { testQuality } from '../../server/storage/quality-suite.ts';
import { type Postgres, startPostgres } from '../../support/postgres.ts';

let postgres: Postgres;
beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(() => postgres?.close());

testQuality('PostGIS', async () => openStorage(await postgres.schema()));
