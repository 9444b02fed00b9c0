// Conditions on stores as SQL that both engines understand. What SQL cannot say (polygons, opening hours) is asked of
// each store that meets the rest: store-order.ts.
import { type Expression, type ExpressionBuilder, type SqlBool, sql } from 'kysely';
import { inCategories, insideBox } from '../nearest-by-box.ts';
import { searchPatterns } from '../search-text.ts';
import type { Tables } from '../tables.ts';
import type { StoreConditions } from './contract.ts';
import { boxAround } from './polygon.ts';

type Row = ExpressionBuilder<Tables, 'stores'>;

/** @param categories  the asked category and those below it; absent: any */
export function conditionsMet(
  row: Row,
  conditions: StoreConditions,
  categories: readonly string[] | undefined,
  now: string,
): Expression<SqlBool> {
  const { status, sid, text, bbox, polygon, within } = conditions;
  const all: Expression<SqlBool>[] = [];
  const put = <Value>(value: Value | undefined, condition: (value: Value) => Expression<SqlBool>) => {
    if (value !== undefined) all.push(condition(value));
  };
  put(status, (value) => row('stores.status', '=', value));
  put(sid, (value) => row('stores.sid', '=', value));
  for (const part of ['province', 'city', 'district'] as const) {
    put(conditions[part], (value) => row(`stores.${part}`, '=', value));
  }
  put(categories, (value) => inCategories(row, value));
  put(conditions.tag, (tag) => hasTag(row, [tag]));
  put(conditions.holidaySet, (set) => hasHolidaySet(row, set));
  for (const pattern of searchPatterns(text ?? '')) {
    all.push(sql<boolean>`stores.search_text like ${pattern} escape '!'`);
  }
  put(conditions.unpublished, (value) => {
    const unpublished = row.or([row('stores.status', '=', 'draft'), hasDraft(row)]);
    return value ? unpublished : row.not(unpublished);
  });
  put(conditions.plan, (plan) => hasPlan(row, plan));
  put(conditions.closure, (closure) => isClosed(row, closure, now));
  put(conditions.missing, (what) =>
    what === 'sid' ? row('stores.sid', 'is', null) : row(`stores.has_${what}`, '=', 0),
  );
  put(conditions.confirmedBefore, (instant) =>
    row.or([row('stores.confirmed_at', 'is', null), row('stores.confirmed_at', '<', instant)]),
  );
  put(conditions.updatedFrom, (instant) => row('stores.updated_at', '>=', instant));
  put(conditions.updatedUntil, (instant) => row('stores.updated_at', '<', instant));
  put(bbox, (box) => insideBox(row, box));
  put(polygon, (corners) => insideBox(row, boxAround(corners)));
  put(within, ({ provinces = [], cities = [], tags = [] }) =>
    row.or([
      ...(provinces.length > 0 ? [row('stores.province', 'in', provinces)] : []),
      ...(cities.length > 0 ? [row('stores.city', 'in', cities)] : []),
      ...(tags.length > 0 ? [hasTag(row, tags)] : []),
    ]),
  );
  return row.and(all);
}

const hasTag = (row: Row, tags: readonly string[]) =>
  row.exists(
    row
      .selectFrom('store_tags')
      .select('store_tags.store_id')
      .whereRef('store_tags.store_id', '=', 'stores.id')
      .where('store_tags.tag', 'in', tags),
  );

const hasHolidaySet = (row: Row, set: string) =>
  row.exists(
    row
      .selectFrom('store_holiday_sets')
      .select('store_holiday_sets.store_id')
      .whereRef('store_holiday_sets.store_id', '=', 'stores.id')
      .where('store_holiday_sets.holiday_set', '=', set),
  );

export const hasDraft = (row: Row) =>
  row.exists(
    row
      .selectFrom('store_drafts')
      .select('store_drafts.store_id')
      .whereRef('store_drafts.store_id', '=', 'stores.id'),
  );

export function hasPlan(row: Row, plan: NonNullable<StoreConditions['plan']>): Expression<SqlBool> {
  const plans = row
    .selectFrom('publication_plans')
    .select('publication_plans.store_id')
    .whereRef('publication_plans.store_id', '=', 'stores.id');
  return row.exists(
    plan === 'scheduled'
      ? plans.where('publication_plans.publish_at', 'is not', null)
      : plans.where('publication_plans.review', '=', plan),
  );
}

function isClosed(row: Row, closure: 'now' | 'ahead' | 'none', now: string): Expression<SqlBool> {
  const notOver = row.or([row('stores.closed_until', 'is', null), row('stores.closed_until', '>', now)]);
  switch (closure) {
    case 'now':
      return row.and([row('stores.closed_from', '<=', now), notOver]);
    case 'ahead':
      return row.and([row('stores.closed_from', '>', now), notOver]);
    case 'none':
      return row.or([row('stores.closed_from', 'is', null), row('stores.closed_until', '<=', now)]);
  }
}
