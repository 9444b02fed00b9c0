import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Who is told of changes, how far each has been told, and what could not be delivered. */
export const webhooks: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('webhooks')
      .addColumn('id', 'text', (column) => column.primaryKey().notNull())
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('url', 'text', (column) => column.notNull())
      .addColumn('datum', 'text', (column) => column.notNull())
      .addColumn('changes_at_once', 'integer', (column) => column.notNull())
      .addColumn('paused', 'integer', (column) => column.notNull())
      .addColumn('created_at', 'text', (column) => column.notNull())
      .addColumn('secret', 'integer', (column) => column.notNull())
      .addColumn('rotated_until', 'text')
      .addColumn('revision', 'integer', (column) => column.notNull())
      .addColumn('told', 'integer', (column) => column.notNull())
      .addColumn('tries', 'integer', (column) => column.notNull())
      .addColumn('failing_since', 'text')
      .addColumn('fault', 'text')
      .addColumn('next_at', 'text')
      .addColumn('delivered_at', 'text')
      .addColumn('lease_holder', 'text')
      .addColumn('lease_until', 'text')
      .execute();
    await db.schema
      .createTable('webhook_failures')
      .addColumn('id', 'text', (column) => column.primaryKey().notNull())
      .addColumn('webhook_id', 'text', (column) =>
        column.notNull().references('webhooks.id').onDelete('cascade'),
      )
      .addColumn('stores', 'text', (column) => column.notNull())
      .addColumn('failing_since', 'text', (column) => column.notNull())
      .addColumn('given_up_at', 'text', (column) => column.notNull())
      .addColumn('tries', 'integer', (column) => column.notNull())
      .addColumn('fault', 'text', (column) => column.notNull())
      .addColumn('resend', 'integer', (column) => column.notNull())
      .execute();
    await db.schema
      .createIndex('webhook_failures_by_webhook')
      .on('webhook_failures')
      .columns(['webhook_id', 'id'])
      .execute();
  },
};
