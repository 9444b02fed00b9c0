// What filters find, on PostgreSQL with PostGIS.
import { afterAll, beforeAll } from 'vitest';
import { openStorage } from '../../../server/storage/index.ts';
import { testFilters } from '../../server/features/filter-suite.ts';
import { type Postgres, startPostgres } from '../../support/postgres.ts';

let postgres: Postgres;
beforeAll(async () => {
  postgres = await startPostgres({ fsync: 'off' });
});
afterAll(() => postgres.close());

testFilters('PostGIS', async () => openStorage(await postgres.schema()));
