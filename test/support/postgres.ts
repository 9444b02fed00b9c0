// A PostgreSQL with PostGIS of a test's own: in a temporary folder, reached through a socket there, gone afterwards.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, globSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { Client } from 'pg';

export type Postgres = {
  /** The address of an empty schema that nobody else has. */
  schema(): Promise<string>;
  /** One statement, as the superuser. */
  run(sql: string): Promise<Record<string, unknown>[]>;
  /** Stops the server as a power cut would. */
  cut(): Promise<void>;
  start(): Promise<void>;
  /** Another server that follows this one (streaming replication). It goes when this one is closed. */
  replica(): Promise<Replica>;
  close(): Promise<void>;
};

export type Replica = {
  /** The same schema there. */
  addressOf(address: string): string;
  /** One statement, as the superuser. */
  run(sql: string): Promise<Record<string, unknown>[]>;
  stop(): Promise<void>;
  start(): Promise<void>;
};

/**
 * Starts a server. `settings` as postgresql.conf would hold them.
 * @throws when there is none, saying what to install
 */
export async function startPostgres(settings: Readonly<Record<string, string>> = {}): Promise<Postgres> {
  const programs = postgresPrograms();
  const owner = unprivileged();
  const folder = mkdtempSync(join(tmpdir(), 'nearby-stores-pg-'));
  const data = join(folder, 'data');
  mkdirSync(data, { mode: 0o700 });
  if (owner) for (const path of [folder, data]) chownSync(path, owner.uid, owner.gid);
  const as = { cwd: folder, ...owner };
  execFileSync(
    join(programs, 'initdb'),
    ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8', '--no-sync'],
    { ...as, stdio: ['ignore', 'ignore', 'inherit'] },
  );
  const server = (home: string) => new Server(programs, home, as, settings);
  const main = server(folder);
  await main.start();
  let schemas = 0;
  const replicas: Server[] = [];
  const run = (sql: string) => main.run(sql);
  await run('create extension postgis; create extension pg_trgm');

  return {
    run,
    async schema() {
      const name = `test_${++schemas}`;
      await run(`create schema ${name}`);
      return `${main.address}?options=${encodeURIComponent(`-c search_path=${name},public`)}`;
    },
    cut: () => main.stop('SIGQUIT'),
    start: () => main.start(),
    async replica() {
      const home = join(folder, `replica-${replicas.length + 1}`);
      mkdirSync(home);
      if (owner) chownSync(home, owner.uid, owner.gid);
      execFileSync(
        join(programs, 'pg_basebackup'),
        [
          '-h',
          folder,
          '-U',
          'postgres',
          '-D',
          join(home, 'data'),
          '-R',
          '-X',
          'stream',
          '-c',
          'fast',
          '--no-sync',
        ],
        { ...as, stdio: ['ignore', 'ignore', 'inherit'] },
      );
      const replica = server(home);
      await replica.start();
      replicas.push(replica);
      return {
        addressOf: (address) => address.replace(main.address, replica.address),
        run: (sql) => replica.run(sql),
        stop: () => replica.stop('SIGINT'),
        start: () => replica.start(),
      };
    },
    async close() {
      for (const replica of replicas) await replica.stop('SIGINT');
      await main.stop('SIGINT');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A server in a folder of its own, with its data and its socket. */
class Server {
  readonly address: string;
  readonly #start: () => ChildProcess;
  #running: ChildProcess | undefined;
  readonly #killed = () => void this.#running?.kill('SIGKILL');

  constructor(
    programs: string,
    folder: string,
    as: { cwd: string; uid?: number; gid?: number },
    settings: Readonly<Record<string, string>>,
  ) {
    this.address = `postgres://postgres@${encodeURIComponent(folder)}/postgres`;
    // The folder lets nobody else in, and nothing listens on a port.
    const options = {
      listen_addresses: '',
      unix_socket_directories: folder,
      max_connections: '200',
      ...settings,
    };
    const args = Object.entries(options).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
    this.#start = () =>
      spawn(join(programs, 'postgres'), ['-D', join(folder, 'data'), ...args], {
        ...as,
        stdio: ['ignore', 'ignore', 'pipe'],
      });
  }

  async start(): Promise<void> {
    const server = this.#start();
    const ready = Promise.withResolvers<void>();
    let said = '';
    server.stderr?.setEncoding('utf8').on('data', (text: string) => {
      said = (said + text).slice(-4_000);
      if (/database system is ready to accept (read-only )?connections/.test(said)) ready.resolve();
    });
    server.once('exit', (code) => ready.reject(new Error(`PostgreSQL ended with ${code}: ${said}`)));
    this.#running = server;
    process.once('exit', this.#killed);
    await ready.promise;
  }

  /** SIGINT: at once and in order; SIGQUIT: as a power cut would. */
  async stop(signal: 'SIGINT' | 'SIGQUIT'): Promise<void> {
    const server = this.#running;
    if (!server || server.exitCode !== null || server.signalCode !== null) return;
    const ended = once(server, 'exit');
    server.kill(signal);
    await ended;
    process.off('exit', this.#killed);
  }

  async run(sql: string): Promise<Record<string, unknown>[]> {
    const client = new Client(this.address);
    await client.connect();
    try {
      return (await client.query(sql)).rows;
    } finally {
      await client.end();
    }
  }
}

/** The folder of initdb and postgres, the newest where there are several. */
export function postgresPrograms(): string {
  const found = [
    ...globSync('/usr/lib/postgresql/*/bin').sort((a, b) => versionOf(b) - versionOf(a)),
    ...(process.env.PATH ?? '').split(delimiter),
  ].find((folder) => existsSync(join(folder, 'initdb')) && hasPostgis(folder));
  if (found === undefined) {
    throw new Error(
      'These tests need PostgreSQL with PostGIS: on Debian and Ubuntu, apt-get install postgresql-15-postgis-3 (or of another version).',
    );
  }
  return found;
}

const versionOf = (folder: string) => Number(/\/(\d+)\/bin$/.exec(folder)?.[1] ?? 0);

const hasPostgis = (folder: string) =>
  existsSync(
    join(
      execFileSync(join(folder, 'pg_config'), ['--sharedir'], { encoding: 'utf8' }).trim(),
      'extension',
      'postgis.control',
    ),
  );

/** PostgreSQL refuses to run as root: then the user that Debian's package makes for it, or nobody. */
function unprivileged(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const id = (flag: string, user: string) => Number(execFileSync('id', [flag, user], { encoding: 'utf8' }));
  for (const user of ['postgres', 'nobody']) {
    try {
      return { uid: id('-u', user), gid: id('-g', user) };
    } catch {
      // There is no such user here.
    }
  }
  throw new Error('These tests start PostgreSQL, which refuses to run as root: run them as another user.');
}
