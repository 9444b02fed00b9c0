// What the quality desk asks of storage.
import type { FindingKind } from '../../../shared/quality.ts';
import type { KeptReport, Report, ReportState } from '../../../shared/report.ts';
import type { StoreConditions } from '../catalogue/contract.ts';
import type { Author } from '../repository.ts';

/** A doubt about a store, perhaps in comparison with another. */
export type KeptFinding = {
  readonly kind: FindingKind;
  readonly storeId: string;
  /** Empty: none. */
  readonly otherId: string;
  readonly detail: object;
};
export type FindingKey = Pick<KeptFinding, 'kind' | 'storeId' | 'otherId'>;

export type Scan = {
  readonly startedAt: string;
  /** Undefined while it is under way. */
  readonly finishedAt: string | undefined;
  readonly stores: number;
};

/** A picture's address, asked for once however many stores show it. */
export type Cover = { readonly cover: string; readonly address: string };
export type CoverCheck = {
  readonly cover: string;
  readonly checkedAt: string;
  readonly fault: string | undefined;
};
export type FaultyCover = {
  readonly storeId: string;
  readonly address: string;
  readonly fault: string;
  readonly checkedAt: string;
};

export type Page = {
  readonly limit: number;
  /** `next` of the page before. */
  readonly cursor?: string | undefined;
  /** Where somebody's rights end. */
  readonly within?: StoreConditions['within'];
};
export type Paged<Item> = { readonly items: Item[]; readonly next: string | undefined };

export interface QualityRepository {
  /** Whether it was kept: no store has more than a hundred that are open. */
  report(report: Report): Promise<boolean>;
  /** Stores with open reports, by id, each with its own, oldest first. */
  reported(page: Page): Promise<Paged<{ storeId: string; reports: KeptReport[] }>>;
  /** The store of each of these reports, whatever its state. */
  storesOfReports(ids: readonly string[]): Promise<string[]>;
  /** Answers how many there are of these. */
  settleReports(ids: readonly string[], state: ReportState, by: Author): Promise<number>;

  /** Begins a scan unless one is under way that began after `lostBefore`. */
  beginScan(now: string, lostBefore: string): Promise<boolean>;
  /** What this scan found takes the place of what was found before. */
  finishScan(found: {
    readonly findings: readonly KeptFinding[];
    readonly covers: ReadonlyMap<string, string>;
    readonly stores: number;
    readonly finishedAt: string;
  }): Promise<void>;
  scan(): Promise<Scan | undefined>;
  /** Those nobody dismissed whose stores are still published, by the ids of their stores. */
  findings(kind: FindingKind, page: Page): Promise<Paged<KeptFinding>>;
  dismiss(key: FindingKey, by: Author): Promise<void>;
  restore(key: FindingKey): Promise<void>;

  /** Covers that were not asked for since, those never asked for first. */
  coversDue(checkedBefore: string, limit: number): Promise<Cover[]>;
  keepCoverChecks(checks: readonly CoverCheck[]): Promise<void>;
  /** By the id of the store. */
  faultyCovers(page: Page): Promise<Paged<FaultyCover>>;

  counts(within?: StoreConditions['within']): Promise<{
    readonly reported: number;
    readonly duplicate: number;
    readonly position: number;
    readonly cover: number;
  }>;
}

export type QualityTables = {
  store_reports: {
    id: string;
    store_id: string;
    reason: string;
    note: string | null;
    longitude: number | null;
    latitude: number | null;
    at: string;
    state: string;
    settled_at: string | null;
    by_kind: string | null;
    by_name: string | null;
  };
  quality_findings: { kind: string; store_id: string; other_id: string; detail: string };
  quality_dismissals: {
    kind: string;
    store_id: string;
    other_id: string;
    at: string;
    by_kind: string;
    by_name: string;
  };
  /** One row, `all stores`. */
  quality_scans: { name: string; started_at: string; finished_at: string | null; stores: number };
  /** The covers that are fetched from elsewhere, as of the last scan; `cover` is the SHA-256 of the address. */
  store_covers: { store_id: string; cover: string; address: string };
  cover_checks: { cover: string; checked_at: string; fault: string | null };
};
