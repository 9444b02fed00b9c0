// An import told as a whole, for the command line: what becomes, or would become, of every record.
import { setTimeout as pause } from 'node:timers/promises';
import type { Datum } from '../../shared/datum.ts';
import type { ImportJob, PageQuery } from '../storage/imports/contract.ts';
import type { Author, Storage } from '../storage/repository.ts';
import { closeAbsent } from './absent.ts';
import type { AddressLookup } from './address-lookup.ts';
import { analyse } from './analysis.ts';
import type { ByteSource } from './byte-source.ts';
import type { Judged } from './judged.ts';
import { openTable } from './open-table.ts';
import type { ImportOptions } from './options.ts';
import { Pace, type RunnerProgress } from './pace.ts';
import { type FileReason, ImportRefused, type Issue, type RowReason, type WarningReason } from './reasons.ts';
import { ImportRunner } from './runner.ts';
import { storedCatalogue } from './stored-catalogue.ts';

export type ImportReport = {
  /** Why the whole file is refused; null: it is not. */
  readonly file: { readonly reason: FileReason; readonly message: string } | null;
  readonly encoding: string | null;
  readonly delimiter: string | null;
  readonly records: number;
  readonly create: number;
  readonly update: number;
  readonly unchanged: number;
  /** Stores that are not in the file; absent unless they are to be closed. */
  readonly close?: number;
  /** One for each refused record. */
  readonly rejected: readonly Issue<RowReason>[];
  readonly warnings: readonly Issue<WarningReason>[];
};

type Mutable = { -readonly [Name in keyof ImportReport]: ImportReport[Name] };
type OnProgress = (progress: RunnerProgress) => void;

/** What would be done; nothing is written. */
export async function lookedAt(
  storage: Storage,
  source: ByteSource,
  options: ImportOptions,
  lookUp: AddressLookup | undefined,
  onProgress: OnProgress,
): Promise<ImportReport> {
  const report = emptyReport();
  const lists = { rejected: [] as Issue<RowReason>[], warnings: [] as Issue<WarningReason>[] };
  try {
    const opened = await openTable(source, options);
    Object.assign(report, { encoding: opened.encoding, delimiter: opened.delimiter });
    const catalogue = await storedCatalogue(storage, undefined, lookUp);
    const analysis = analyse(opened, options, catalogue, new Date().toISOString());
    const pace = new Pace();
    for await (const { judged } of analysis.batches()) {
      report.records += judged.length;
      for (const each of judged) {
        if (each.outcome === 'create' || each.outcome === 'update' || each.outcome === 'unchanged') {
          report[each.outcome]++;
        }
      }
      collect(judged, lists);
      onProgress(pace.at(report.records, analysis.share()));
    }
    if (options.closeAbsent) {
      report.close = 0;
      const keyed = storage.imports.keyed();
      for await (const closings of closeAbsent(keyed, analysis.named, options.closeAbsentCeiling)) {
        report.close += closings.length;
      }
    }
  } catch (error) {
    if (!(error instanceof ImportRefused)) throw error;
    const { encoding, delimiter, records } = report;
    return { ...emptyReport(), encoding, delimiter, records, file: error };
  }
  return { ...report, ...lists };
}

type ImportFile = {
  readonly fileName: string;
  readonly source: ByteSource;
  readonly options: ImportOptions;
  readonly by: Author;
  /** Finds addresses; absent: nobody can. */
  readonly lookUp?: AddressLookup | undefined;
  /** Asked when nothing says what the coordinates are measured against. @throws ImportRefused */
  readonly askDatum: () => Promise<Datum>;
};

