import type { Transaction } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import type { Limits, Role } from '../../../shared/access.ts';
import type { Engine } from '../engine.ts';
import { fromJson, toJson } from '../json.ts';
import type { Author } from '../repository.ts';
import type { Tables } from '../tables.ts';
import type { User, UserFields, UserRepository } from './contract.ts';
import { LastAdmin, NameTaken } from './errors.ts';
import { record } from './record.ts';
import type { UsersTable } from './tables.ts';

/** Letters' case and width apart, a name is somebody's once. */
export const foldedName = (name: string): string => name.normalize('NFKC').toLowerCase();

export const USER_COLUMNS = ['id', 'name', 'role', 'limits', 'created_at', 'signed_in_at'] as const;
export type UserRow = Pick<UsersTable, 'name' | 'role' | 'limits' | 'created_at' | 'signed_in_at'> & {
  id: string;
};

export const userOf = (row: UserRow): User => ({
  id: row.id,
  name: row.name,
  role: row.role as Role,
  limits: row.limits === null ? undefined : fromJson<Limits>(row.limits),
  createdAt: row.created_at,
  signedInAt: row.signed_in_at ?? undefined,
});

export function openUsers({ reader, writer }: Engine): UserRepository {
  return {
    async all() {
      const rows = await reader.selectFrom('users').select(USER_COLUMNS).orderBy('folded_name').execute();
      return rows.map(userOf);
    },
    async get(id) {
      const row = await reader
        .selectFrom('users')
        .select(USER_COLUMNS)
        .where('id', '=', id)
        .executeTakeFirst();
      return row && userOf(row);
    },
    async named(name) {
      const row = await reader
        .selectFrom('users')
        .select([...USER_COLUMNS, 'password'])
        .where('folded_name', '=', foldedName(name))
        .executeTakeFirst();
      return row && { ...userOf(row), password: row.password };
    },
    async passwordOf(id) {
      const row = await reader.selectFrom('users').select('password').where('id', '=', id).executeTakeFirst();
      return row?.password;
    },
    add: (fields, by) => writer.transaction().execute((transaction) => addUser(transaction, fields, by)),
    change: (id, { role, limits, password }, by, keepSession) =>
      writer.transaction().execute(async (transaction) => {
        const before = await find(transaction, id);
        if (!before) return undefined;
        if (role !== undefined && role !== 'admin') await checkNotLastAdmin(transaction, before);
        const after = { ...before, role: role ?? before.role };
        if (limits !== undefined) after.limits = limits === null ? null : toJson(limits);
        const { role: newRole, limits: newLimits } = after;
        await transaction
          .updateTable('users')
          .set({ role: newRole, limits: newLimits, ...(password !== undefined && { password }) })
          .where('id', '=', id)
          .execute();
        if (newRole !== before.role || newLimits !== before.limits) {
          const { role: now, limits: within } = userOf(after);
          await record(transaction, by, 'user.change', before.name, { role: now, limits: within ?? null });
        }
        if (password !== undefined) {
          await record(transaction, by, 'user.password', before.name);
          let others = transaction.deleteFrom('sessions').where('user_id', '=', id);
          if (keepSession !== undefined) others = others.where('hash', '!=', keepSession);
          await others.execute();
        }
        return userOf(after);
      }),
    remove: (id, by) =>
      writer.transaction().execute(async (transaction) => {
        const before = await find(transaction, id);
        if (!before) return false;
        await checkNotLastAdmin(transaction, before);
        await transaction.deleteFrom('users').where('id', '=', id).execute();
        await record(transaction, by, 'user.remove', before.name);
        return true;
      }),
  };
}

/** @throws NAME_TAKEN */
export async function addUser(
  transaction: Transaction<Tables>,
  { name, role, limits, password }: UserFields,
  by: Author,
): Promise<User> {
  const folded = foldedName(name);
  const holder = await transaction
    .selectFrom('users')
    .select('name')
    .where('folded_name', '=', folded)
    .executeTakeFirst();
  if (holder) throw new NameTaken(holder.name);
  const row: UserRow = {
    id: uuidv7(),
    name,
    role,
    limits: limits === undefined ? null : toJson(limits),
    created_at: new Date().toISOString(),
    signed_in_at: null,
  };
  await transaction
    .insertInto('users')
    .values({ ...row, folded_name: folded, password })
    .execute();
  await record(transaction, by, 'user.add', name, { role, limits: limits ?? null });
  return userOf(row);
}

const find = (transaction: Transaction<Tables>, id: string): Promise<UserRow | undefined> =>
  transaction.selectFrom('users').select(USER_COLUMNS).where('id', '=', id).executeTakeFirst();

async function checkNotLastAdmin(
  transaction: Transaction<Tables>,
  { id, name, role }: UserRow,
): Promise<void> {
  if (role !== 'admin') return;
  const other = await transaction
    .selectFrom('users')
    .select('id')
    .where('role', '=', 'admin')
    .where('id', '!=', id)
    .limit(1)
    .executeTakeFirst();
  if (!other) throw new LastAdmin(name);
}
