import { createHash } from 'node:crypto';
import type { FindingKind } from '../../../shared/quality.ts';
import { excerpt } from '../../errors.ts';
import { inChunks } from '../chunks.ts';
import type { Engine } from '../engine.ts';
import { InvalidCursor } from '../errors.ts';
import { fromJson, toJson } from '../json.ts';
import type { QualityRepository } from './contract.ts';
import { seenStores } from './seen-stores.ts';

const SCAN = 'all stores';

type Findings = Pick<
  QualityRepository,
  'beginScan' | 'finishScan' | 'scan' | 'findings' | 'dismiss' | 'restore'
>;

export const openFindings = ({
  writer,
  reader,
  bulkInsert,
}: Pick<Engine, 'writer' | 'reader' | 'bulkInsert'>): Findings => ({
  async beginScan(now, lostBefore) {
    const begun = await writer
      .insertInto('quality_scans')
      .values({ name: SCAN, started_at: now, finished_at: null, stores: 0 })
      .onConflict((conflict) =>
        conflict
          .column('name')
          .doUpdateSet({ started_at: now, finished_at: null })
          .where((row) =>
            row.or([
              row('quality_scans.finished_at', 'is not', null),
              row('quality_scans.started_at', '<', lostBefore),
            ]),
          ),
      )
      .executeTakeFirst();
    return Number(begun.numInsertedOrUpdatedRows ?? 0) > 0;
  },

  async finishScan({ findings, covers, stores, finishedAt }) {
    await writer.transaction().execute(async (transaction) => {
      await transaction.deleteFrom('quality_findings').execute();
      await inChunks(findings, (chunk) =>
        bulkInsert(
          transaction,
          'quality_findings',
          chunk.map(({ kind, storeId, otherId, detail }) => ({
            kind,
            store_id: storeId,
            other_id: otherId,
            detail: toJson(detail),
          })),
        ),
      );
      await transaction.deleteFrom('store_covers').execute();
      await inChunks([...covers], (chunk) =>
        bulkInsert(
          transaction,
          'store_covers',
          chunk.map(([id, address]) => ({ store_id: id, cover: digestOf(address), address })),
        ),
      );
      await transaction
        .updateTable('quality_scans')
        .set({ finished_at: finishedAt, stores })
        .where('name', '=', SCAN)
        .execute();
    });
  },

  async scan() {
    const row = await reader
      .selectFrom('quality_scans')
      .select(['started_at', 'finished_at', 'stores'])
      .where('name', '=', SCAN)
      .executeTakeFirst();
    return row && { startedAt: row.started_at, finishedAt: row.finished_at ?? undefined, stores: row.stores };
  },

  async findings(kind, { limit, cursor, within }) {
    const after = cursor === undefined ? undefined : pairOf(cursor);
    const rows = await notDismissed(reader, kind, within)
      .select(['quality_findings.store_id', 'quality_findings.other_id', 'quality_findings.detail'])
      .$if(after !== undefined, (query) =>
        query.where((row) =>
          row.or([
            row('quality_findings.store_id', '>', after![0]),
            row.and([
              row('quality_findings.store_id', '=', after![0]),
              row('quality_findings.other_id', '>', after![1]),
            ]),
          ]),
        ),
      )
      .orderBy('quality_findings.store_id')
      .orderBy('quality_findings.other_id')
      .limit(limit + 1)
      .execute();
    const items = rows.slice(0, limit).map((row) => ({
      kind,
      storeId: row.store_id,
      otherId: row.other_id,
      detail: fromJson<object>(row.detail),
    }));
    const last = items.at(-1);
    return { items, next: last && rows.length > limit ? cursorOf(last.storeId, last.otherId) : undefined };
  },

  async dismiss({ kind, storeId, otherId }, by) {
    await writer
      .insertInto('quality_dismissals')
      .values({
        kind,
        store_id: storeId,
        other_id: otherId,
        at: new Date().toISOString(),
        by_kind: by.kind,
        by_name: by.name,
      })
      .onConflict((conflict) => conflict.columns(['kind', 'store_id', 'other_id']).doNothing())
      .execute();
  },

  async restore({ kind, storeId, otherId }) {
    await writer
      .deleteFrom('quality_dismissals')
      .where('kind', '=', kind)
      .where('store_id', '=', storeId)
      .where('other_id', '=', otherId)
      .execute();
  },
});

/** Findings about published stores; the other one has to be published too. */
export function notDismissed(
  reader: Engine['reader'],
  kind: FindingKind,
  within: Parameters<typeof seenStores>[1],
) {
  return reader
    .selectFrom('quality_findings')
    .where('quality_findings.kind', '=', kind)
    .where('quality_findings.store_id', 'in', seenStores(reader, within))
    .where((row) =>
      row.or([
        row('quality_findings.other_id', '=', ''),
        row('quality_findings.other_id', 'in', seenStores(reader, undefined)),
      ]),
    )
    .where((row) =>
      row.not(
        row.exists(
          row
            .selectFrom('quality_dismissals')
            .select('quality_dismissals.kind')
            .whereRef('quality_dismissals.kind', '=', 'quality_findings.kind')
            .whereRef('quality_dismissals.store_id', '=', 'quality_findings.store_id')
            .whereRef('quality_dismissals.other_id', '=', 'quality_findings.other_id'),
        ),
      ),
    );
}

export const digestOf = (address: string): string => createHash('sha256').update(address).digest('hex');

const cursorOf = (...ids: readonly [string, string]): string =>
  Buffer.from(ids.join(' ')).toString('base64url');

/** @throws INVALID_CURSOR */
function pairOf(cursor: string): readonly [string, string] {
  const found = /^([\w-]{1,64}) ([\w-]{0,64})$/.exec(Buffer.from(cursor, 'base64url').toString());
  if (!found) throw new InvalidCursor(excerpt(cursor));
  return [found[1]!, found[2]!];
}
