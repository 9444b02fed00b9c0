import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { Store } from '../../../shared/store.ts';
import { fromJson } from '../json.ts';
import { listedColumns, markRows } from '../store-row.ts';
import type { Tables } from '../tables.ts';

/** Drafts, operations, and the columns that stores are filtered and sorted by. */
export const editing: Migration = {
  async up(db: Kysely<unknown>) {
    const { schema } = db;
    await schema.alterTable('store_versions').addColumn('operation', 'text').execute();
    await schema
      .createIndex('store_versions_by_operation')
      .on('store_versions')
      .column('operation')
      .where(sql.ref('operation'), 'is not', null)
      .execute();
    await schema
      .createIndex('store_versions_removals')
      .on('store_versions')
      .column('revision')
      .where(sql.ref('fields'), 'is', null)
      .execute();

    for (const name of ['sort_name', 'updated_at', 'province', 'city', 'district'] as const) {
      await schema
        .alterTable('stores')
        .addColumn(name, 'text', (column) => column.notNull().defaultTo(''))
        .execute();
    }
    for (const name of ['confirmed_at', 'closed_from', 'closed_until'] as const) {
      await schema.alterTable('stores').addColumn(name, 'text').execute();
    }
    for (const name of ['has_cover', 'has_hours', 'has_phone'] as const) {
      await schema
        .alterTable('stores')
        .addColumn(name, 'integer', (column) => column.notNull().defaultTo(0))
        .execute();
    }
    for (const [table, mark] of [
      ['store_tags', 'tag'],
      ['store_holiday_sets', 'holiday_set'],
    ] as const) {
      await schema
        .createTable(table)
        .addColumn('store_id', 'text', (column) =>
          column.notNull().references('stores.id').onDelete('cascade'),
        )
        .addColumn(mark, 'text', (column) => column.notNull())
        .addPrimaryKeyConstraint(`${table}_key`, ['store_id', mark])
        .execute();
      await schema.createIndex(`${table}_by_${mark}`).on(table).column(mark).execute();
    }
    await schema
      .alterTable('last_revision')
      .addColumn('drafts', 'integer', (column) => column.notNull().defaultTo(0))
      .execute();
    await schema
      .alterTable('last_revision')
      .addColumn('forgotten', 'integer', (column) => column.notNull().defaultTo(0))
      .execute();

    await schema
      .createTable('draft_versions')
      .addColumn('store_id', 'text', (column) => column.notNull())
      .addColumn('version', 'integer', (column) => column.notNull())
      .addColumn('fields', 'text')
      .addColumn('base_version', 'integer', (column) => column.notNull())
      .addColumn('at', 'text', (column) => column.notNull())
      .addColumn('by_kind', 'text', (column) => column.notNull())
      .addColumn('by_name', 'text', (column) => column.notNull())
      .addColumn('operation', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('draft_versions_key', ['store_id', 'version'])
      .execute();
    await schema
      .createIndex('draft_versions_by_operation')
      .on('draft_versions')
      .column('operation')
      .execute();
    await schema
      .createTable('store_drafts')
      .addColumn('store_id', 'text', (column) => column.primaryKey().notNull())
      .addColumn('version', 'integer', (column) => column.notNull())
      .execute();
    await schema
      .createTable('publication_plans')
      .addColumn('store_id', 'text', (column) => column.primaryKey().notNull())
      .addColumn('publish_at', 'text')
      .addColumn('review', 'text')
      .addColumn('note', 'text')
      .addColumn('at', 'text', (column) => column.notNull())
      .addColumn('by_kind', 'text', (column) => column.notNull())
      .addColumn('by_name', 'text', (column) => column.notNull())
      .execute();
    await schema
      .createTable('operations')
      .addColumn('id', 'text', (column) => column.primaryKey().notNull())
      .addColumn('kind', 'text', (column) => column.notNull())
      .addColumn('at', 'text', (column) => column.notNull())
      .addColumn('by_kind', 'text', (column) => column.notNull())
      .addColumn('by_name', 'text', (column) => column.notNull())
      .addColumn('stores', 'integer', (column) => column.notNull())
      .addColumn('note', 'text')
      .addColumn('undoes', 'text')
      .addColumn('undone_by', 'text')
      .execute();
    await schema
      .createTable('kept_answers')
      .addColumn('actor', 'text', (column) => column.notNull())
      .addColumn('key', 'text', (column) => column.notNull())
      .addColumn('fingerprint', 'text', (column) => column.notNull())
      .addColumn('status', 'integer')
      .addColumn('headers', 'text')
      .addColumn('body', 'text')
      .addColumn('at', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('kept_answers_key', ['actor', 'key'])
      .execute();

    await deriveColumns(db as Kysely<Tables>);
    for (const column of ['sort_name', 'updated_at', 'city'] as const) {
      await schema.createIndex(`stores_by_${column}`).on('stores').columns([column, 'id']).execute();
    }
  },
};

const PAGE = 1_000;

/** What the new columns say of the stores that are there already. */
async function deriveColumns(db: Kysely<Tables>): Promise<void> {
  for (let after = ''; ; ) {
    const rows = await db
      .selectFrom('stores')
      .innerJoin('store_versions', 'store_versions.revision', 'stores.revision')
      .select(['stores.id', 'store_versions.fields', 'store_versions.at'])
      .where('stores.id', '>', after)
      .orderBy('stores.id')
      .limit(PAGE)
      .execute();
    for (const { id, fields, at } of rows) {
      if (fields === null) continue;
      const store = { ...fromJson<Store>(fields), id, updatedAt: at };
      await db.updateTable('stores').set(listedColumns(store)).where('id', '=', id).execute();
      const { tags, holidaySets } = markRows(store);
      if (tags.length > 0) await db.insertInto('store_tags').values(tags).execute();
      if (holidaySets.length > 0) await db.insertInto('store_holiday_sets').values(holidaySets).execute();
    }
    const last = rows.at(-1);
    if (last === undefined || rows.length < PAGE) return;
    after = last.id;
  }
}
