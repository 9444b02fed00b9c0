import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** What nodes share and nobody else may know, where no setting says it. */
export const secrets: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('secrets')
      .addColumn('name', 'text', (column) => column.primaryKey().notNull())
      .addColumn('value', 'text', (column) => column.notNull())
      .execute();
  },
};
