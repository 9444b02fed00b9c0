import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** What was asked, by place and hour for a while and by city and day for ever; and how often stores were put. */
export const insights: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('asked_clicks')
      .addColumn('id', 'text', (column) => column.primaryKey().notNull())
      .addColumn('hour', 'text', (column) => column.notNull())
      .addColumn('longitude', 'double precision', (column) => column.notNull())
      .addColumn('latitude', 'double precision', (column) => column.notNull())
      .addColumn('radius_meters', 'integer', (column) => column.notNull())
      .addColumn('stores', 'integer', (column) => column.notNull())
      .addColumn('nearest_meters', 'integer')
      .addColumn('city', 'text', (column) => column.notNull())
      .execute();
    await db.schema.createIndex('asked_clicks_by_hour').on('asked_clicks').column('hour').execute();
    await db.schema
      .createTable('asked_days')
      .addColumn('day', 'text', (column) => column.notNull())
      .addColumn('city', 'text', (column) => column.notNull())
      .addColumn('clicks', 'integer', (column) => column.notNull())
      .addColumn('missed', 'integer', (column) => column.notNull())
      .addPrimaryKeyConstraint('asked_days_key', ['day', 'city'])
      .execute();
    await db.schema
      .createTable('store_puts')
      .addColumn('store_id', 'text', (column) => column.notNull())
      .addColumn('day', 'text', (column) => column.notNull())
      .addColumn('puts', 'integer', (column) => column.notNull())
      .addPrimaryKeyConstraint('store_puts_key', ['store_id', 'day'])
      .execute();
  },
};
