import type { Kysely, Selectable, Transaction } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import type { Limits, Permission } from '../../../shared/access.ts';
import type { Engine } from '../engine.ts';
import { fromJson, toJson } from '../json.ts';
import type { Tables } from '../tables.ts';
import type { ApiKey, KeyRepository, NewSecret } from './contract.ts';
import { NameTaken } from './errors.ts';
import { record } from './record.ts';
import type { ApiKeySecretsTable, ApiKeysTable } from './tables.ts';

const KEY_COLUMNS = [
  'id',
  'name',
  'scopes',
  'limits',
  'requests_per_minute',
  'created_at',
  'expires_at',
  'used_at',
] as const satisfies (keyof ApiKeysTable)[];

export function openKeys({ reader, writer }: Engine): KeyRepository {
  const one = async (db: Kysely<Tables>, column: 'id' | 'name', value: string) => {
    const row = await db
      .selectFrom('api_keys')
      .select(KEY_COLUMNS)
      .where(column, '=', value)
      .executeTakeFirst();
    return row && keyOf(row, await secretsOf(db, [row.id]));
  };
  return {
    async all() {
      const rows = await reader.selectFrom('api_keys').select(KEY_COLUMNS).orderBy('name').execute();
      const secrets = await secretsOf(reader);
      return rows.map((row) => keyOf(row, secrets));
    },
    get: (id) => one(reader, 'id', id),
    named: (name) => one(reader, 'name', name),
    async withSecret(hash) {
      const now = new Date().toISOString();
      const row = await reader
        .selectFrom('api_key_secrets')
        .innerJoin('api_keys', 'api_keys.id', 'api_key_secrets.key_id')
        .select(KEY_COLUMNS.map((column) => `api_keys.${column}` as const))
        .where('hash', '=', hash)
        .where((row) =>
          row.and([
            row.or([
              row('api_key_secrets.expires_at', 'is', null),
              row('api_key_secrets.expires_at', '>', now),
            ]),
            row.or([row('api_keys.expires_at', 'is', null), row('api_keys.expires_at', '>', now)]),
          ]),
        )
        .executeTakeFirst();
      return row && keyOf(row, []);
    },
    add: (fields, secret, by) =>
      writer.transaction().execute(async (transaction) => {
        const holder = await one(transaction, 'name', fields.name);
        if (holder) throw new NameTaken(holder.name);
        const row: Selectable<ApiKeysTable> = {
          id: uuidv7(),
          name: fields.name,
          scopes: toJson(fields.scopes),
          limits: fields.limits === undefined ? null : toJson(fields.limits),
          requests_per_minute: fields.requestsPerMinute ?? null,
          created_at: new Date().toISOString(),
          expires_at: fields.expiresAt ?? null,
          used_at: null,
        };
        await transaction.insertInto('api_keys').values(row).execute();
        await addSecret(transaction, row.id, secret);
        const { scopes, limits = null, expiresAt = null } = fields;
        await record(transaction, by, 'key.add', row.name, {
          prefix: secret.prefix,
          scopes,
          limits,
          expiresAt,
        });
        return keyOf(row, await secretsOf(transaction, [row.id]));
      }),
    rotate: (id, secret, until, by) =>
      writer.transaction().execute(async (transaction) => {
        const key = await one(transaction, 'id', id);
        if (!key) return undefined;
        await transaction
          .updateTable('api_key_secrets')
          .set({ expires_at: until })
          .where('key_id', '=', id)
          .where((row) => row.or([row('expires_at', 'is', null), row('expires_at', '>', until)]))
          .execute();
        // Those that are over are of no more use; the audit has their prefixes.
        await transaction
          .deleteFrom('api_key_secrets')
          .where('key_id', '=', id)
          .where('expires_at', '<=', new Date().toISOString())
          .execute();
        await addSecret(transaction, id, secret);
        await record(transaction, by, 'key.rotate', key.name, { prefix: secret.prefix, until });
        return one(transaction, 'id', id);
      }),
    remove: (id, by) =>
      writer.transaction().execute(async (transaction) => {
        const key = await one(transaction, 'id', id);
        if (!key) return false;
        await transaction.deleteFrom('api_keys').where('id', '=', id).execute();
        await record(transaction, by, 'key.remove', key.name);
        return true;
      }),
    async touch(id) {
      await writer
        .updateTable('api_keys')
        .set({ used_at: new Date().toISOString() })
        .where('id', '=', id)
        .execute();
    },
  };
}

type SecretRow = Omit<ApiKeySecretsTable, 'hash'>;

/** Newest first; of all keys unless told which. */
function secretsOf(db: Kysely<Tables>, ids?: readonly string[]): Promise<SecretRow[]> {
  let query = db
    .selectFrom('api_key_secrets')
    .select(['key_id', 'prefix', 'created_at', 'expires_at'])
    .orderBy('created_at', 'desc')
    .orderBy('hash');
  if (ids) query = query.where('key_id', 'in', ids);
  return query.execute();
}

const addSecret = (transaction: Transaction<Tables>, id: string, { hash, prefix }: NewSecret) =>
  transaction
    .insertInto('api_key_secrets')
    .values({ hash, key_id: id, prefix, created_at: new Date().toISOString(), expires_at: null })
    .execute();

const keyOf = (row: Selectable<ApiKeysTable>, secrets: readonly SecretRow[]): ApiKey => ({
  id: row.id,
  name: row.name,
  scopes: fromJson<Permission[]>(row.scopes),
  limits: row.limits === null ? undefined : fromJson<Limits>(row.limits),
  requestsPerMinute: row.requests_per_minute ?? undefined,
  createdAt: row.created_at,
  expiresAt: row.expires_at ?? undefined,
  usedAt: row.used_at ?? undefined,
  secrets: secrets
    .filter(({ key_id }) => key_id === row.id)
    .map(({ prefix, created_at, expires_at }) => ({
      prefix,
      createdAt: created_at,
      expiresAt: expires_at ?? undefined,
    })),
});
