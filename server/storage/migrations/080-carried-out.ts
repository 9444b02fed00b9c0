import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** What a request with an Idempotency-Key did, kept with the writing of it. */
export const carriedOut: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema.alterTable('kept_answers').addColumn('operation', 'text').execute();
  },
};
