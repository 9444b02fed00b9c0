// What the rest of the server may ask of storage. Written once on Kysely (beside this file); what differs between
// the engines stands in engine.ts.
import type { Category } from '../../shared/category.ts';
import type { PluginSettings } from '../../shared/settings.ts';
import type { Store, StoreFields, StoreStatus } from '../../shared/store.ts';

/** Who wrote. */
export type Author = { readonly kind: 'system' | 'command' | 'user' | 'key'; readonly name: string };

/** A store as one write left it. `store` is undefined once it is not published any more, deleted included. */
export type PublishedChange = {
  readonly revision: number;
  readonly id: string;
  readonly store: Store | undefined;
};

export type StorePut = {
  /** Absent: a new store gets an id of its own. */
  readonly id?: string;
  readonly fields: StoreFields;
  /** Refuse (VERSION_CONFLICT) unless the stored version is this one. */
  readonly ifVersion?: number;
};

export type StoreListQuery = {
  readonly status?: StoreStatus;
  readonly category?: string;
  readonly sid?: string;
  /** Matches name, branch, address or sid. */
  readonly text?: string;
  /** [west, south, east, north] in WGS-84; west over east crosses the antimeridian. */
  readonly bbox?: readonly [number, number, number, number];
  readonly limit: number;
  /** `next` of the page before. */
  readonly cursor?: string;
};

export interface StoreRepository {
  /** Whatever its status; undefined when there is none. */
  get(id: string): Promise<Store | undefined>;
  /** In the order of `ids`; those that do not exist are left out. */
  getMany(ids: readonly string[]): Promise<Store[]>;
  /** By id; every store exactly once over the pages, inserts and deletes between them notwithstanding. */
  list(query: StoreListQuery): Promise<{ stores: Store[]; next: string | undefined }>;
  /** Creates or replaces; all of them or none, durable when it resolves. Answers the stores as kept, in order. */
  put(puts: readonly StorePut[], by: Author): Promise<Store[]>;
  /** Answers how many existed. All or none. */
  remove(ids: readonly string[], by: Author): Promise<number>;
  /** Every published store as of one revision. */
  published(): Promise<{ revision: number; stores: AsyncIterable<readonly Store[]> }>;
  /** What changed after `revision`, in its order, at most `limit`. */
  changesAfter(revision: number, limit: number): Promise<PublishedChange[]>;
  /** Called after each commit, in revision order, before the writing call resolves. Answers how to stop it. */
  watch(listener: (changes: readonly PublishedChange[]) => void): () => void;
}

export interface CategoryRepository {
  all(): Promise<Category[]>;
  put(categories: readonly Category[], by: Author): Promise<void>;
  /** Published stores by category id. */
  counts(): Promise<Map<string, number>>;
}

export interface SettingsRepository {
  /** The defaults where nothing was decided. */
  plugin(): Promise<PluginSettings>;
  putPlugin(settings: Partial<PluginSettings>, by: Author): Promise<PluginSettings>;
}

export interface Storage {
  readonly stores: StoreRepository;
  readonly categories: CategoryRepository;
  readonly settings: SettingsRepository;
  close(): Promise<void>;
}
