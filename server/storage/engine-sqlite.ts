// SQLite through node:sqlite. The only file with SQL, pragmas or habits that SQLite alone has.
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { setTimeout as delay, setImmediate as turn } from 'node:timers/promises';
import {
  CompiledQuery,
  type DatabaseConnection,
  Kysely,
  type QueryResult,
  SqliteAdapter,
  type SqliteDatabase,
  SqliteDialect,
  SqliteDriver,
  type SqliteStatement,
  sql,
} from 'kysely';
import { isInsideRings, type Rings } from '../../shared/rings.ts';
import { queryTracing } from '../tracing/tracing.ts';
import { chunks } from './chunks.ts';
import type { Engine } from './engine.ts';
import { fromJson, toJson } from './json.ts';
import { nearestByBox, nearestVersionsByBox } from './nearest-by-box.ts';
import type { Tables } from './tables.ts';

/** How long opening waits for another process, in milliseconds; SQLite stands still meanwhile, and the process with it. */
const BUSY_TIMEOUT = 5_000;
/** How long a write waits for another process's write, an import perhaps, in milliseconds; others are served meanwhile. */
const LONGEST_WAIT = 120_000;
const BETWEEN_ATTEMPTS = 5;
/** Pages that the writer keeps: with SQLite's own 2 MB an import takes the same pages of its indexes in and out again. */
const CACHE_KB = 16_000;
/** Rows that are written before others get their turn. */
const WRITTEN_AT_ONCE = 500;
const SQLITE_BUSY = 5;
const SQLITE_CORRUPT = 11;
/** How often to ask whether another process wrote, in milliseconds; asking takes microseconds. */
const FOREIGN_COMMIT_POLL = 250;

/**
 * Opens the file, or `:memory:` for a database that ends with the process.
 * Every commit is flushed to the disk before it is reported (`synchronous=FULL`), also in WAL mode.
 */
export function openSqlite(file: string): Engine {
  const inMemory = file === ':memory:';
  if (!inMemory) {
    mkdirSync(dirname(file), { recursive: true });
    // It keeps secrets: made here, it is for its owner alone, and SQLite makes its companions alike.
    closeSync(openSync(file, 'a', 0o600));
  }
  const database = new DatabaseSync(file, { timeout: BUSY_TIMEOUT });
  database.exec(
    `pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on; pragma busy_timeout = 0; pragma cache_size = -${CACHE_KB}`,
  );
  const writer = kyselyOn(database);
  // A database in memory belongs to its one connection.
  const reader = inMemory
    ? writer
    : kyselyOn(new DatabaseSync(file, { timeout: BUSY_TIMEOUT, readOnly: true }));

  return {
    writer,
    reader,
    recent: reader,
    seen() {},
    migrations: {},
    async bulkInsert(transaction, table, rows) {
      const [first] = rows;
      if (first === undefined) return;
      const columns = Object.keys(first) as (keyof typeof first)[];
      const { sql } = transaction
        .insertInto(table)
        .values(first as never)
        .compile();
      const statement = database.prepare(sql);
      for (const chunk of chunks(rows, WRITTEN_AT_ONCE)) {
        for (const row of chunk) statement.run(...columns.map((column) => row[column] as SQLInputValue));
        if (chunk.length === WRITTEN_AT_ONCE) await turn();
      }
    },
    nearest: (from, query) => nearestByBox(reader, from, query),
    nearestVersions: (from, query) => nearestVersionsByBox(reader, from, query),
    fieldText: (...path) => sql`store_versions.fields ->> ${sql.lit(`$.${path.join('.')}`)}`,
    like: (text, pattern) => sql`${text} glob ${globOf(pattern)}`,
    insideRings: (longitude, latitude, rings) =>
      sql`inside_rings(${longitude}, ${latitude}, ${toJson(rings)}) = 1`,
    onRevision(listener) {
      const dataVersion = database.prepare('pragma data_version');
      const lastRevision = database.prepare('select revision from last_revision');
      let seen = dataVersion.get()?.data_version;
      const poll = setInterval(() => {
        const now = dataVersion.get()?.data_version;
        if (now === seen) return;
        seen = now;
        listener(Number(lastRevision.get()?.revision));
      }, FOREIGN_COMMIT_POLL).unref();
      return async () => clearInterval(poll);
    },
    snapshot: (read) =>
      reader.connection().execute(async (connection) => {
        await sql`begin`.execute(connection);
        try {
          return await read(connection);
        } finally {
          await sql`commit`.execute(connection);
        }
      }),
    async tables() {
      const { rows } = await sql<TableRow>`
        select name,
          (select json_group_array(name) from pragma_table_info(tables.name)) as columns,
          (select json_group_array(name order by pk) from pragma_table_info(tables.name) where pk > 0) as key,
          (select json_group_array(distinct "table") from pragma_foreign_key_list(tables.name)) as refers_to
        from sqlite_schema as tables
        where type = 'table' and name not like 'sqlite!_%' escape '!' and name not like 'kysely!_%' escape '!'
        order by name`.execute(reader);
      return rows.map(({ name, columns, key, refers_to }) => ({
        name,
        columns: fromJson(columns),
        key: fromJson(key),
        refersTo: fromJson(refers_to),
      }));
    },
    probe: async (thorough) => (inMemory ? undefined : probe(file, thorough)),
    connections: () => [],
    async close() {
      if (reader !== writer) await reader.destroy();
      await writer.destroy();
    },
  };
}