/** What was done. A file that is refused as a whole leaves nothing behind. */
export async function imported(
  storage: Storage,
  { fileName, source, options, by, lookUp, askDatum }: ImportFile,
  onProgress: OnProgress,
): Promise<ImportReport> {
  const { imports } = storage;
  const fail = (error: unknown) => {
    throw error;
  };
  const runner = new ImportRunner(storage, fail, lookUp);
  const pieces = source.read(0, source.size);
  const { id } = await imports.receive({ fileName, options, pieces, most: Number.MAX_SAFE_INTEGER }, by);
  try {
    let job = await settled(storage, runner, id, onProgress);
    if (job.state === 'ready' && job.summary?.needs.includes('datum')) {
      await imports.decide(id, { ...options, datum: await askDatum() });
      job = await settled(storage, runner, id, onProgress);
    }
    // Somebody may write between the look and the confirmation: then it is looked at again.
    for (let looks = 1; job.state === 'ready'; looks++) {
      if (looks > MOST_LOOKS) throw new Error(NEVER_AS_LOOKED_AT);
      await imports.confirm(id, job.generation, { by, publish: true });
      job = await settled(storage, runner, id, onProgress);
    }
    if (job.state !== 'done') await imports.cancel(id);
    if (job.state === 'refused') return { ...emptyReport(), file: job.refusal! };
    if (job.state !== 'done') throw new Error(`The import is ${job.state}`);
    return await reportOf(storage, job);
  } catch (error) {
    await imports.cancel(id);
    if (error instanceof ImportRefused) return { ...emptyReport(), file: error };
    throw error;
  } finally {
    await runner.close();
  }
}

/** Somebody who writes all the time. */
const MOST_LOOKS = 10;
const NEVER_AS_LOOKED_AT = `Nothing was written: ${MOST_LOOKS} times the stores were not as they had been when the file was looked at. Try again when nobody else writes.`;

/** How often to look whether it is over; a service that runs beside may be the one that carries it on. */
const LOOK_MS = 20;

async function settled(
  storage: Storage,
  runner: ImportRunner,
  id: string,
  onProgress: OnProgress,
): Promise<ImportJob> {
  for (;;) {
    runner.kick();
    const job = await storage.imports.get(id);
    if (!job) throw new Error('The import is gone');
    if (job.state !== 'reading' && job.state !== 'applying') return job;
    const progress = runner.progressOf(id);
    if (progress) onProgress(progress);
    await pause(LOOK_MS);
  }
}

async function reportOf(storage: Storage, { id, summary, options }: ImportJob): Promise<ImportReport> {
  const lists = { rejected: [] as Issue<RowReason>[], warnings: [] as Issue<WarningReason>[] };
  for await (const rows of pages(storage, id, { outcome: 'reject' })) collect(rows, lists);
  for await (const rows of pages(storage, id, { doubtful: true })) {
    collect(
      rows.filter(({ outcome }) => outcome !== 'reject'),
      lists,
    );
  }
  const byRecord = (a: Issue<unknown>, b: Issue<unknown>) => a.record - b.record;
  const { encoding, delimiter, records, create, update, unchanged, close } = summary!;
  return {
    file: null,
    encoding,
    delimiter,
    records,
    create,
    update,
    unchanged,
    ...(options.closeAbsent && { close }),
    rejected: lists.rejected.sort(byRecord),
    warnings: lists.warnings.sort(byRecord),
  };
}

async function* pages(storage: Storage, id: string, query: PageQuery): AsyncGenerator<readonly Judged[]> {
  for (let cursor: string | undefined; ; ) {
    const { rows, next } = await storage.imports.page(
      id,
      cursor === undefined ? query : { ...query, cursor },
    );
    yield rows;
    if (next === undefined) return;
    cursor = next;
  }
}

function collect(
  judged: readonly Judged[],
  { rejected, warnings }: { rejected: Issue<RowReason>[]; warnings: Issue<WarningReason>[] },
): void {
  for (const each of judged) {
    if (each.outcome === 'reject') rejected.push(each.issues[0]!);
    warnings.push(...each.warnings);
  }
}

const emptyReport = (): Mutable => ({
  file: null,
  encoding: null,
  delimiter: null,
  records: 0,
  create: 0,
  update: 0,
  unchanged: 0,
  rejected: [],
  warnings: [],
});
