import { afterAll, beforeAll } from 'vitest';
import { openStorage } from '../../../server/storage/index.ts';
import { testWebhookStorage } from '../../server/webhooks/storage-suite.ts';
import { type Postgres, startPostgres } from '../../support/postgres.ts';

let postgres: Postgres;
beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(() => postgres?.close());

testWebhookStorage('PostGIS', async () => openStorage(await postgres.schema()));
