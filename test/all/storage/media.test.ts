import { afterAll, beforeAll } from 'vitest';
import { openStorage } from '../../../server/storage/index.ts';
import { testMediaStorage } from '../../server/media/storage-suite.ts';
import { type Postgres, startPostgres } from '../../support/postgres.ts';

let postgres: Postgres;
beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(() => postgres?.close());

testMediaStorage('PostGIS', async () => openStorage(await postgres.schema()));
