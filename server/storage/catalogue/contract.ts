// What the console and the writing part of the API ask of the catalogue beside plain puts: drafts, plans, operations,
// filters, orders.
import type { Bbox } from '../../../shared/bbox.ts';
import type { HolidaySetInput } from '../../../shared/holiday-set.ts';
import type { Operation, OperationKind, Undone } from '../../../shared/operation.ts';
import type { Position } from '../../../shared/position.ts';
import type { Store, StoreFields, StoreStatus } from '../../../shared/store.ts';
import type { Sort } from '../../../shared/store-filter.ts';
import type { Plan } from '../../../shared/working-store.ts';
import type { Author, StorePut } from '../repository.ts';

/** What somebody does, as its operation is going to be told. */
export type Action = {
  readonly kind: OperationKind;
  /** Absent: one is made. The same id in a later write adds to that operation. */
  readonly id?: string;
  readonly note?: string;
};

/** What is made of a store beside it, without being published. */
export type DraftPut = {
  readonly id: string;
  /** Undefined: the draft is thrown away. */
  readonly fields: StoreFields | undefined;
  /** The version of the store that it was made from. */
  readonly baseVersion: number;
  /** Refuse (VERSION_CONFLICT) unless the draft is at this version; 0: unless there is none. */
  readonly ifVersion?: number;
};

export type PlanPut = {
  readonly id: string;
  /** Undefined: nothing is planned any more. */
  readonly plan: Pick<Plan, 'publishAt' | 'review' | 'note'> | undefined;
};

/** Written in one transaction, all of it or none. A store stands in each list once at most. */
export type Batch = {
  readonly puts?: readonly StorePut[];
  readonly removals?: readonly { readonly id: string; readonly ifVersion?: number }[];
  readonly drafts?: readonly DraftPut[];
  readonly plans?: readonly PlanPut[];
};

export type BatchWritten = {
  /** Undefined: nothing was different from what it was. */
  readonly operation: Operation | undefined;
  /** The stores of `puts` as kept, in order. */
  readonly stores: Store[];
};

export type Draft = {
  readonly fields: StoreFields;
  readonly version: number;
  readonly baseVersion: number;
  /** The store as it was at `baseVersion`. */
  readonly base: StoreFields;
  readonly at: string;
  readonly by: Author;
  readonly operation: string | null;
};

/** A store with what is made of it and planned with it. */
export type Worked = {
  readonly store: Store;
  readonly by: Author;
  readonly operation: string | null;
  readonly draft: Draft | undefined;
  readonly plan: Plan | undefined;
};

/** All that is given holds together. */
export type StoreConditions = {
  readonly status?: StoreStatus;
  readonly unpublished?: boolean;
  readonly plan?: 'requested' | 'returned' | 'failed' | 'scheduled';
  /** This category and those below it. */
  readonly category?: string;
  readonly tag?: string;
  readonly province?: string;
  readonly city?: string;
  readonly district?: string;
  readonly sid?: string;
  /** Its words are all found in name, branch, address or sid, letters' case and width apart; or in pinyin or its initials. */
  readonly text?: string;
  readonly closure?: 'now' | 'ahead' | 'none';
  readonly missing?: 'cover' | 'hours' | 'phone' | 'sid';
  readonly confirmedBefore?: string;
  readonly holidaySet?: string;
  /** Instants as toISOString() writes them. */
  readonly updatedFrom?: string;
  readonly updatedUntil?: string;
  /** In WGS-84. */
  readonly bbox?: Bbox;
  /** The corners of a polygon, in WGS-84. */
  readonly polygon?: readonly Position[];
  readonly openAt?: Date;
  /** Where somebody's rights end: one of these, or else nothing. */
  readonly within?: {
    readonly provinces?: readonly string[];
    readonly cities?: readonly string[];
    readonly tags?: readonly string[];
  };
};

/** Stores in an order, with where they are on the ground: the same index in each list is the same store. */
export type OrderedStores = {
  readonly ids: readonly string[];
  /** WGS-84. */
  readonly longitudes: Float64Array;
  readonly latitudes: Float64Array;
};

export type RemovedStore = {
  readonly id: string;
  /** As it was last. */
  readonly fields: StoreFields;
  readonly version: number;
  readonly removedAt: string;
  readonly by: Author;
  readonly operation: string | null;
};

export type Counted = { readonly value: string; readonly stores: number }[];

/** A change that those see who see published stores only. */
export type SeenChange = {
  readonly revision: number;
  readonly id: string;
  /** Undefined: it is not published any more. */
  readonly store: Store | undefined;
  readonly at: string;
};

export type PublishedPage = {
  readonly stores: Store[];
  /** The id to go on after; undefined: that was all. */
  readonly next: string | undefined;
};

