// Decisions of ops, kept as one JSON document a name, every version of it: who decided what, when, and how it was before.
import type { Kysely } from 'kysely';
import type { Engine } from './engine.ts';
import { fromJson, toJson } from './json.ts';
import type { Author } from './repository.ts';
import type { Tables } from './tables.ts';

type Name = Tables['settings']['name'];

/** The document as last decided; undefined when nothing was. */
export async function decision<Value extends object>(
  db: Kysely<Tables>,
  name: Name,
): Promise<Value | undefined> {
  const newest = await newestOf(db, name);
  return newest && fromJson<Value>(newest.value);
}

/** Replaces the document by what `change` makes of it. Answers the new one. */
export function decide<Value extends object>(
  engine: Engine,
  name: Name,
  by: Author,
  change: (before: Value | undefined) => Value,
): Promise<Value> {
  return engine.writer.transaction().execute(async (transaction) => {
    const before = await newestOf(transaction, name);
    const value = change(before && fromJson<Value>(before.value));
    await transaction
      .insertInto('settings')
      .values({
        name,
        version: (before?.version ?? 0) + 1,
        value: toJson(value),
        at: new Date().toISOString(),
        by_kind: by.kind,
        by_name: by.name,
      })
      .execute();
    return value;
  });
}

const newestOf = (db: Kysely<Tables>, name: Name) =>
  db
    .selectFrom('settings')
    .select(['version', 'value'])
    .where('name', '=', name)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
