// What the database holds after a kill, compared with what was acknowledged.
import { DatabaseSync } from 'node:sqlite';
import { expect } from 'vitest';
import { type Entry, type ImportEntry, ROWS_OF_AN_IMPORT, type Round } from './writers.ts';

export type Rows = Record<string, unknown>[];

/** The database itself, past everything that the service does; one statement both engines know. */
export type Look = { run(sql: string): Promise<Rows>; close(): void };

/** Opening it recovers it as a restart would. Asserts that its pages are sound. */
export function lookIntoSqlite(file: string): Look {
  const database = new DatabaseSync(file);
  expect(database.prepare('pragma integrity_check').all()).toEqual([{ integrity_check: 'ok' }]);
  expect(database.prepare('pragma foreign_key_check').all()).toEqual([]);
  return { run: async (sql) => database.prepare(sql).all() as Rows, close: () => database.close() };
}

type Version = {
  readonly id: string;
  readonly name: string | undefined;
  readonly branch: string | undefined;
};

export class Ledger {
  /** Everything up to this revision was looked at. */
  #revision = 0;
  readonly #imports: ImportEntry[] = [];
  readonly #written: Entry[] = [];

  /** What stands there before the first round. */
  async begin({ run }: Look): Promise<void> {
    const [last] = await run('select revision from last_revision');
    this.#revision = Number(last?.revision);
  }

  /** Asserts that the round left what it was told, and nothing that it did not write. */
  async check({ run }: Look, { entries, imports }: Round): Promise<void> {
    this.#imports.push(...imports);
    this.#written.push(...entries.filter(({ acknowledged }) => acknowledged));
    const versions = await this.#newVersions(run);
    const drafts = await this.#drafts(run, entries);
    for (const entry of entries) {
      const { kind, mark, id, acknowledged } = entry;
      const found =
        kind === 'draft'
          ? drafts.has(`${id} ${mark}`)
            ? 1
            : 0
          : versions.filter((version) =>
              kind === 'delete'
                ? version.id === id && version.name === undefined
                : version.name === mark && (id === undefined || version.id === id),
            ).length;
      // Once if it was acknowledged; if it was not, once or never.
      expect(found, `${JSON.stringify(entry)} is there`).toBe(acknowledged ? 1 : Math.min(found, 1));
    }
    this.#explain(versions, entries);
    await this.#wholeImports(run);
    await sound(run);
  }

  /** Asserts that imports are there by the end which were confirmed. Answers how many are not yet. */
  async unfinishedImports({ run }: Look): Promise<number> {
    const [row] = await run(`select count(*) as n from imports where state in ('applying')`);
    return Number(row?.n);
  }

  async checkAtEnd(look: Look): Promise<void> {
    const applied = await this.#wholeImports(look.run);
    for (const { mark, confirmed } of this.#imports) {
      if (confirmed) expect(applied.has(mark), `the import ${mark} is applied`).toBe(true);
    }
    const marks = new Set(
      (await look.run(`select fields from store_versions where fields is not null`)).map(
        ({ fields }) => JSON.parse(String(fields)).name,
      ),
    );
    const kept = this.#written.filter(({ kind }) => kind !== 'delete' && kind !== 'draft');
    expect(kept.filter(({ mark }) => !marks.has(mark))).toEqual([]);
    await sound(look.run);
  }

  get counts() {
    const done = this.#imports.filter(({ done }) => done).length;
    return { acknowledged: this.#written.length, imports: this.#imports.length, importsAcknowledged: done };
  }

  async #newVersions(run: Look['run']): Promise<Version[]> {
    const rows = await run(
      `select revision, store_id, fields from store_versions where revision > ${this.#revision} order by revision`,
    );
    // Without gaps, as every reader of changes relies on.
    expect(rows.map(({ revision }) => Number(revision))).toEqual(
      rows.map((_, index) => this.#revision + 1 + index),
    );
    this.#revision += rows.length;
    return rows.map(({ store_id, fields }) => {
      const store = fields === null ? undefined : JSON.parse(String(fields));
      return { id: String(store_id), name: store?.name, branch: store?.branch };
    });
  }

  async #drafts(run: Look['run'], entries: readonly Entry[]): Promise<Set<string>> {
    const ids = entries.flatMap(({ kind, id }) => (kind === 'draft' ? [`'${id}'`] : []));
    if (ids.length === 0) return new Set();
    const rows = await run(
      `select store_id, fields from draft_versions where fields is not null and store_id in (${ids.join()})`,
    );
    return new Set(rows.map(({ store_id, fields }) => `${store_id} ${JSON.parse(String(fields)).name}`));
  }

  /** Every version was written by somebody, and carries one mark. */
  #explain(versions: readonly Version[], entries: readonly Entry[]): void {
    const marks = new Set([...entries, ...this.#imports].map(({ mark }) => mark));
    const deleted = new Set(entries.flatMap(({ kind, id }) => (kind === 'delete' ? [id] : [])));
    for (const { id, name, branch } of versions) {
      expect(branch, `of ${id}`).toBe(name);
      expect(name === undefined ? deleted.has(id) : marks.has(name), `${id} ${name} was written`).toBe(true);
    }
  }

  /** Whole or not at all. Answers the marks of those that are there. */
  async #wholeImports(run: Look['run']): Promise<Set<string>> {
    const rows = await run(`select sid from stores where sid like 'round%'`);
    const counts = new Map<string, number>();
    for (const { sid } of rows) {
      const mark = String(sid).replace(/-\d+$/, '');
      counts.set(mark, (counts.get(mark) ?? 0) + 1);
    }
    for (const { mark, done } of this.#imports) {
      const found = counts.get(mark) ?? 0;
      expect(found, `rows of the import ${mark}`).toBe(done || found > 0 ? ROWS_OF_AN_IMPORT : 0);
    }
    return new Set(counts.keys());
  }
}

/** What holds of every catalogue: what is derived from the versions agrees with them. */
async function sound(run: Look['run']): Promise<void> {
  const faults = {
    'a store that is not its last version': `select s.id from stores s left join store_versions v on v.revision = s.revision
       where v.store_id is null or v.store_id <> s.id or v.fields is null`,
    'a last version without its store': `select v.store_id as id from store_versions v
       join (select store_id, max(version) as version from store_versions group by store_id) l
         on l.store_id = v.store_id and l.version = v.version
       left join stores s on s.id = v.store_id
       where v.fields is not null and (s.id is null or s.revision <> v.revision)`,
    'a store without its category': `select s.id from stores s where not exists
       (select 1 from store_categories c where c.store_id = s.id)`,
    'a version without its operation': `select v.store_id as id from store_versions v
       left join operations o on o.id = v.operation where v.operation is not null and o.id is null`,
    'a counter that is not the last revision': `select l.revision as id from last_revision l
       where l.revision <> (select max(revision) from store_versions)`,
  };
  for (const [fault, sql] of Object.entries(faults)) expect(await run(sql), fault).toEqual([]);
}
