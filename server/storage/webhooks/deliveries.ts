import { type Kysely, sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import type { Engine } from '../engine.ts';
import { toJson } from '../json.ts';
import { type Tables, VERSION_COLUMNS } from '../tables.ts';
import { changeOf } from '../versions.ts';
import type { Lease, WebhookDeliveries } from './contract.ts';
import { FAILURE_COLUMNS, failureOf, one } from './rows.ts';

/** What is forgotten once something was delivered or is not waited for any more. */
export const UNTROUBLED = { tries: 0, failing_since: null, fault: null, next_at: null } as const;

export function openDeliveries({ reader, writer }: Engine): WebhookDeliveries {
  const held = (db: Kysely<Tables>, { webhook, holder }: Lease) =>
    db.updateTable('webhooks').where('id', '=', webhook).where('lease_holder', '=', holder);
  const ready = (now: string) => sql<boolean>`paused = 0 and (next_at is null or next_at <= ${now})`;

  return {
    async due(now) {
      const rows = await reader
        .selectFrom('webhooks')
        .select('id')
        .where(ready(now))
        .where((row) =>
          row.or([
            row('revision', '<', row.selectFrom('last_revision').select('last_revision.revision')),
            row.exists(
              row
                .selectFrom('webhook_failures')
                .select('webhook_failures.id')
                .whereRef('webhook_failures.webhook_id', '=', 'webhooks.id')
                .where('resend', '=', 1),
            ),
          ]),
        )
        .orderBy('id')
        .execute();
      return rows.map(({ id }) => id);
    },

    async nextAt(now) {
      const row = await reader
        .selectFrom('webhooks')
        .select((select) => select.fn.min('next_at').as('next_at'))
        .where('paused', '=', 0)
        .where('next_at', '>', now)
        .executeTakeFirst();
      return row?.next_at ?? undefined;
    },

    take: ({ webhook, holder }, now, until) =>
      writer.transaction().execute(async (transaction) => {
        const { numUpdatedRows } = await transaction
          .updateTable('webhooks')
          .set({ lease_holder: holder, lease_until: until })
          .where('id', '=', webhook)
          .where(ready(now))
          .where((row) =>
            row.or([
              row('lease_holder', 'is', null),
              row('lease_holder', '=', holder),
              row('lease_until', '<', now),
            ]),
          )
          .executeTakeFirst();
        return Number(numUpdatedRows) > 0 ? one(transaction, webhook) : undefined;
      }),

    async release(lease) {
      await held(writer, lease).set({ lease_holder: null, lease_until: null }).execute();
    },

    async advance(lease, revision, told) {
      const { numUpdatedRows } = await held(writer, lease)
        .set({ revision, ...(told && { told: revision, delivered_at: told.at, ...UNTROUBLED }) })
        .executeTakeFirst();
      return Number(numUpdatedRows) > 0;
    },

    async postpone(lease, { tries, since, fault, nextAt }) {
      const { numUpdatedRows } = await held(writer, lease)
        .set({ tries, failing_since: since, fault, next_at: nextAt })
        .executeTakeFirst();
      return Number(numUpdatedRows) > 0;
    },

    giveUp: (lease, revision, { stores, failingSince, givenUpAt, tries, fault }) =>
      writer.transaction().execute(async (transaction) => {
        const { numUpdatedRows } = await held(transaction, lease)
          .set({ revision, told: revision, ...UNTROUBLED, fault })
          .executeTakeFirst();
        if (Number(numUpdatedRows) === 0) return false;
        await transaction
          .insertInto('webhook_failures')
          .values({
            id: uuidv7(),
            webhook_id: lease.webhook,
            stores: toJson(stores),
            failing_since: failingSince,
            given_up_at: givenUpAt,
            tries,
            fault,
            resend: 0,
          })
          .execute();
        return true;
      }),

    async toResend(webhook) {
      const row = await writer
        .selectFrom('webhook_failures')
        .select(FAILURE_COLUMNS)
        .where('webhook_id', '=', webhook)
        .where('resend', '=', 1)
        .orderBy('id')
        .limit(1)
        .executeTakeFirst();
      return row && failureOf(row);
    },

    resent: (lease, failure, fault, at) =>
      writer.transaction().execute(async (transaction) => {
        const { numUpdatedRows } = await held(transaction, lease)
          .set(fault === undefined ? { delivered_at: at, fault: null } : { fault })
          .executeTakeFirst();
        if (Number(numUpdatedRows) === 0) return false;
        const rows = { webhook_id: lease.webhook, id: failure };
        if (fault === undefined) {
          await transaction
            .deleteFrom('webhook_failures')
            .where((row) => row.and(rows))
            .execute();
        } else {
          await transaction
            .updateTable('webhook_failures')
            .set((row) => ({ resend: 0, fault, tries: row('tries', '+', 1) }))
            .where((row) => row.and(rows))
            .execute();
        }
        return true;
      }),

    async latest(stores, revision, goneAt) {
      if (stores.length === 0) return [];
      const rows = await reader
        .selectFrom('store_versions')
        .select(VERSION_COLUMNS)
        .where('revision', 'in', (of) =>
          of
            .selectFrom('store_versions')
            .select((select) => select.fn.max('revision').as('revision'))
            .where('store_id', 'in', stores)
            .where('revision', '<=', revision)
            .groupBy('store_id'),
        )
        .orderBy('revision')
        .execute();
      const found = rows.map((row) => ({ ...changeOf(row), at: row.at }));
      const kept = new Set(found.map(({ id }) => id));
      // Removed so long ago that nothing is known of it any more.
      const forgotten = stores.filter((id) => !kept.has(id));
      return [...forgotten.map((id) => ({ revision: 0, id, store: undefined, at: goneAt })), ...found];
    },
  };
}
