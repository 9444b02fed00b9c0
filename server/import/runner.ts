// Carries imports on, whichever node they were handed to: looks at files, applies what was confirmed. One at a time, so
// that a node keeps answering meanwhile.
import { randomUUID } from 'node:crypto';
import type { Limits } from '../../shared/access.ts';
import { headerSignature } from '../../shared/import-fields.ts';
import type { Store } from '../../shared/store.ts';
import { isWithin } from '../access/actor.ts';
import { asJob, type Outcome } from '../jobs.ts';
import type { ImportJob } from '../storage/imports/contract.ts';
import type { Storage } from '../storage/repository.ts';
import { closeAbsent } from './absent.ts';
import type { AddressLookup } from './address-lookup.ts';
import { analyse } from './analysis.ts';
import { Description } from './description.ts';
import type { Judged } from './judged.ts';
import { type OpenedTable, openTable } from './open-table.ts';
import type { ImportOptions } from './options.ts';
import { Pace, type RunnerProgress } from './pace.ts';
import { ImportRefused } from './reasons.ts';
import { storedCatalogue } from './stored-catalogue.ts';

/** How often to ask for work that another node left, or that came in on another one. */
const POLL_MS = 3_000;
/** How often progress is told to the others, and the lease renewed. */
const TELL_MS = 1_000;
const PURGE_MS = 60 * 60_000;

export class ImportRunner {
  readonly #storage: Storage;
  readonly #warn: (error: unknown) => void;
  readonly #lookUp: AddressLookup | undefined;
  readonly #node = randomUUID();
  readonly #progress = new Map<string, RunnerProgress>();
  #timer: NodeJS.Timeout | undefined;
  #purged = 0;
  #working: Promise<void> | undefined;
  #isAskedAgain = false;
  #isClosed = false;

  /** @param lookUp  finds addresses; absent: nobody can */
  constructor(storage: Storage, warn: (error: unknown) => void, lookUp?: AddressLookup) {
    this.#storage = storage;
    this.#lookUp = lookUp;
    this.#warn = warn;
  }

  /** Looks for work now and then. */
  start(): void {
    this.#timer = setInterval(() => this.kick(), POLL_MS).unref();
    this.kick();
  }

  /** There may be work. */
  kick(): void {
    if (this.#isClosed) return;
    this.#isAskedAgain = true;
    this.#working ??= this.#work().finally(() => {
      this.#working = undefined;
    });
  }

  /** What this node knows of a job that it carries on; undefined when it is not this one. */
  progressOf(id: string): RunnerProgress | undefined {
    return this.#progress.get(id);
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    clearInterval(this.#timer);
    await this.#working;
  }

  async #work(): Promise<void> {
    while (this.#isAskedAgain && !this.#isClosed) {
      this.#isAskedAgain = false;
      try {
        for (;;) {
          const job = await this.#storage.imports.claim(this.#node);
          if (job === undefined) break;
          await asJob(
            `import ${job.state}`,
            () => this.run(job),
            (outcome) => outcome,
          );
          if (this.#isClosed) return;
        }
        if (Date.now() - this.#purged > PURGE_MS) {
          this.#purged = Date.now();
          await asJob('forget imports', () => this.#storage.imports.purge(new Date()));
        }
      } catch (error) {
        this.#warn(error);
      }
    }
  }

  /** Carries one step of a job out: the look at its file, or the write. A file that is refused has been looked at. */
  async run(job: ImportJob): Promise<Outcome> {
    const { imports } = this.#storage;
    try {
      if (job.state === 'applying') await this.#apply(job);
      else await this.#look(job);
    } catch (error) {
      if (error instanceof ImportRefused) {
        await imports.refuse(job, this.#node, { reason: error.reason, message: error.message });
      } else if (isConflict(error)) await imports.lookAgain(job, this.#node);
      else if (!this.#isClosed) {
        this.#warn(error);
        await imports.fail(job, this.#node);
        return 'failed';
      }
    } finally {
      this.#progress.delete(job.id);
    }
    return 'done';
  }

  async #look(job: ImportJob): Promise<void> {
    const { imports } = this.#storage;
    await imports.clearPages(job.id);
    const { opened, options } = await this.#open(job);
    const description = new Description(opened, options);
    const analysis = analyse(
      opened,
      options,
      await storedCatalogue(this.#storage, job.limits, this.#lookUp),
      job.createdAt,
    );
    const pace = new Pace();
    for await (const { rows, judged } of analysis.batches()) {
      description.add(rows, judged);
      await imports.addPages(job, judged.filter(isKept));
      if (!(await this.#tell(job, pace, description.records, analysis.share()))) return;
    }
    if (options.closeAbsent) {
      const keyed = keyedWithin(imports.keyed(), job.limits);
      for await (const closings of closeAbsent(keyed, analysis.named, options.closeAbsentCeiling)) {
        description.addClosed(closings);
        await imports.addPages(job, closings);
      }
    }
    const isStale = job.confirmation !== undefined;
    await imports.ready(job, this.#node, description.summary(analysis.needsDatum(), isStale));
  }

  /** A mapping that was decided is remembered; one that was not is what was decided for such a header before. */
  async #open(job: ImportJob): Promise<{ opened: OpenedTable; options: ImportOptions }> {
    const { imports } = this.#storage;
    const opened = await openTable(imports.source(job), job.options);
    if (job.options.mapping) return { opened, options: job.options };
    const remembered = await imports.mappingFor(headerSignature(opened.table.columns));
    return { opened, options: remembered ? { ...job.options, mapping: remembered } : job.options };
  }

  async #apply(job: ImportJob): Promise<void> {
    const { imports } = this.#storage;
    const { summary } = job;
    const all = summary ? summary.create + summary.update + summary.close : 0;
    const pace = new Pace();
    await imports.apply(job, (stores) => {
      this.#progress.set(job.id, pace.at(stores, all === 0 ? 1 : stores / all));
    });
    const mapping = Object.fromEntries(summary?.columns.map(({ name, field }) => [name, field]) ?? []);
    if (job.options.mapping && summary) {
      const columns = summary.columns.map(({ name }) => name);
      await imports.rememberMapping(
        headerSignature(columns),
        mapping as NonNullable<ImportOptions['mapping']>,
      );
    }
  }

  /** False when the job is not ours any more. */
  async #tell(job: ImportJob, pace: Pace, records: number, share: number): Promise<boolean> {
    this.#progress.set(job.id, pace.at(records, share));
    if (this.#isClosed) return false;
    if (!pace.isDue(TELL_MS)) return true;
    return this.#storage.imports.renew(job, this.#node, { records, share, startedAt: pace.startedAt });
  }
}

/** A file of one city says nothing of the others, which its owner may not close either. */
async function* keyedWithin(
  pages: AsyncIterable<readonly Store[]>,
  limits: Limits | undefined,
): AsyncGenerator<readonly Store[]> {
  for await (const stores of pages) yield limits ? stores.filter((store) => isWithin(limits, store)) : stores;
}

/** Unchanged records say something only when there is a doubt. */
const isKept = (judged: Judged) => judged.outcome !== 'unchanged' || judged.warnings.length > 0;

const isConflict = (error: unknown): boolean =>
  error instanceof Error &&
  'code' in error &&
  (error.code === 'VERSION_CONFLICT' || error.code === 'SID_TAKEN');
