import type { Kysely } from 'kysely';
import { conditionsMet } from '../catalogue/conditions.ts';
import type { StoreConditions } from '../catalogue/contract.ts';
import type { Tables } from '../tables.ts';

/** The ids of the published stores within somebody's rights: what is gone or closed is nobody's work any more. */
export const seenStores = (db: Kysely<Tables>, within: StoreConditions['within']) =>
  db
    .selectFrom('stores')
    .select('stores.id')
    .where((row) =>
      conditionsMet(row, { status: 'published', ...(within ? { within } : {}) }, undefined, ''),
    );
