// What the rest of the server may ask of storage. Written once on Kysely (beside this file); what differs between
// the engines stands in engine.ts.

import type { Category } from '../../shared/category.ts';
import type { OpsSettings } from '../../shared/ops-settings.ts';
import type { Position } from '../../shared/position.ts';
import type { PluginSettings } from '../../shared/settings.ts';
import type { Store, StoreFields } from '../../shared/store.ts';
import type { Sort } from '../../shared/store-filter.ts';
import type { AccessRepository } from './access/contract.ts';
import type {
  Action,
  AnswerRepository,
  CatalogueRepository,
  HolidaySetRepository,
  OperationRepository,
  StoreConditions,
} from './catalogue/contract.ts';
import type { PoolState } from './engine.ts';
import type { FeatureRepository } from './features.ts';
import type { ImportRepository } from './imports/contract.ts';
import type { InsightRepository } from './insights/contract.ts';
import type { MediaRepository } from './media/contract.ts';
import type { QualityRepository } from './quality/contract.ts';
import type { WebhookRepository } from './webhooks/contract.ts';

/** Who wrote. */
export type Author = {
  readonly kind: 'system' | 'command' | 'user' | 'key';
  readonly name: string;
  /** The request that is to be carried out once: that it was is kept with the first operation it does. */
  readonly once?: OnceKey;
};

/** An Idempotency-Key, and whose it is. */
export type OnceKey = { readonly key: string; readonly actor: string };

/** A store as one write left it. `store` is undefined once it is not published any more, deleted included. */
export type PublishedChange = {
  readonly revision: number;
  readonly id: string;
  readonly store: Store | undefined;
};

/** One entry of a store's history: what it was made, when and by whom. */
export type StoreVersion = {
  readonly version: number;
  /** Undefined: this version removed the store. */
  readonly fields: StoreFields | undefined;
  readonly at: string;
  readonly by: Author;
  /** The operation that made it; null for what was written before there were any. */
  readonly operation: string | null;
};

export type NearStore = { readonly store: Store; readonly distanceMeters: number };

export type NearestStores = {
  /** Stores further away are left out; absent: however far. */
  readonly radiusMeters?: number | undefined;
  readonly limit: number;
  /** This category and those below it. */
  readonly category?: string | undefined;
  /** Their search text holds all of these, folded. */
  readonly words?: readonly string[] | undefined;
};

export type StorePut = {
  /** Absent: a new store gets an id of its own. */
  readonly id?: string;
  readonly fields: StoreFields;
  /** Refuse (VERSION_CONFLICT) unless the stored version is this one; 0: unless there is no such store. */
  readonly ifVersion?: number;
};

export type StoreListQuery = StoreConditions & {
  /** Absent: by id. */
  readonly sort?: Sort;
  readonly limit: number;
  /** `next` of the page before. */
  readonly cursor?: string;
};

export interface StoreRepository {
  /** Whatever its status; undefined when there is none. */
  get(id: string): Promise<Store | undefined>;
  /** In the order of `ids`; those that do not exist are left out. */
  getMany(ids: readonly string[]): Promise<Store[]>;
  /** In order, by id unless told otherwise; every store exactly once over the pages, inserts and deletes between them notwithstanding. */
  list(query: StoreListQuery): Promise<{ stores: Store[]; next: string | undefined }>;
  /**
   * Creates or replaces; all of them or none, durable when it resolves. Fields that are what they were make no new
   * version. Answers the stores as kept, in order.
   * @param action  what its operation is going to be told as; absent: `write`
   * @throws INVALID_STORE, INVALID_ID, REPEATED_ID, SID_TAKEN, VERSION_CONFLICT
   */
  put(puts: readonly StorePut[], by: Author, action?: Action): Promise<Store[]>;
  /** Answers how many existed. All or none. */
  remove(ids: readonly string[], by: Author, action?: Action): Promise<number>;
  /** Every published store as of one revision, in pages, by id. */
  published(): Promise<{ revision: number; stores: AsyncIterable<readonly Store[]> }>;
  /** What changed after `revision`, in its order, at most `limit`. */
  changesAfter(revision: number, limit: number): Promise<PublishedChange[]>;
  /**
   * Called after each commit, in revision order, before the writing call resolves; a commit of another process is told
   * soon after. A listener that throws is warned of and spoils nothing. Answers how to stop it.
   */
  watch(listener: (changes: readonly PublishedChange[]) => void): () => void;
  /** Published stores nearest to a WGS-84 position by ellipsoid distance, ties by id: from the database itself. */
  nearest(from: Position, query: NearestStores): Promise<NearStore[]>;
  /** The same in pages, as far as the caller goes on asking: for whoever leaves out what no database can judge. */
  byDistance(from: Position, query: Omit<NearestStores, 'limit'>): AsyncIterable<readonly NearStore[]>;
  /** The history of a store, removed ones included, newest first; put `fields` again to undo what came after. */
  versions(id: string): Promise<StoreVersion[]>;
}

export interface CategoryRepository {
  /** The shipped ones where nothing was decided; in the order of their first put. */
  all(): Promise<Category[]>;
  /** Adds or replaces, by id. @throws INVALID_CATEGORY */
  put(categories: readonly Category[], by: Author): Promise<void>;
  /** Published stores by category id; those of the categories below it count too, each store once. Zeros are left out. */
  counts(): Promise<Map<string, number>>;
}

export interface SettingsRepository {
  /** The defaults where nothing was decided. */
  plugin(): Promise<PluginSettings>;
  /** Replaces what is named, keeps the rest. @throws INVALID_SETTING */
  putPlugin(settings: Partial<PluginSettings>, by: Author): Promise<PluginSettings>;
  /** The same for what ops decide about their own work. */
  ops(): Promise<OpsSettings>;
  putOps(settings: Partial<OpsSettings>, by: Author): Promise<OpsSettings>;
}

export interface SecretRepository {
  /** 32 random bytes, made when they are first asked for; the same for every node, and from then on. */
  root(): Promise<Buffer>;
}

export interface Storage {
  readonly access: AccessRepository;
  readonly stores: StoreRepository;
  /** Drafts, filters and orders of the same stores. */
  readonly catalogue: CatalogueRepository;
  readonly operations: OperationRepository;
  readonly answers: AnswerRepository;
  readonly holidaySets: HolidaySetRepository;
  /** Files of stores on their way in. */
  readonly imports: ImportRepository;
  readonly categories: CategoryRepository;
  readonly features: FeatureRepository;
  readonly insights: InsightRepository;
  /** Pictures of stores. */
  readonly media: MediaRepository;
  readonly quality: QualityRepository;
  readonly settings: SettingsRepository;
  readonly secrets: SecretRepository;
  readonly webhooks: WebhookRepository;
  /**
   * Reads and writes without changing anything; `thorough` looks at every page, where the database can. Answers when the
   * newest change was made. Throws whatever keeps it from that.
   */
  probe(thorough: boolean): Promise<string | undefined>;
  /** The database's pools of connections as they are now. */
  connections(): PoolState[];
  close(): Promise<void>;
}
