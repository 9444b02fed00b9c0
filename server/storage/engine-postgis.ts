// PostgreSQL with PostGIS through pg. The only file with SQL or habits that PostgreSQL alone has, together with what it is
// made of: postgres-pool.ts, nearest-by-knn.ts, revision-listener.ts and copy-text.ts.
import {
  CompiledQuery,
  type DatabaseConnection,
  type DatabaseMetadataOptions,
  type DataTypeNode,
  Kysely,
  PostgresDialect,
  type PostgresDialectConfig,
  PostgresDriver,
  PostgresIntrospector,
  PostgresQueryCompiler,
  sql,
  type TransactionSettings,
} from 'kysely';
import type { Migration } from 'kysely/migration';
import { queryTracing } from '../tracing/tracing.ts';
import { commitOutcome, TRANSACTION_MARK, type TransactionMark } from './commit-outcome.ts';
import { copyText } from './copy-text.ts';
import { DatabaseWire } from './database-wire.ts';
import type { Engine, TableShape } from './engine.ts';
import { CommitUncertain } from './errors.ts';
import { faultOf } from './fault.ts';
import { toJson } from './json.ts';
import { nearestByKnn, nearestVersionsByKnn } from './nearest-by-knn.ts';
import { type CountedPool, openPool, type PoolLimits } from './postgres-pool.ts';
import { kyselyThrough, ReplicaReader } from './replica-reader.ts';
import { listenForRevisions, REVISION_CHANNEL } from './revision-listener.ts';
import type { Tables } from './tables.ts';

/** Writes stand in line, so few connections do; a large import may keep others waiting for minutes. */
const WRITER = { max: 4, statementTimeout: 600_000 };
const READER = { max: 10, statementTimeout: 30_000 };
/** A replica that does not answer is not waited for: the primary does. */
const REPLICA = { ...READER, answersWithin: 10_000 };

/** COPY asks the server twice: for fewer rows an ordinary insert, prepared, is quicker. */
const FEWEST_COPIED = 10;

/** Opens the database at a `postgres://` address, and a replica of it if there is one. */
export async function openPostgis(address: string, replicaAddress?: string): Promise<Engine> {
  const pools = new Map<string, CountedPool>();
  const wire = new DatabaseWire();
  const poolOf = (name: string, address: string, limits: PoolLimits, wire?: DatabaseWire) => {
    const pool = openPool(address, limits, wire);
    pools.set(name, pool);
    return pool;
  };
  const writer = kyselyOn({
    pool: poolOf('writer', address, WRITER, wire),
    begin: `begin; select pg_advisory_xact_lock(hashtext('nearby-stores'), hashtext(current_schema())), ${TRANSACTION_MARK}`,
    isMarked: true,
    onCreateConnection: prepare,
  });
  const readerOn = (name: string, address: string, limits: PoolLimits, wire?: DatabaseWire): Config => ({
    pool: poolOf(name, address, limits, wire),
    begin: 'begin isolation level repeatable read read only',
    onCreateConnection: warm,
  });
  const primary = readerOn('reader', address, READER, wire);
  const reader = kyselyOn(primary);
  const replica =
    replicaAddress && new ReplicaReader(kyselyOn(readerOn('replica', replicaAddress, REPLICA)), reader);
  const recent = replica ? kyselyThrough(replica, new PostgisDialect(primary)) : reader;
  try {
    await sql`select`.execute(writer);
  } catch (error) {
    await writer.destroy();
    throw error;
  }

  return {
    writer,
    reader,
    recent,
    seen: (revision) => {
      if (replica) replica.seen(revision);
    },
    migrations: { '001-catalogue-postgis': catalogue },
    async bulkInsert(transaction, table, rows) {
      const [first] = rows;
      if (first === undefined) return;
      if (rows.length < FEWEST_COPIED) {
        await transaction.insertInto(table).values(rows).execute();
        return;
      }
      const columns = Object.keys(first) as (keyof typeof first)[];
      const { sql: copy } =
        sql`copy ${sql.table(table)} (${sql.join(columns.map((column) => sql.ref(String(column))))}) from stdin`.compile(
          transaction,
        );
      await transaction.executeQuery(CompiledQuery.raw(copy, [copyText(columns, rows)]));
    },
    nearest: (from, query) => nearestByKnn(recent, from, query),
    nearestVersions: (from, query) => nearestVersionsByKnn(recent, from, query),
    fieldText: (...path) =>
      sql`(store_versions.fields::jsonb #>> ${sql.lit(`{${path.join(',')}}`)}) collate "C"`,
    like: (text, pattern) => sql`${text} like ${pattern}`,
    insideRings: (longitude, latitude, rings) =>
      sql`st_intersects(st_geomfromgeojson(${toJson({ type: 'Polygon', coordinates: rings })}), st_setsrid(st_makepoint(${longitude}, ${latitude}), 4326))`,
    onRevision: (listener) => listenForRevisions(address, wire, listener),
    snapshot: (read) => reader.transaction().execute(read),
    async tables() {
      const { rows } = await sql<TableShape>`
        select relname as name,
          array(select attname::text from pg_attribute
            where attrelid = tables.oid and attnum > 0 and not attisdropped and attgenerated = ''
            order by attnum) as columns,
          array(select attname::text from pg_index, unnest(indkey) with ordinality as part (attnum, place)
            join pg_attribute on attrelid = tables.oid and pg_attribute.attnum = part.attnum
            where indrelid = tables.oid and indisprimary order by place) as key,
          array(select distinct confrelid::regclass::text from pg_constraint
            where conrelid = tables.oid and contype = 'f') as "refersTo"
        from pg_class as tables
        where relkind in ('r', 'p') and relnamespace = current_schema()::regnamespace
          and relname not like 'kysely!_%' escape '!'
          and not exists (select from pg_depend where objid = tables.oid and deptype = 'e')
        order by relname`.execute(reader);
      return rows;
    },
    async probe() {
      const { rows } = await sql<{ reads_only: boolean; newest: string | null }>`
        select pg_is_in_recovery() or current_setting('transaction_read_only')::boolean as reads_only,
          (select at from store_versions order by revision desc limit 1) as newest`.execute(reader);
      const [first] = rows;
      if (first?.reads_only) throw Object.assign(new Error('the database is read-only'), { code: '25006' });
      return first?.newest ?? undefined;
    },
    connections: () => Array.from(pools, ([pool, { counts }]) => ({ pool, ...counts() })),
    async close() {
      if (recent !== reader) await recent.destroy();
      await reader.destroy();
      await writer.destroy();
    },
  };
}

