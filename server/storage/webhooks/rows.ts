import type { Kysely, Selectable } from 'kysely';
import { fromJson } from '../json.ts';
import type { Tables } from '../tables.ts';
import type { Webhook, WebhookFailure, WebhookTables } from './contract.ts';

export const FAILURE_COLUMNS = [
  'id',
  'stores',
  'failing_since',
  'given_up_at',
  'tries',
  'fault',
  'resend',
] as const satisfies (keyof WebhookTables['webhook_failures'])[];

const WEBHOOK_COLUMNS = [
  'id',
  'name',
  'url',
  'datum',
  'changes_at_once',
  'paused',
  'created_at',
  'secret',
  'rotated_until',
  'revision',
  'told',
  'tries',
  'failing_since',
  'fault',
  'next_at',
  'delivered_at',
] as const satisfies (keyof WebhookTables['webhooks'])[];

/** In the order of their making. */
export async function listed(db: Kysely<Tables>, id?: string): Promise<Webhook[]> {
  let query = db
    .selectFrom('webhooks')
    .select(WEBHOOK_COLUMNS)
    .select((row) =>
      row
        .selectFrom('webhook_failures')
        .select((select) => select.fn.countAll().as('count'))
        .whereRef('webhook_failures.webhook_id', '=', 'webhooks.id')
        .as('failures'),
    )
    .orderBy('id');
  if (id !== undefined) query = query.where('id', '=', id);
  return (await query.execute()).map((row) => ({
    id: row.id,
    name: row.name,
    url: row.url,
    datum: row.datum,
    changesAtOnce: row.changes_at_once,
    paused: row.paused === 1,
    createdAt: row.created_at,
    secret: row.secret,
    rotatedUntil: row.rotated_until ?? undefined,
    revision: row.revision,
    told: row.told,
    tries: row.tries,
    failingSince: row.failing_since ?? undefined,
    fault: row.fault ?? undefined,
    nextAt: row.next_at ?? undefined,
    deliveredAt: row.delivered_at ?? undefined,
    failures: Number(row.failures ?? 0),
  }));
}

export const one = async (db: Kysely<Tables>, id: string): Promise<Webhook | undefined> =>
  (await listed(db, id))[0];

type FailureRow = Pick<Selectable<WebhookTables['webhook_failures']>, (typeof FAILURE_COLUMNS)[number]>;

export const failureOf = (row: FailureRow): WebhookFailure => ({
  id: row.id,
  stores: fromJson<string[]>(row.stores),
  failingSince: row.failing_since,
  givenUpAt: row.given_up_at,
  tries: row.tries,
  fault: row.fault,
  resend: row.resend === 1,
});
