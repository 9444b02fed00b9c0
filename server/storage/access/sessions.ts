import type { Engine } from '../engine.ts';
import type { SessionRepository } from './contract.ts';
import { record } from './record.ts';
import { USER_COLUMNS, userOf } from './users.ts';

export function openSessions({ reader, writer }: Engine): SessionRepository {
  return {
    add: (hash, userId) =>
      writer.transaction().execute(async (transaction) => {
        const at = new Date().toISOString();
        await transaction
          .insertInto('sessions')
          .values({ hash, user_id: userId, created_at: at, used_at: at })
          .execute();
        await transaction.updateTable('users').set({ signed_in_at: at }).where('id', '=', userId).execute();
      }),
    async find(hash) {
      const row = await reader
        .selectFrom('sessions')
        .innerJoin('users', 'users.id', 'sessions.user_id')
        .select(USER_COLUMNS.map((column) => `users.${column}` as const))
        .select(['sessions.created_at as session_created_at', 'sessions.used_at'])
        .where('hash', '=', hash)
        .executeTakeFirst();
      return row && { hash, createdAt: row.session_created_at, usedAt: row.used_at, user: userOf(row) };
    },
    async touch(hash) {
      await writer
        .updateTable('sessions')
        .set({ used_at: new Date().toISOString() })
        .where('hash', '=', hash)
        .execute();
    },
    async remove(hash) {
      await writer.deleteFrom('sessions').where('hash', '=', hash).execute();
    },
    removeAllOf: (userId, by) =>
      writer.transaction().execute(async (transaction) => {
        const { numDeletedRows } = await transaction
          .deleteFrom('sessions')
          .where('user_id', '=', userId)
          .executeTakeFirst();
        const user = await transaction
          .selectFrom('users')
          .select('name')
          .where('id', '=', userId)
          .executeTakeFirst();
        if (user) await record(transaction, by, 'user.sign-out', user.name);
        return Number(numDeletedRows);
      }),
    async removeExpired(used, made) {
      await writer
        .deleteFrom('sessions')
        .where((row) => row.or([row('used_at', '<', used), row('created_at', '<', made)]))
        .execute();
    },
  };
}
