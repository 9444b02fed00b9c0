import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** What addresses were found to be, and how often each service was asked in a day. */
export const geocoding: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('geocoded_addresses')
      .addColumn('address', 'text', (column) => column.primaryKey().notNull())
      .addColumn('longitude', 'double precision', (column) => column.notNull())
      .addColumn('latitude', 'double precision', (column) => column.notNull())
      .addColumn('datum', 'text', (column) => column.notNull())
      .addColumn('source', 'text', (column) => column.notNull())
      .addColumn('confidence', 'double precision', (column) => column.notNull())
      .addColumn('at', 'text', (column) => column.notNull())
      .execute();
    await db.schema
      .createTable('geocoder_use')
      .addColumn('source', 'text', (column) => column.notNull())
      .addColumn('day', 'text', (column) => column.notNull())
      .addColumn('questions', 'integer', (column) => column.notNull())
      .addPrimaryKeyConstraint('geocoder_use_key', ['source', 'day'])
      .execute();
  },
};
