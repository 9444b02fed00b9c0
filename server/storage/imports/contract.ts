// What imports ask of storage: jobs that outlive a browser and a node, their files, what would become of each record,
// and the one write that applies it.
import type { Limits } from '../../../shared/access.ts';
import type { Mapping } from '../../../shared/import-fields.ts';
import type { Store } from '../../../shared/store.ts';
import type { ByteSource } from '../../import/byte-source.ts';
import type { Judged, PlannedPut, Rejected, Risk, Unchanged } from '../../import/judged.ts';
import type { ImportOptions } from '../../import/options.ts';
import type { FileReason } from '../../import/reasons.ts';
import type { ImportSummary } from '../../import/summary.ts';
import type { Geocoded, GeocoderName } from '../../upstream/geocoders.ts';
import type { Author } from '../repository.ts';

export const IMPORT_STATES = [
  'uploading',
  'reading',
  'ready',
  'refused',
  'applying',
  'done',
  'cancelled',
  'failed',
] as const;
export type ImportState = (typeof IMPORT_STATES)[number];

export type ImportProgress = {
  readonly records: number;
  /** From 0 to 1. */
  readonly share: number;
  readonly startedAt: string;
};

/** Who confirmed it, and whether what is shown to customers changes at once. */
export type Confirmation = { readonly by: Author; readonly publish: boolean };

export type ImportJob = {
  readonly id: string;
  readonly state: ImportState;
  readonly fileName: string;
  readonly bytes: number;
  readonly options: ImportOptions;
  /** Which stores whoever handed it in may write; undefined: all. */
  readonly limits: Limits | undefined;
  readonly generation: number;
  readonly summary: ImportSummary | undefined;
  readonly refusal: { readonly reason: FileReason; readonly message: string } | undefined;
  readonly progress: ImportProgress | undefined;
  readonly confirmation: Confirmation | undefined;
  /** The operation that it was applied as. */
  readonly operation: string | undefined;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly expiresAt: string;
  readonly by: Author;
};

/** Which judged records a page shows. */
export type PageQuery = {
  readonly outcome?: Judged['outcome'];
  readonly risk?: Risk;
  /** Only those with a doubt. */
  readonly doubtful?: boolean;
  /** `next` of the page before. */
  readonly cursor?: string;
};
export type KeptRow = PlannedPut | Rejected | Unchanged;

export interface ImportRepository {
  /**
   * Takes a file in, so that any node can look at it.
   * @throws IMPORT_TOO_LARGE when there are more than `most` bytes; what `pieces` throws. Nothing is kept then.
   */
  receive(
    file: {
      readonly fileName: string;
      readonly options: ImportOptions;
      readonly limits?: Limits | undefined;
      readonly pieces: AsyncIterable<Uint8Array>;
      readonly most: number;
    },
    by: Author,
  ): Promise<ImportJob>;
  get(id: string): Promise<ImportJob | undefined>;
  /** Last first. */
  list(limit: number): Promise<ImportJob[]>;
  /** The bytes of its file, read as they are asked for. */
  source(job: Pick<ImportJob, 'id' | 'bytes'>): ByteSource;
  /** New decisions: the file is looked at anew. Undefined when it is too late for them. */
  decide(id: string, options: ImportOptions): Promise<ImportJob | undefined>;
  /** What is to be done is to be done. Undefined when it is not ready. */
  confirm(id: string, generation: number, confirmation: Confirmation): Promise<ImportJob | undefined>;
  /** Undefined when it is too late. */
  cancel(id: string): Promise<ImportJob | undefined>;

  /** A job that waits, and is this node's now until its lease ends. */
  claim(node: string): Promise<ImportJob | undefined>;
  /** False: it is not ours any more, for somebody cancelled or decided anew. */
  renew(job: ImportJob, node: string, progress: ImportProgress): Promise<boolean>;
  /** Forgets what a former look has found. */
  clearPages(id: string): Promise<void>;
  addPages(job: ImportJob, judged: Iterable<KeptRow>): Promise<void>;
  ready(job: ImportJob, node: string, summary: ImportSummary): Promise<void>;
  refuse(
    job: ImportJob,
    node: string,
    refusal: NonNullable<ImportJob['refusal']>,
    summary?: ImportSummary,
  ): Promise<void>;
  fail(job: ImportJob, node: string): Promise<void>;
  /**
   * Writes what was confirmed: all of it in one transaction as one operation, or none.
   * @throws VERSION_CONFLICT, SID_TAKEN when the catalogue is another than the one that was looked at
   */
  apply(job: ImportJob, onStores: (stores: number) => void): Promise<void>;
  /** The catalogue has changed: it is looked at anew, and has to be confirmed again. */
  lookAgain(job: ImportJob, node: string): Promise<void>;

  /** Some of the judged records, the riskiest first. */
  page(
    id: string,
    query: PageQuery,
  ): Promise<{ readonly rows: readonly KeptRow[]; readonly next: string | undefined }>;
  /** All records that were refused, in pages. */
  rejected(id: string): AsyncIterable<readonly Rejected[]>;

  mappingFor(signature: string): Promise<Mapping | undefined>;
  rememberMapping(signature: string, mapping: Mapping): Promise<void>;

  /** Stores of these ids and of these keys, in any order. */
  find(ids: readonly string[], sids: readonly string[]): Promise<Store[]>;
  /** Whether there is no store at all. */
  isEmpty(): Promise<boolean>;
  /** Whether any key begins with a zero. */
  hasLeadingZeros(): Promise<boolean>;
  /** Published stores with a key, in pages, by id. */
  keyed(): AsyncIterable<readonly Store[]>;

  /** What an address was found to be before. */
  geocoded(address: string): Promise<Geocoded | undefined>;
  keepGeocoded(address: string, found: Geocoded): Promise<void>;
  /** Counts a question to a service; false: it has had `most` of them on that day. */
  useGeocoder(source: GeocoderName, day: string, most: number): Promise<boolean>;

  /** Forgets imports that are over for long, and files that nobody has confirmed in time. */
  purge(now: Date): Promise<void>;
}
