import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Stores with every version of them, their categories, what ops decided, and the count of changes. */
export const catalogue: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('store_versions')
      .addColumn('revision', 'integer', (column) => column.primaryKey())
      .addColumn('store_id', 'text', (column) => column.notNull())
      .addColumn('version', 'integer', (column) => column.notNull())
      .addColumn('fields', 'text')
      .addColumn('created_at', 'text', (column) => column.notNull())
      .addColumn('at', 'text', (column) => column.notNull())
      .addColumn('by_kind', 'text', (column) => column.notNull())
      .addColumn('by_name', 'text', (column) => column.notNull())
      .execute();
    await db.schema
      .createIndex('store_versions_by_store')
      .unique()
      .on('store_versions')
      .columns(['store_id', 'revision'])
      .execute();

    await db.schema
      .createTable('stores')
      .addColumn('id', 'text', (column) => column.primaryKey().notNull())
      .addColumn('revision', 'integer', (column) => column.notNull().references('store_versions.revision'))
      .addColumn('sid', 'text', (column) => column.unique())
      .addColumn('status', 'text', (column) => column.notNull())
      .addColumn('longitude', 'double precision', (column) => column.notNull())
      .addColumn('latitude', 'double precision', (column) => column.notNull())
      .addColumn('search_text', 'text', (column) => column.notNull())
      .execute();
    await db.schema
      .createIndex('stores_by_latitude')
      .on('stores')
      .columns(['latitude', 'longitude'])
      .execute();

    await db.schema
      .createTable('store_categories')
      .addColumn('store_id', 'text', (column) => column.notNull().references('stores.id').onDelete('cascade'))
      .addColumn('category', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('store_categories_key', ['store_id', 'category'])
      .execute();
    await db.schema
      .createIndex('store_categories_by_category')
      .on('store_categories')
      .column('category')
      .execute();

    await db.schema
      .createTable('settings')
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('version', 'integer', (column) => column.notNull())
      .addColumn('value', 'text', (column) => column.notNull())
      .addColumn('at', 'text', (column) => column.notNull())
      .addColumn('by_kind', 'text', (column) => column.notNull())
      .addColumn('by_name', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('settings_key', ['name', 'version'])
      .execute();

    await db.schema
      .createTable('last_revision')
      .addColumn('revision', 'integer', (column) => column.notNull())
      .execute();
    await sql`insert into last_revision (revision) values (0)`.execute(db);
  },
};
