import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Imports under way: their files, what would be done with each record, and what was decided about them. */
export const imports: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('imports')
      .addColumn('id', 'text', (column) => column.primaryKey().notNull())
      .addColumn('state', 'text', (column) => column.notNull())
      .addColumn('file_name', 'text', (column) => column.notNull())
      .addColumn('bytes', 'bigint', (column) => column.notNull())
      .addColumn('options', 'text', (column) => column.notNull())
      .addColumn('limits', 'text')
      .addColumn('generation', 'integer', (column) => column.notNull())
      .addColumn('summary', 'text')
      .addColumn('refusal', 'text')
      .addColumn('progress', 'text')
      .addColumn('confirmation', 'text')
      .addColumn('operation', 'text')
      .addColumn('node', 'text')
      .addColumn('lease_until', 'text')
      .addColumn('created_at', 'text', (column) => column.notNull())
      .addColumn('updated_at', 'text', (column) => column.notNull())
      .addColumn('expires_at', 'text', (column) => column.notNull())
      .addColumn('by_kind', 'text', (column) => column.notNull())
      .addColumn('by_name', 'text', (column) => column.notNull())
      .execute();

    await db.schema
      .createTable('import_bytes')
      .addColumn('import_id', 'text', (column) =>
        column.notNull().references('imports.id').onDelete('cascade'),
      )
      .addColumn('number', 'integer', (column) => column.notNull())
      .addColumn('base64', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('import_bytes_key', ['import_id', 'number'])
      .execute();

    await db.schema
      .createTable('import_pages')
      .addColumn('import_id', 'text', (column) =>
        column.notNull().references('imports.id').onDelete('cascade'),
      )
      .addColumn('shelf', 'text', (column) => column.notNull())
      .addColumn('number', 'integer', (column) => column.notNull())
      .addColumn('size', 'integer', (column) => column.notNull())
      .addColumn('rows', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('import_pages_key', ['import_id', 'shelf', 'number'])
      .execute();

    await db.schema
      .createTable('import_mappings')
      .addColumn('signature', 'text', (column) => column.primaryKey().notNull())
      .addColumn('mapping', 'text', (column) => column.notNull())
      .addColumn('at', 'text', (column) => column.notNull())
      .execute();
  },
};
