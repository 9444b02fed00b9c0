// The tables around the stores: what is made of them, planned with them, and done to them.

/** Every state of every draft, only ever added to. */
export type DraftVersionsTable = {
  store_id: string;
  version: number;
  /** StoreFields as JSON; null where the draft ended: published, or thrown away. */
  fields: string | null;
  /** The version of the store that it was made from. */
  base_version: number;
  at: string;
  by_kind: string;
  by_name: string;
  operation: string;
};

/** The drafts beside stores that there are now. A store that was never published has none: it is one. */
export type StoreDraftsTable = { store_id: string; version: number };

/** What is to become of what is not published yet. */
export type PublicationPlansTable = {
  store_id: string;
  publish_at: string | null;
  review: string | null;
  note: string | null;
  at: string;
  by_kind: string;
  by_name: string;
};

export type StoreTagsTable = { store_id: string; tag: string };
export type StoreHolidaySetsTable = { store_id: string; holiday_set: string };

export type OperationsTable = {
  id: string;
  kind: string;
  at: string;
  by_kind: string;
  by_name: string;
  /** How many stores it changed. */
  stores: number;
  note: string | null;
  undoes: string | null;
  undone_by: string | null;
};

/** Answers of requests with an Idempotency-Key. */
export type KeptAnswersTable = {
  actor: string;
  key: string;
  fingerprint: string;
  /** Null while the request is being carried out. */
  status: number | null;
  headers: string | null;
  body: string | null;
  at: string;
  /** The first operation that the request did; null while there is none. */
  operation: string | null;
};

export type CatalogueTables = {
  draft_versions: DraftVersionsTable;
  store_drafts: StoreDraftsTable;
  publication_plans: PublicationPlansTable;
  store_tags: StoreTagsTable;
  store_holiday_sets: StoreHolidaySetsTable;
  operations: OperationsTable;
  kept_answers: KeptAnswersTable;
};
