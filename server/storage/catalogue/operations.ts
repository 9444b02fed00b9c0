import type { Engine } from '../engine.ts';
import { UnknownOperation } from '../errors.ts';
import type { WriteLine } from '../write-line.ts';
import type { OperationRepository } from './contract.ts';
import { OPERATION_COLUMNS, operationOf } from './operation-rows.ts';
import { undoOperation } from './undo.ts';

export function openOperations(engine: Engine, line: WriteLine): OperationRepository {
  const { reader } = engine;
  const operations = () => reader.selectFrom('operations').select(OPERATION_COLUMNS);
  return {
    async get(id) {
      const row = await operations().where('id', '=', id).executeTakeFirst();
      return row && operationOf(row);
    },
    async list({ limit, cursor, by, kind }) {
      let page = operations()
        .orderBy('id', 'desc')
        .limit(limit + 1);
      if (cursor !== undefined) page = page.where('id', '<', cursor);
      if (by !== undefined) page = page.where('by_name', '=', by);
      if (kind !== undefined) page = page.where('kind', '=', kind);
      const found = (await page.execute()).map(operationOf);
      return {
        operations: found.slice(0, limit),
        next: found.length > limit ? found[limit - 1]!.id : undefined,
      };
    },
    async storesOf(id, limit) {
      const rows = await reader
        .selectFrom('store_versions')
        .select('store_id')
        .where('operation', '=', id)
        .union(reader.selectFrom('draft_versions').select('store_id').where('operation', '=', id))
        .orderBy('store_id')
        .limit(limit)
        .execute();
      return rows.map((row) => row.store_id);
    },
    async undo(id, by, may = () => true) {
      const { undone } = await line.written(() => undoOperation(engine, id, by, may));
      if (undone === undefined) throw new UnknownOperation(id);
      return undone;
    },
  };
}
