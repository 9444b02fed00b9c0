// The answers of requests that carry an Idempotency-Key: what was done once is not done again.
import type { Engine } from '../engine.ts';
import { fromJson, toJson } from '../json.ts';
import type { AnswerRepository } from './contract.ts';

/** A request that takes longer has died with its node. Requests themselves end after 30 s, long writes after minutes. */
const UNDER_WAY_MS = 15 * 60_000;
/** One that has written takes no longer to answer. */
const ANSWERING_MS = 60_000;
/** An answer is kept for a day. */
const KEPT_MS = 24 * 60 * 60_000;

export function openAnswers({ writer }: Engine): AnswerRepository {
  return {
    begin: (key, actor, fingerprint) =>
      writer.transaction().execute(async (transaction) => {
        const at = new Date();
        const known = await transaction
          .selectFrom('kept_answers')
          .select(['fingerprint', 'status', 'headers', 'body', 'at', 'operation'])
          .where('actor', '=', actor)
          .where('key', '=', key)
          .executeTakeFirst();
        const age = known ? at.getTime() - Date.parse(known.at) : 0;
        const isLost = known?.status === null && known.operation === null;
        if (known && age < (isLost ? UNDER_WAY_MS : KEPT_MS)) {
          const { operation } = known;
          if (known.fingerprint !== fingerprint) return { state: 'other-request' };
          if (known.status === null) {
            return operation === null || age < ANSWERING_MS
              ? { state: 'under-way' }
              : { state: 'done', operation };
          }
          return {
            state: 'answered',
            answer: {
              status: known.status,
              headers: fromJson(known.headers ?? '{}'),
              body: known.body ?? '',
            },
          };
        }
        const row = {
          fingerprint,
          status: null,
          headers: null,
          body: null,
          operation: null,
          at: at.toISOString(),
        };
        await transaction
          .insertInto('kept_answers')
          .values({ actor, key, ...row })
          .onConflict((same) => same.columns(['actor', 'key']).doUpdateSet(row))
          .execute();
        return { state: 'new' };
      }),
    async finish(key, actor, { status, headers, body }) {
      await writer
        .updateTable('kept_answers')
        .set({ status, headers: toJson(headers), body })
        .where('actor', '=', actor)
        .where('key', '=', key)
        .execute();
    },
    async giveUp(key, actor) {
      await writer
        .deleteFrom('kept_answers')
        .where('actor', '=', actor)
        .where('key', '=', key)
        .where('operation', 'is', null)
        .execute();
    },
    async purge(before) {
      await writer.deleteFrom('kept_answers').where('at', '<', before.toISOString()).execute();
    },
  };
}
