import type { Kysely, Transaction } from 'kysely';
import type { Engine } from '../engine.ts';
import type { Tables } from '../tables.ts';
import type { FirstAdminRepository } from './contract.ts';
import { addUser } from './users.ts';

export function openFirstAdmin({ reader, writer }: Engine): FirstAdminRepository {
  return {
    offer: (hash, expiresAt) =>
      writer.transaction().execute(async (transaction) => {
        if (await hasUsers(transaction)) return false;
        await transaction
          .deleteFrom('first_admin_tokens')
          .where('expires_at', '<=', new Date().toISOString())
          .execute();
        await transaction.insertInto('first_admin_tokens').values({ hash, expires_at: expiresAt }).execute();
        return true;
      }),
    isOffered: (hash) => isKept(reader, hash),
    redeem: (hash, fields) =>
      // Writers take turns: of two who come at once, the second finds a user.
      writer.transaction().execute(async (transaction) => {
        if (await hasUsers(transaction)) return undefined;
        if (!(await isKept(transaction, hash))) return undefined;
        await transaction.deleteFrom('first_admin_tokens').execute();
        return addUser(transaction, fields, { kind: 'system', name: 'first start' });
      }),
  };
}

const hasUsers = async (transaction: Transaction<Tables>) =>
  (await transaction.selectFrom('users').select('id').limit(1).executeTakeFirst()) !== undefined;

const isKept = async (db: Kysely<Tables>, hash: string) =>
  (await db
    .selectFrom('first_admin_tokens')
    .select('hash')
    .where('hash', '=', hash)
    .where('expires_at', '>', new Date().toISOString())
    .executeTakeFirst()) !== undefined;
