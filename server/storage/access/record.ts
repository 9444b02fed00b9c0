import type { Transaction } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import { toJson } from '../json.ts';
import type { Author } from '../repository.ts';
import type { Tables } from '../tables.ts';

/**
 * Notes a decision in the transaction that makes it: both or neither. For what keeps no versions of its own; stores and
 * settings do.
 * @param action  what was done to what kind of thing: `user.add`, `webhook.remove`
 * @param subject  which one, by the name that people know it by
 * @param detail  nothing secret: whoever may view can read it
 */
export async function record(
  transaction: Transaction<Tables>,
  by: Author,
  action: string,
  subject: string,
  detail?: object,
): Promise<void> {
  await transaction
    .insertInto('audit')
    .values({
      id: uuidv7(),
      at: new Date().toISOString(),
      by_kind: by.kind,
      by_name: by.name,
      action,
      subject,
      detail: detail === undefined ? null : toJson(detail),
    })
    .execute();
}
