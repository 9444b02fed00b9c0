import { v7 as uuidv7 } from 'uuid';
import { excerpt } from '../../errors.ts';
import { record } from '../access/record.ts';
import type { Engine } from '../engine.ts';
import { InvalidCursor } from '../errors.ts';
import type { WebhookRepository } from './contract.ts';
import { openDeliveries, UNTROUBLED } from './deliveries.ts';
import { FAILURE_COLUMNS, failureOf, listed, one } from './rows.ts';

export function openWebhooks(engine: Engine): WebhookRepository {
  const { reader, writer } = engine;
  return {
    ...openDeliveries(engine),
    all: () => listed(reader),
    get: (id) => one(reader, id),

    add: (fields, revision, most, by) =>
      writer.transaction().execute(async (transaction) => {
        if ((await listed(transaction)).length >= most) return undefined;
        const id = uuidv7();
        await transaction
          .insertInto('webhooks')
          .values({
            id,
            name: fields.name,
            url: fields.url,
            datum: fields.datum,
            changes_at_once: fields.changesAtOnce,
            paused: Number(fields.paused),
            created_at: new Date().toISOString(),
            secret: 1,
            revision,
            told: revision,
            tries: 0,
          })
          .execute();
        await record(transaction, by, 'webhook.add', fields.name, { to: originOf(fields.url) });
        return one(transaction, id);
      }),

    change: (id, { name, url, datum, changesAtOnce, paused }, by) =>
      writer.transaction().execute(async (transaction) => {
        await transaction
          .updateTable('webhooks')
          .set({
            name,
            url,
            datum,
            changes_at_once: changesAtOnce,
            paused: paused === undefined ? undefined : Number(paused),
            ...UNTROUBLED,
          })
          .where('id', '=', id)
          .execute();
        const webhook = await one(transaction, id);
        if (webhook) {
          const detail = { name, to: url && originOf(url), datum, changesAtOnce, paused };
          await record(transaction, by, 'webhook.change', webhook.name, detail);
        }
        return webhook;
      }),

    rotate: (id, until, by) =>
      writer.transaction().execute(async (transaction) => {
        await transaction
          .updateTable('webhooks')
          .set((row) => ({ secret: row('secret', '+', 1), rotated_until: until }))
          .where('id', '=', id)
          .execute();
        const webhook = await one(transaction, id);
        if (webhook) await record(transaction, by, 'webhook.rotate', webhook.name, { until });
        return webhook;
      }),

    remove: (id, by) =>
      writer.transaction().execute(async (transaction) => {
        const webhook = await one(transaction, id);
        if (!webhook) return false;
        await transaction.deleteFrom('webhooks').where('id', '=', id).execute();
        await record(transaction, by, 'webhook.remove', webhook.name);
        return true;
      }),

    async failures(webhook, { limit, cursor }) {
      let query = reader
        .selectFrom('webhook_failures')
        .select(FAILURE_COLUMNS)
        .where('webhook_id', '=', webhook)
        .orderBy('id')
        .limit(limit + 1);
      if (cursor !== undefined) query = query.where('id', '>', idOf(cursor));
      const rows = await query.execute();
      const failures = rows.slice(0, limit).map(failureOf);
      return { failures, next: rows.length > limit ? failures.at(-1)!.id : undefined };
    },

    resend: (webhook, failures) =>
      writer.transaction().execute(async (transaction) => {
        await transaction.updateTable('webhooks').set({ next_at: null }).where('id', '=', webhook).execute();
        let query = transaction
          .updateTable('webhook_failures')
          .set({ resend: 1 })
          .where('webhook_id', '=', webhook);
        if (failures) query = query.where('id', 'in', failures);
        const { numUpdatedRows } = await query.executeTakeFirst();
        return Number(numUpdatedRows);
      }),
  };
}

/** Where it leads without its path, which may hold a password of the receiver's. */
const originOf = (url: string): string => new URL(url).origin;

/** @throws INVALID_CURSOR */
function idOf(cursor: string): string {
  if (!/^[\da-f-]{36}$/.test(cursor)) throw new InvalidCursor(excerpt(cursor));
  return cursor;
}
