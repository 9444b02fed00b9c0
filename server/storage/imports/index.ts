import { sql, type UpdateObject } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import type { Rejected } from '../../import/judged.ts';
import type { ImportOptions } from '../../import/options.ts';
import type { Engine } from '../engine.ts';
import { ImportTooLarge } from '../errors.ts';
import { fromJson, toJson } from '../json.ts';
import type { Tables } from '../tables.ts';
import type { WriteLine } from '../write-line.ts';
import { applyImport } from './apply.ts';
import type { ImportJob, ImportRepository, ImportState } from './contract.ts';
import { keepBytes, keptBytes } from './file-bytes.ts';
import { openGeocoding } from './geocoding.ts';
import { openLookup } from './lookup.ts';
import { judgedPages, nextPage, PageWriter } from './pages.ts';
import { IMPORT_COLUMNS, jobOf } from './rows.ts';

/** A file that nobody confirms is kept for a week, and what is over for a month. */
const DAY_MS = 24 * 60 * 60_000;
const KEPT_MS = 7 * DAY_MS;
const REMEMBERED_MS = 30 * DAY_MS;
/** A node that says nothing for so long has died; another one carries on. */
const LEASE_MS = 30_000;

export function openImports(engine: Engine, line: WriteLine): ImportRepository {
  const { writer } = engine;
  const writers = new Map<string, PageWriter>();

  const now = () => new Date().toISOString();
  const after = (milliseconds: number) => new Date(Date.now() + milliseconds).toISOString();

  async function get(id: string): Promise<ImportJob | undefined> {
    const row = await writer
      .selectFrom('imports')
      .select(IMPORT_COLUMNS)
      .where('id', '=', id)
      .executeTakeFirst();
    return row && jobOf(row);
  }

  /** Changes the job if it is in one of these states, and of the generation and node where they are given. */
  async function change(
    id: string,
    states: readonly ImportState[],
    set: UpdateObject<Tables, 'imports'>,
    { generation, node }: { generation?: number; node?: string } = {},
  ): Promise<ImportJob | undefined> {
    let update = writer
      .updateTable('imports')
      .set({ ...set, updated_at: now() })
      .where('id', '=', id)
      .where('state', 'in', states);
    if (generation !== undefined) update = update.where('generation', '=', generation);
    if (node !== undefined) update = update.where('node', '=', node);
    const row = await update.returning(IMPORT_COLUMNS).executeTakeFirst();
    return row && jobOf(row);
  }

  const toBeRead = (options?: ImportOptions) => ({
    state: 'reading',
    ...(options && { options: toJson(options) }),
    summary: null,
    refusal: null,
    progress: null,
    confirmation: null,
    node: null,
    lease_until: null,
    expires_at: after(KEPT_MS),
  });
  const ours = (job: ImportJob, node: string) => ({ generation: job.generation, node });
  const free = { node: null, lease_until: null, progress: null };

  return {
    async receive({ fileName, options, limits, pieces, most }, by) {
      const id = uuidv7();
      const at = now();
      await writer
        .insertInto('imports')
        .values({
          id,
          state: 'uploading',
          file_name: fileName,
          bytes: 0,
          options: toJson(options),
          limits: limits ? toJson(limits) : null,
          generation: 1,
          summary: null,
          refusal: null,
          progress: null,
          confirmation: null,
          operation: null,
          node: null,
          lease_until: null,
          created_at: at,
          updated_at: at,
          expires_at: after(DAY_MS),
          by_kind: by.kind,
          by_name: by.name,
        })
        .execute();
      try {
        const bytes = await keepBytes(writer, id, pieces, most);
        if (bytes > most) throw new ImportTooLarge(Math.floor(most / 1_000_000));
        return (await change(id, ['uploading'], { ...toBeRead(), bytes }))!;
      } catch (error) {
        await writer.deleteFrom('imports').where('id', '=', id).execute();
        throw error;
      }
    },
    get,
    async list(limit) {
      const rows = await writer
        .selectFrom('imports')
        .select(IMPORT_COLUMNS)
        .where('state', '<>', 'uploading')
        .orderBy('created_at', 'desc')
        .orderBy('id', 'desc')
        .limit(limit)
        .execute();
      return rows.map(jobOf);
    },
    source: ({ id, bytes }) => keptBytes(writer, id, bytes),
    decide: (id, options) =>
      change(id, ['reading', 'ready', 'refused', 'failed'], {
        ...toBeRead(options),
        generation: sql`generation + 1`,
      }),
    confirm: (id, generation, confirmation) =>
      change(id, ['ready'], { state: 'applying', confirmation: toJson(confirmation) }, { generation }),
    async cancel(id) {
      const cancelled = await change(id, ['reading', 'ready', 'refused', 'failed'], {
        ...free,
        state: 'cancelled',
      });
      if (cancelled) {
        await writer.deleteFrom('import_bytes').where('import_id', '=', id).execute();
        await writer.deleteFrom('import_pages').where('import_id', '=', id).execute();
      }
      return cancelled;
    },

    async claim(node) {
      const row = await writer
        .updateTable('imports')
        .set({ node, lease_until: after(LEASE_MS) })
        .where('id', '=', (waiting) =>
          waiting
            .selectFrom('imports as waiting')
            .select('waiting.id')
            .where('waiting.state', 'in', ['reading', 'applying'])
            .where((each) =>
              each.or([each('waiting.lease_until', 'is', null), each('waiting.lease_until', '<', now())]),
            )
            .orderBy('waiting.updated_at')
            .limit(1),
        )
        // Asked again when the row is locked: another node may have been quicker.
        .where((each) => each.or([each('lease_until', 'is', null), each('lease_until', '<', now())]))
        .returning(IMPORT_COLUMNS)
        .executeTakeFirst();
      return row && jobOf(row);
    },
    async renew(job, node, progress) {
      const set = { progress: toJson(progress), lease_until: after(LEASE_MS) };
      return (await change(job.id, ['reading', 'applying'], set, ours(job, node))) !== undefined;
    },
    async clearPages(id) {
      writers.delete(id);
      await writer.deleteFrom('import_pages').where('import_id', '=', id).execute();
    },
    async addPages({ id }, judged) {
      const pageWriter = writers.get(id) ?? new PageWriter(engine, id);
      writers.set(id, pageWriter);
      await pageWriter.add(judged);
    },
    async ready(job, node, summary) {
      await writers.get(job.id)?.end();
      writers.delete(job.id);
      await change(
        job.id,
        ['reading'],
        { ...free, state: 'ready', summary: toJson(summary) },
        ours(job, node),
      );
    },
    async refuse(job, node, refusal, summary) {
      writers.delete(job.id);
      const told = { refusal: toJson(refusal), summary: summary ? toJson(summary) : null };
      await change(job.id, ['reading'], { ...free, ...told, state: 'refused' }, ours(job, node));
    },
    async fail(job, node) {
      writers.delete(job.id);
      await change(job.id, ['reading', 'applying'], { ...free, state: 'failed' }, ours(job, node));
    },
    async apply(job, onStores) {
      await line.writtenUpTo(() => applyImport(engine, job, onStores));
    },
    async lookAgain(job, node) {
      const { confirmation: _, ...again } = toBeRead();
      await change(job.id, ['applying'], { ...again, generation: job.generation + 1 }, ours(job, node));
    },

    page: (id, query) => nextPage(writer, id, query),
    async *rejected(id) {
      for await (const rows of judgedPages(writer, id, ['reject'])) yield rows as Rejected[];
    },

    async mappingFor(signature) {
      const row = await writer
        .selectFrom('import_mappings')
        .select('mapping')
        .where('signature', '=', signature)
        .executeTakeFirst();
      return row && fromJson(row.mapping);
    },
    async rememberMapping(signature, mapping) {
      const row = { mapping: toJson(mapping), at: now() };
      await writer
        .insertInto('import_mappings')
        .values({ signature, ...row })
        .onConflict((known) => known.column('signature').doUpdateSet(row))
        .execute();
    },

    ...openLookup(engine),
    ...openGeocoding(engine),

    async purge(at) {
      const over = new Date(at.getTime() - REMEMBERED_MS).toISOString();
      await writer
        .deleteFrom('imports')
        .where((row) =>
          row.or([
            row.and([row('expires_at', '<', at.toISOString()), row('state', 'not in', ['done', 'applying'])]),
            row('updated_at', '<', over),
          ]),
        )
        .execute();
    },
  };
}