/** What the shared step cannot say: extensions, their indexes, and the word to other nodes at each commit. */
const catalogue: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`do $$ begin
      if current_setting('server_encoding') <> 'UTF8' then
        raise exception 'the database must have the encoding UTF8';
      end if; end $$`.execute(db);
    await sql`create extension if not exists postgis`.execute(db);
    await sql`create extension if not exists pg_trgm`.execute(db);
    await sql`create index stores_by_ground on stores
      using gist ((st_makepoint(longitude, latitude)::geography)) where status = 'published'`.execute(db);
    await sql`create index stores_by_search_text on stores using gin (search_text gin_trgm_ops)`.execute(db);
    // It is checked for each row by a plan that is kept. One that was made while the tables were known to be empty was
    // seen to read the whole of store_versions_by_store every time: a write of 50,000 stores took two minutes, not seven
    // seconds. A store and its version are written in one transaction anyway.
    await sql`alter table stores drop constraint stores_revision_fkey`.execute(db);
    await sql`create function tell_revision() returns trigger language plpgsql as $$ begin
      perform pg_notify(${sql.lit(REVISION_CHANNEL)}, tg_table_schema || ' ' || new.revision);
      return null; end $$`.execute(db);
    await sql`create trigger tell_revision after update on last_revision for each row
      when (old.revision is distinct from new.revision) execute function tell_revision()`.execute(db);
  },
};

/** Compiling a plan takes longer than any of ours needs. */
const prepare = async (connection: DatabaseConnection) => {
  await connection.executeQuery(CompiledQuery.raw('set jit = off'));
};

/** The first question about geography takes a connection 20 times as long as the next. */
const warm = async (connection: DatabaseConnection) => {
  await prepare(connection);
  await connection.executeQuery(
    CompiledQuery.raw(
      'select st_dwithin(st_makepoint(0, 0)::geography, st_makepoint(1, 1)::geography, 1, false)',
    ),
  );
};

type Config = Omit<PostgresDialectConfig, 'pool'> & {
  readonly pool: CountedPool;
  readonly begin: string;
  /** `begin` answers what the transaction can be asked for by. */
  readonly isMarked?: boolean;
};

const kyselyOn = (config: Config) =>
  new Kysely<Tables>({ dialect: new PostgisDialect(config), ...queryTracing('postgresql') });

class PostgisDialect extends PostgresDialect {
  readonly #config: Config;
  constructor(config: Config) {
    super(config);
    this.#config = config;
  }
  override createDriver() {
    return new BeginningDriver(this.#config);
  }
  override createQueryCompiler() {
    return new BytewiseCompiler();
  }
  override createIntrospector(db: Kysely<unknown>) {
    return new SchemaIntrospector(db);
  }
}

/** Writers of all nodes take turns from the start, as SQLite's do: what a transaction read stays true until it ends. */
class BeginningDriver extends PostgresDriver {
  readonly #config: Config;
  readonly #marks = new WeakMap<DatabaseConnection, TransactionMark>();
  constructor(config: Config) {
    super(config);
    this.#config = config;
  }
  override async beginTransaction(connection: DatabaseConnection, _settings: TransactionSettings) {
    const { rows } = await connection.executeQuery<TransactionMark>(CompiledQuery.raw(this.#config.begin));
    if (this.#config.isMarked) this.#marks.set(connection, rows[0]!);
  }
  override async commitTransaction(connection: DatabaseConnection) {
    try {
      await super.commitTransaction(connection);
    } catch (error) {
      const mark = this.#marks.get(connection);
      if (mark === undefined || faultOf(error) !== 'unreachable') throw error;
      const outcome = await commitOutcome(this.#config.pool, mark);
      if (outcome === 'aborted') throw error;
      if (outcome === undefined) throw new CommitUncertain({ cause: error });
    }
  }
  /** Why it is rolled back is worth more than that the connection for it is gone. */
  override async rollbackTransaction(connection: Parameters<PostgresDriver['rollbackTransaction']>[0]) {
    await super.rollbackTransaction(connection).catch(() => {});
  }
}

/** Texts sort byte by byte, as in SQLite, whatever the database's own order is. */
class BytewiseCompiler extends PostgresQueryCompiler {
  protected override visitDataType(node: DataTypeNode) {
    super.visitDataType(node);
    if (node.dataType === 'text') this.append(' collate "C"');
  }
}

/** Only our own schema: the database may hold others, with tables of the same names. */
class SchemaIntrospector extends PostgresIntrospector {
  readonly #db: Kysely<unknown>;
  constructor(db: Kysely<unknown>) {
    super(db);
    this.#db = db;
  }
  override async getTables(options?: DatabaseMetadataOptions) {
    const { rows } = await sql<{ schema: string }>`select current_schema() as schema`.execute(this.#db);
    return (await super.getTables(options)).filter(({ schema }) => schema === rows[0]?.schema);
  }
}
