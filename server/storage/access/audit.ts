// Who did what, when: decisions noted by `record`, and the versions that stores and settings keep of themselves, merged
// by time. Each source is read in its own order, so that a page costs the same wherever it lies.
import { sql } from 'kysely';
import { excerpt } from '../../errors.ts';
import type { Engine } from '../engine.ts';
import { InvalidCursor } from '../errors.ts';
import { fromJson, toJson } from '../json.ts';
import type { Author } from '../repository.ts';
import type { AuditEntry, AuditRepository } from './contract.ts';

/** The last entry of each source that was shown; a source that is not named begins with its newest. */
type Places = {
  audit?: string;
  stores?: number;
  settings?: readonly [at: string, name: string, version: number];
};
type Found = { readonly entry: AuditEntry; readonly places: Places };

type ByColumns = { by_kind: string; by_name: string };
const byOf = ({ by_kind, by_name }: ByColumns): Author => ({
  kind: by_kind as Author['kind'],
  name: by_name,
});

export function openAudit({ reader }: Engine): AuditRepository {
  async function decisions(after: Places['audit'], limit: number): Promise<Found[]> {
    let query = reader
      .selectFrom('audit')
      .select(['id', 'at', 'by_kind', 'by_name', 'action', 'subject', 'detail'])
      .orderBy('id', 'desc')
      .limit(limit);
    if (after !== undefined) query = query.where('id', '<', after);
    return (await query.execute()).map(({ id, at, action, subject, detail, ...by }) => ({
      entry: { at, by: byOf(by), action, subject, detail: detail === null ? undefined : fromJson(detail) },
      places: { audit: id },
    }));
  }

  async function storeVersions(after: Places['stores'], limit: number): Promise<Found[]> {
    let query = reader
      .selectFrom('store_versions')
      .select(['revision', 'store_id', 'version', 'at', 'by_kind', 'by_name'])
      .select((row) => row('fields', 'is', null).as('removed'))
      .orderBy('revision', 'desc')
      .limit(limit);
    if (after !== undefined) query = query.where('revision', '<', after);
    return (await query.execute()).map(({ revision, store_id, version, at, removed, ...by }) => ({
      entry: {
        at,
        by: byOf(by),
        action: removed ? 'store.remove' : version === 1 ? 'store.add' : 'store.change',
        subject: store_id,
        detail: { version },
      },
      places: { stores: revision },
    }));
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
      entry: { at, by: byOf(by), action: 'setting.change', subject: name, detail: { version } },
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
          storeVersions(from.stores, limit + 1),
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
    const { audit, stores, settings } = places;
    const isOurs =
      !Array.isArray(places) &&
      (audit === undefined || typeof audit === 'string') &&
      (stores === undefined || Number.isSafeInteger(stores)) &&
      (settings === undefined || (Array.isArray(settings) && isSettingsPlace(settings)));
    if (isOurs) return { audit, stores, settings };
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
