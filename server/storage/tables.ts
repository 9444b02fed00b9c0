// The tables, as Kysely sees them. Both engines can carry every column: identifiers and JSON are text, instants are
// ISO 8601 in UTC with milliseconds (they sort as text), degrees are double precision. Ids are ASCII and sort byte by
// byte (SQLite's own order; PostgreSQL's `collate "C"`). Two thousand million changes fit into a revision.

import type { AccessTables } from './access/tables.ts';
import type { CatalogueTables } from './catalogue/tables.ts';
import type { ImportTables } from './imports/tables.ts';
import type { InsightTables } from './insights/contract.ts';
import type { MediaTables } from './media/tables.ts';
import type { QualityTables } from './quality/contract.ts';
import type { WebhookTables } from './webhooks/contract.ts';

/** Every version of every store, only ever added to: the truth, the history and the change feed in one. */
export type StoreVersionsTable = {
  /** One for each change of a store, without gaps, in the order of the commits. */
  revision: number;
  store_id: string;
  version: number;
  /** StoreFields as JSON, the original position with its datum inside; null where this version removed the store. */
  fields: string | null;
  created_at: string;
  /** When this version was written, and by whom. */
  at: string;
  by_kind: string;
  by_name: string;
  /** The operation that wrote it; null for what was written before there were any. */
  operation: string | null;
};

/** What to select of them. Never everything: a newer node may add columns while an older one serves. */
export const VERSION_COLUMNS = [
  'revision',
  'store_id',
  'version',
  'fields',
  'created_at',
  'at',
  'by_kind',
  'by_name',
  'operation',
] as const satisfies (keyof StoreVersionsTable)[];

/** The stores that exist now: what queries look through, derived from the version it points at. */
export type StoresTable = {
  id: string;
  /** The current version in store_versions. */
  revision: number;
  sid: string | null;
  status: string;
  /** WGS-84, derived: for boxes and distances, never shown. */
  longitude: number;
  latitude: number;
  /** Name, branch, address and sid, folded for searching, and how name and branch are spelled in pinyin. */
  search_text: string;
  /** Name and branch in pinyin: they sort as people look them up. */
  sort_name: string;
  /** Empty where not known. */
  province: string;
  city: string;
  district: string;
  updated_at: string;
  confirmed_at: string | null;
  closed_from: string | null;
  closed_until: string | null;
  /** 1 or 0. */
  has_cover: number;
  has_hours: number;
  has_phone: number;
};

export type StoreCategoriesTable = { store_id: string; category: string };

/** Decisions of ops, each a JSON document; the highest version of a name holds. */
export type SettingsTable = {
  name: string;
  version: number;
  value: string;
  at: string;
  by_kind: string;
  by_name: string;
};

/** One row: the last revision given out. Updating it first puts writers in line, so that revisions commit in order. */
export type LastRevisionTable = {
  revision: number;
  /** Grows with each write of drafts or plans. */
  drafts: number;
  /** The newest revision of a store that is forgotten: whoever knows less than that has missed its removal. */
  forgotten: number;
};

/** Random bytes in base64url, made once and shared by all nodes. */
export type SecretsTable = { name: string; value: string };

export type Tables = AccessTables &
  CatalogueTables &
  ImportTables &
  InsightTables &
  MediaTables &
  QualityTables &
  WebhookTables & {
    stores: StoresTable;
    store_versions: StoreVersionsTable;
    store_categories: StoreCategoriesTable;
    settings: SettingsTable;
    last_revision: LastRevisionTable;
    secrets: SecretsTable;
  };