/** By a connection of its own, so that nothing of it is left in ours. Another process that writes proves enough. */
function probe(file: string, thorough: boolean): string | undefined {
  const database = new DatabaseSync(file, { timeout: 0 });
  try {
    if (thorough) checkPages(database);
    try {
      database.exec(
        'pragma synchronous = full; begin immediate; update last_revision set revision = revision; commit',
      );
    } catch (error) {
      if (!isBusy(error)) throw error;
    }
    const newest = database.prepare('select at from store_versions order by revision desc limit 1').get();
    return newest && String(newest.at);
  } finally {
    database.close();
  }
}

function checkPages(database: DatabaseSync): void {
  const [first] = database.prepare('pragma quick_check(1)').all();
  const said = first?.quick_check ?? 'nothing';
  if (said !== 'ok') throw Object.assign(new Error(String(said)), { errcode: SQLITE_CORRUPT });
}

const isBusy = (error: unknown) =>
  error instanceof Error && 'errcode' in error && error.errcode === SQLITE_BUSY;

/** LIKE knows no case here; GLOB does. */
const globOf = (pattern: string): string =>
  pattern.replaceAll(/\\(.)|([%_])|([*?[])/gs, (_, escaped, wild, special) =>
    wild ? (wild === '%' ? '*' : '?') : bracketed(escaped ?? special),
  );
const bracketed = (character: string) => (/[*?[]/.test(character) ? `[${character}]` : character);

type TableRow = { name: string; columns: string; key: string; refers_to: string };

function kyselyOn(database: DatabaseSync): Kysely<Tables> {
  addInsideRings(database);
  return new Kysely<Tables>({
    dialect: new NodeSqliteDialect({ database: asKyselyWants(database) }),
    ...queryTracing('sqlite'),
  });
}

/** SQLite knows no polygons, and as an expression of its own one of 400 corners takes it seconds to read. */
function addInsideRings(database: DatabaseSync): void {
  let known = '';
  let rings: Rings = [];
  database.function(
    'inside_rings',
    { deterministic: true, directOnly: true },
    (longitude, latitude, text) => {
      if (text !== known) {
        known = String(text);
        rings = fromJson(known);
      }
      return isInsideRings([Number(longitude), Number(latitude)], rings) ? 1 : 0;
    },
  );
}

/** Kysely's own dialect, which speaks to better-sqlite3, on the statements of node:sqlite. */
class NodeSqliteDialect extends SqliteDialect {
  readonly #database: SqliteDatabase;
  constructor(config: { database: SqliteDatabase }) {
    super(config);
    this.#database = config.database;
  }
  override createDriver() {
    return new ImmediateDriver({ database: this.#database });
  }
  override createAdapter() {
    return new TransactionalDdlAdapter();
  }
}

/** Takes the write lock at the start: one that reads first may find, when it writes, that another process was quicker. */
class ImmediateDriver extends SqliteDriver {
  #patient: DatabaseConnection | undefined;
  override async acquireConnection() {
    this.#patient ??= new PatientConnection(await super.acquireConnection());
    return this.#patient;
  }
  override async beginTransaction(connection: DatabaseConnection) {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'));
  }
  /** A full or broken disk makes SQLite roll back by itself; what is to be told then is that, not that there is nothing left to roll back. */
  override async rollbackTransaction(connection: DatabaseConnection) {
    try {
      await super.rollbackTransaction(connection);
    } catch (error) {
      if (!(error instanceof Error && error.message.includes('no transaction is active'))) throw error;
    }
  }
}

/** Waits for another process's write without standing still, as SQLite's own waiting would. */
class PatientConnection implements DatabaseConnection {
  readonly #connection: DatabaseConnection;
  constructor(connection: DatabaseConnection) {
    this.#connection = connection;
  }
  async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    for (const until = Date.now() + LONGEST_WAIT; ; await delay(BETWEEN_ATTEMPTS * (0.5 + Math.random()))) {
      try {
        return await this.#connection.executeQuery<Row>(query);
      } catch (error) {
        if (!isBusy(error) || Date.now() > until) throw error;
      }
    }
  }
  streamQuery<Row>(query: CompiledQuery, chunkSize: number) {
    return this.#connection.streamQuery<Row>(query, chunkSize);
  }
}

/** SQLite can undo a half-done migration; Kysely does not count on it by itself. */
class TransactionalDdlAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl() {
    return true;
  }
}

function asKyselyWants(database: DatabaseSync): SqliteDatabase {
  const prepared = new Map<string, SqliteStatement>();
  return {
    close: () => database.close(),
    prepare(sql) {
      const known = prepared.get(sql);
      if (known) return known;
      const statement = adapted(database.prepare(sql));
      // Queries with lists of values have as many texts as lengths: keep no more than an ordinary day needs.
      if (prepared.size >= 200) prepared.clear();
      prepared.set(sql, statement);
      return statement;
    },
  };
}

function adapted(statement: StatementSync): SqliteStatement {
  const values = (parameters: readonly unknown[]) => parameters as readonly SQLInputValue[];
  return {
    reader: statement.columns().length > 0,
    all: (parameters) => statement.all(...values(parameters)),
    run: (parameters) => statement.run(...values(parameters)),
    iterate: (parameters) => statement.iterate(...values(parameters)),
  };
}
