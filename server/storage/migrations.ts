// How the tables came to be, step by step. A step that has been released is never edited: a new one is added.
import { type Kysely, sql } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import type { Engine } from './engine.ts';
import { MigrationFailed } from './errors.ts';

const catalogue: Migration = {
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

/** What both engines have, in the order of the names. */
const shared: Record<string, Migration> = { '001-catalogue': catalogue };

/**
 * Brings the tables up to date, all missing steps in one transaction. Nodes that start together take turns.
 * @throws MIGRATION_FAILED naming the step; the database is then as it was
 */
export async function migrate({ writer, migrations }: Pick<Engine, 'writer' | 'migrations'>, steps = shared) {
  const all = { ...steps, ...migrations };
  const migrator = new Migrator({ db: writer, provider: { getMigrations: async () => all } });
  const { error, results } = await migrator.migrateToLatest();
  if (error === undefined) return;
  const failed = results?.find((result) => result.status === 'Error')?.migrationName ?? 'the list of steps';
  throw new MigrationFailed(failed, error instanceof Error ? error.message : String(error), { cause: error });
}