export type SeenChanges = {
  readonly changes: readonly SeenChange[];
  /** Up to this revision all is told. */
  readonly revision: number;
  readonly more: boolean;
};

export interface CatalogueRepository {
  /**
   * Stores, removals, drafts and plans at once, as one operation. Durable when it resolves.
   * @throws what `StoreRepository.put` throws, and STORE_NOT_FOUND for a draft or plan of a store that is not there
   */
  write(batch: Batch, by: Author, action: Action): Promise<BatchWritten>;
  worked(id: string): Promise<Worked | undefined>;
  /** In the order of `ids`; those that do not exist are left out. */
  workedMany(ids: readonly string[]): Promise<Worked[]>;
  /** What was worked on at a version of the store with this version of the draft, 0 for none; undefined if that never was. */
  fieldsAt(id: string, version: number, draftVersion: number): Promise<StoreFields | undefined>;
  /** All stores that meet the conditions, in order. */
  order(conditions: StoreConditions, sort: Sort): Promise<OrderedStores>;
  count(conditions: StoreConditions): Promise<number>;
  /** What there is, and how many stores have it, most first. */
  counted(what: 'status' | 'province' | 'city' | 'tag', within?: StoreConditions['within']): Promise<Counted>;
  /** The last revision given out: the same as long as no store is written; `drafts` the same for drafts and plans. */
  revision(): Promise<{ readonly stores: number; readonly drafts: number }>;
  /**
   * What was published, changed or taken out of sight after a revision, in order; fewer than `limit` where what changed
   * was never seen. Undefined: stores removed since are forgotten, so that nobody can tell.
   */
  changesSeen(after: number, limit: number): Promise<SeenChanges | undefined>;
  /** Published stores as of a revision, by id, after this one. */
  publishedAsOf(revision: number, afterId: string, limit: number): Promise<PublishedPage>;
  /**
   * Removed stores that can still be brought back, last removed first.
   * @param may  whether this store, as it was last, is shown; absent: all are
   */
  removed(
    query: { readonly limit: number; readonly cursor?: string },
    may?: (fields: StoreFields) => boolean,
  ): Promise<{
    stores: RemovedStore[];
    next: string | undefined;
  }>;
  /** Ids of stores whose plan says that they are to be published by then. */
  due(at: Date): Promise<string[]>;
  /** When the next is; undefined when nothing is planned. */
  nextDue(): Promise<string | undefined>;
  /** Forgets stores that were removed before then, their history included. Answers how many. */
  purge(removedBefore: Date): Promise<number>;
}

export interface OperationRepository {
  get(id: string): Promise<Operation | undefined>;
  /** Last first. */
  list(query: {
    readonly limit: number;
    readonly cursor?: string;
    readonly by?: string;
    readonly kind?: OperationKind;
  }): Promise<{
    operations: Operation[];
    next: string | undefined;
  }>;
  /** The stores that an operation changed, at most so many. */
  storesOf(id: string, limit: number): Promise<string[]>;
  /**
   * Puts every store of it, and every draft, back to what it was before, where nobody touched it since.
   * @param may  whether this store may be written as it is going to be; the others are left alone like touched ones
   * @throws OPERATION_NOT_FOUND, ALREADY_UNDONE
   */
  undo(id: string, by: Author, may?: (fields: StoreFields) => boolean): Promise<Undone>;
}

export type KeptHolidaySet = { readonly id: string } & HolidaySetInput;

export interface HolidaySetRepository {
  /** In the order of their making. */
  all(): Promise<KeptHolidaySet[]>;
  get(id: string): Promise<KeptHolidaySet | undefined>;
  add(set: HolidaySetInput, by: Author): Promise<KeptHolidaySet>;
  /** Undefined when there is none of that id. Stores keep the days they have: apply it again. */
  replace(id: string, set: HolidaySetInput, by: Author): Promise<KeptHolidaySet | undefined>;
  remove(id: string, by: Author): Promise<void>;
}

/** The answers of requests that must not be carried out twice. */
export interface AnswerRepository {
  /**
   * Takes the key for a request, or tells what became of it.
   * @param fingerprint  the same for the same request
   */
  begin(key: string, actor: string, fingerprint: string): Promise<KeptAnswer>;
  finish(key: string, actor: string, answer: Answer): Promise<void>;
  /** The request failed: the key can be used again, unless it has done something. */
  giveUp(key: string, actor: string): Promise<void>;
  /** Forgets what is older. */
  purge(before: Date): Promise<void>;
}
export type Answer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
};
export type KeptAnswer =
  | { readonly state: 'new' }
  | { readonly state: 'answered'; readonly answer: Answer }
  | { readonly state: 'under-way' }
  /** Its node ended after the operation and before the answer was kept. */
  | { readonly state: 'done'; readonly operation: string }
  | { readonly state: 'other-request' };
