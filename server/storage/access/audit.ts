// Who did what, when: decisions noted by `record`, operations on stores, and the versions that settings keep of
// themselves, merged by time. Each source is read in its own order, so that a page costs the same wherever it lies.
import { sql } from 'kysely';
import { excerpt } from '../../errors.ts';
import { OPERATION_COLUMNS, operationOf } from '../catalogue/operation-rows.ts';
import type { Engine } from '../engine.ts';
import { InvalidCursor } from '../errors.ts';
import { fromJson, toJson } from '../json.ts';
import { authorOf } from '../versions.ts';
import type { AuditEntry, AuditRepository } from './contract.ts';

/** The last entry of each source that was shown; a source that is not named begins with its newest. */
type Places = {
  audit?: string;
  operations?: string;
  settings?: readonly [at: string, name: string, version: number];
};
type Found = { readonly entry: AuditEntry; readonly places: Places };

export function openAudit({ reader }: Engine): AuditRepository {
  async function decisions(after: Places['audit'], limit: number): Promise<Found[]> {
    let query = reader
      .selectFrom('audit')
      .select(['id', 'at', 'by_kind', 'by_name', 'action', 'subject', 'detail'])
      .orderBy('id', 'desc')
      .limit(limit);
    if (after !== undefined) query = query.where('id', '<', after);
    return (await query.execute()).map(({ id, at, action, subject, detail, ...by }) => ({
      entry: {
        at,
        by: authorOf(by),
        action,
        subject,
        detail: detail === null ? undefined : fromJson(detail),
      },
      places: { audit: id },
    }));
  }

  async function operations(after: Places['operations'], limit: number): Promise<Found[]> {
    let query = reader.selectFrom('operations').select(OPERATION_COLUMNS).orderBy('id', 'desc').limit(limit);
    if (after !== undefined) query = query.where('id', '<', after);
    return (await query.execute()).map((row) => {
      const { id, kind, at, by, stores, note, undoes } = operationOf(row);
      const detail = { stores, ...(note !== null && { note }), ...(undoes !== null && { undoes }) };
      return { entry: { at, by, action: `stores.${kind}`, subject: id, detail }, places: { operations: id } };
    });
  }

  async function settings(after: Places['settings'], limit: number): Promise<Found[]> {
    let query = reader
      .selectFrom('settings')
      .select(['name', 'version', 'at', 'by_kind', 'by_name'])
      .orderBy('at', 'desc')
      .orderBy('name', 'desc')
      .orderBy('version', 'desc')
      .limit(limit);
    if (after !== undefined) query = query.where(sql<boolean>`(at, name, version) < (${sql.join(after)})`);
    return (await query.execute()).map(({ name, version, at, ...by }) => ({
      entry: { at, by: authorOf(by), action: 'setting.change', subject: name, detail: { version } },
      places: { settings: [at, name, version] },
    }));
  }

  return {
    async list({ limit, cursor }) {
      const from = cursor === undefined ? {} : readCursor(cursor);
      // One more than asked for tells whether there is a next page.
      const found = (
        await Promise.all([
          decisions(from.audit, limit + 1),
          operations(from.operations, limit + 1),
          settings(from.settings, limit + 1),
        ])
      ).flat();
      const newestFirst = found.toSorted((a, b) =>
        a.entry.at < b.entry.at ? 1 : a.entry.at > b.entry.at ? -1 : 0,
      );
      const page = newestFirst.slice(0, limit);
      const places = Object.assign({}, from, ...page.map((each) => each.places));
      return {
        entries: page.map(({ entry }) => entry),
        next: newestFirst.length > limit ? Buffer.from(toJson(places)).toString('base64url') : undefined,
      };
    },
  };
}

/** @throws INVALID_CURSOR */
function readCursor(cursor: string): Places {
  try {
    const places = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    const { audit, operations, settings } = places;
    const isOurs =
      !Array.isArray(places) &&
      (audit === undefined || typeof audit === 'string') &&
      (operations === undefined || typeof operations === 'string') &&
      (settings === undefined || (Array.isArray(settings) && isSettingsPlace(settings)));
    if (isOurs) return { audit, operations, settings };
  } catch {
    // Not JSON, or not an object: said below.
  }
  throw new InvalidCursor(excerpt(cursor));
}

const isSettingsPlace = (place: readonly unknown[]) =>
  place.length === 3 &&
  typeof place[0] === 'string' &&
  typeof place[1] === 'string' &&
  Number.isSafeInteger(place[2]);
