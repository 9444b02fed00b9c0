import { randomBytes } from 'node:crypto';
import type { Engine } from './engine.ts';
import type { SecretRepository } from './repository.ts';

const ROOT = 'root';
const BYTES = 32;

export const openSecrets = ({ writer }: Engine): SecretRepository => ({
  root: () =>
    // In a transaction of writers: of nodes that start together, one makes it and the others find it.
    writer.transaction().execute(async (transaction) => {
      const kept = await transaction
        .selectFrom('secrets')
        .select('value')
        .where('name', '=', ROOT)
        .executeTakeFirst();
      if (kept) return Buffer.from(kept.value, 'base64url');
      const made = randomBytes(BYTES);
      await transaction
        .insertInto('secrets')
        .values({ name: ROOT, value: made.toString('base64url') })
        .execute();
      return made;
    }),
});
