import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Pictures that people uploaded: in the database, so that every node has them. */
export const media: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('media_originals')
      .addColumn('hash', 'text', (column) => column.primaryKey().notNull())
      .addColumn('width', 'integer', (column) => column.notNull())
      .addColumn('height', 'integer', (column) => column.notNull())
      .addColumn('base64', 'text', (column) => column.notNull())
      .execute();

    await db.schema
      .createTable('media')
      .addColumn('hash', 'text', (column) => column.primaryKey().notNull())
      .addColumn('original', 'text', (column) => column.notNull().references('media_originals.hash'))
      .addColumn('crop', 'text')
      .addColumn('at', 'text', (column) => column.notNull())
      .addColumn('by_kind', 'text', (column) => column.notNull())
      .addColumn('by_name', 'text', (column) => column.notNull())
      .addColumn('kept_until', 'text', (column) => column.notNull())
      .execute();
    await db.schema.createIndex('media_by_original').on('media').column('original').execute();
    await db.schema.createIndex('media_by_kept_until').on('media').column('kept_until').execute();

    await db.schema
      .createTable('media_variants')
      .addColumn('media', 'text', (column) => column.notNull().references('media.hash').onDelete('cascade'))
      .addColumn('variant', 'text', (column) => column.notNull())
      .addColumn('base64', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('media_variants_key', ['media', 'variant'])
      .execute();
  },
};
