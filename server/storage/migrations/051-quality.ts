import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** What agents reported, what a look at all stores found, and which covers load. */
export const quality: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('store_reports')
      .addColumn('id', 'text', (column) => column.primaryKey().notNull())
      .addColumn('store_id', 'text', (column) => column.notNull())
      .addColumn('reason', 'text', (column) => column.notNull())
      .addColumn('note', 'text')
      .addColumn('longitude', 'double precision')
      .addColumn('latitude', 'double precision')
      .addColumn('at', 'text', (column) => column.notNull())
      .addColumn('state', 'text', (column) => column.notNull())
      .addColumn('settled_at', 'text')
      .addColumn('by_kind', 'text')
      .addColumn('by_name', 'text')
      .execute();
    await db.schema
      .createIndex('store_reports_by_state')
      .on('store_reports')
      .columns(['state', 'store_id'])
      .execute();
    await db.schema
      .createTable('quality_findings')
      .addColumn('kind', 'text', (column) => column.notNull())
      .addColumn('store_id', 'text', (column) => column.notNull())
      .addColumn('other_id', 'text', (column) => column.notNull())
      .addColumn('detail', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('quality_findings_key', ['kind', 'store_id', 'other_id'])
      .execute();
    await db.schema
      .createTable('quality_dismissals')
      .addColumn('kind', 'text', (column) => column.notNull())
      .addColumn('store_id', 'text', (column) => column.notNull())
      .addColumn('other_id', 'text', (column) => column.notNull())
      .addColumn('at', 'text', (column) => column.notNull())
      .addColumn('by_kind', 'text', (column) => column.notNull())
      .addColumn('by_name', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('quality_dismissals_key', ['kind', 'store_id', 'other_id'])
      .execute();
    await db.schema
      .createTable('quality_scans')
      .addColumn('name', 'text', (column) => column.primaryKey().notNull())
      .addColumn('started_at', 'text', (column) => column.notNull())
      .addColumn('finished_at', 'text')
      .addColumn('stores', 'integer', (column) => column.notNull())
      .execute();
    await db.schema
      .createTable('store_covers')
      .addColumn('store_id', 'text', (column) => column.primaryKey().notNull())
      .addColumn('cover', 'text', (column) => column.notNull())
      .addColumn('address', 'text', (column) => column.notNull())
      .execute();
    await db.schema.createIndex('store_covers_by_cover').on('store_covers').column('cover').execute();
    await db.schema
      .createTable('cover_checks')
      .addColumn('cover', 'text', (column) => column.primaryKey().notNull())
      .addColumn('checked_at', 'text', (column) => column.notNull())
      .addColumn('fault', 'text')
      .execute();
  },
};
