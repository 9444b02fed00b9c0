import { v7 as uuidv7 } from 'uuid';
import type { KeptReport, ReportReason } from '../../../shared/report.ts';
import { cursorAfter, idOfCursor } from '../cursor.ts';
import type { Engine } from '../engine.ts';
import type { QualityRepository, QualityTables } from './contract.ts';
import { seenStores } from './seen-stores.ts';

const MOST_OPEN = 100;

type Reports = Pick<QualityRepository, 'report' | 'reported' | 'storesOfReports' | 'settleReports'>;

export const openReports = ({ writer, reader }: Pick<Engine, 'writer' | 'reader'>): Reports => ({
  async report({ store, reason, note, near }) {
    const { open } = await reader
      .selectFrom('store_reports')
      .select((row) => row.fn.countAll<number>().as('open'))
      .where('state', '=', 'open')
      .where('store_id', '=', store)
      .executeTakeFirstOrThrow();
    if (Number(open) >= MOST_OPEN) return false;
    await writer
      .insertInto('store_reports')
      .values({
        id: uuidv7(),
        store_id: store,
        reason,
        note: note ?? null,
        longitude: near?.longitude ?? null,
        latitude: near?.latitude ?? null,
        at: new Date().toISOString(),
        state: 'open',
        settled_at: null,
        by_kind: null,
        by_name: null,
      })
      .execute();
    return true;
  },

  async reported({ limit, cursor, within }) {
    const stores = await reader
      .selectFrom('store_reports')
      .select('store_id')
      .distinct()
      .where('state', '=', 'open')
      .where('store_id', 'in', seenStores(reader, within))
      .$if(cursor !== undefined, (query) => query.where('store_id', '>', idOfCursor(cursor!)))
      .orderBy('store_id')
      .limit(limit + 1)
      .execute();
    const ids = stores.slice(0, limit).map(({ store_id }) => store_id);
    const rows =
      ids.length === 0
        ? []
        : await reader
            .selectFrom('store_reports')
            .select(['id', 'store_id', 'reason', 'note', 'longitude', 'latitude', 'at'])
            .where('state', '=', 'open')
            .where('store_id', 'in', ids)
            .orderBy('at')
            .orderBy('id')
            .execute();
    const items = ids.map((storeId) => ({
      storeId,
      reports: rows.filter((row) => row.store_id === storeId).map(reportOf),
    }));
    return { items, next: stores.length > limit ? cursorAfter(ids.at(-1)!) : undefined };
  },

  async storesOfReports(ids) {
    const rows = await reader
      .selectFrom('store_reports')
      .select('store_id')
      .distinct()
      .where('id', 'in', ids)
      .execute();
    return rows.map(({ store_id }) => store_id);
  },

  async settleReports(ids, state, by) {
    const isOpen = state === 'open';
    const { numUpdatedRows } = await writer
      .updateTable('store_reports')
      .set({
        state,
        settled_at: isOpen ? null : new Date().toISOString(),
        by_kind: isOpen ? null : by.kind,
        by_name: isOpen ? null : by.name,
      })
      .where('id', 'in', ids)
      .executeTakeFirst();
    return Number(numUpdatedRows);
  },
});

type Row = Pick<QualityTables['store_reports'], 'id' | 'reason' | 'note' | 'longitude' | 'latitude' | 'at'>;

const reportOf = ({ id, reason, note, longitude, latitude, at }: Row): KeptReport => ({
  id,
  reason: reason as ReportReason,
  note,
  near: longitude === null || latitude === null ? null : { longitude, latitude },
  at,
});
