import type { Transaction } from 'kysely';
import type { Engine } from '../engine.ts';
import type { Tables } from '../tables.ts';
import type { SignInFailureRepository } from './contract.ts';

/** After so long without another one, failures are forgotten. */
const FORGOTTEN_MILLISECONDS = 60 * 60_000;

export function openSignInFailures({ writer }: Engine): SignInFailureRepository {
  return {
    begin: (subjects) =>
      writer.transaction().execute(async (transaction) => {
        const now = Date.now();
        await transaction
          .deleteFrom('sign_in_failures')
          .where('at', '<', instant(now - FORGOTTEN_MILLISECONDS))
          .execute();
        const known = new Map(
          (
            await failuresOf(
              transaction,
              subjects.map(({ subject }) => subject),
            )
          ).map((row) => [row.subject, row]),
        );
        const [last] = [...known.values()].map(({ until }) => until).sort((a, b) => (a < b ? 1 : -1));
        if (last !== undefined && last > instant(now)) return { mayTry: false, retryAt: last };
        for (const { subject, delay } of subjects) {
          const failures = (known.get(subject)?.failures ?? 0) + 1;
          const values = { failures, at: instant(now), until: instant(now + delay(failures) * 1_000) };
          await transaction
            .insertInto('sign_in_failures')
            .values({ subject, ...values })
            .onConflict((conflict) => conflict.column('subject').doUpdateSet(values))
            .execute();
        }
        return { mayTry: true };
      }),
    succeeded: (forgotten, others) =>
      writer.transaction().execute(async (transaction) => {
        await transaction.deleteFrom('sign_in_failures').where('subject', '=', forgotten).execute();
        await transaction
          .updateTable('sign_in_failures')
          .set((row) => ({ failures: row('failures', '-', 1), until: instant(Date.now()) }))
          .where('subject', 'in', others)
          .execute();
      }),
  };
}

const failuresOf = (transaction: Transaction<Tables>, subjects: readonly string[]) =>
  transaction
    .selectFrom('sign_in_failures')
    .select(['subject', 'failures', 'until'])
    .where('subject', 'in', subjects)
    .execute();

const instant = (milliseconds: number) => new Date(milliseconds).toISOString();
