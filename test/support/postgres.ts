// A PostgreSQL with PostGIS of a test's own: in a temporary folder, reached through a socket there, gone afterwards.
import { execFileSync, spawn } from 'node:child_process';
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
  /** Stops the server as a power cut would, and starts it again. */
  crash(): Promise<void>;
  close(): Promise<void>;
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
  // The folder lets nobody else in, and nothing listens on a port.
  const options = {
    listen_addresses: '',
    unix_socket_directories: folder,
    max_connections: '200',
    ...settings,
  };

  async function start() {
    const server = spawn(
      join(programs, 'postgres'),
      ['-D', data, ...Object.entries(options).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
      { ...as, stdio: ['ignore', 'ignore', 'pipe'] },
    );
    const ready = Promise.withResolvers<void>();
    let said = '';
    server.stderr.setEncoding('utf8').on('data', (text: string) => {
      said = (said + text).slice(-4_000);
      if (said.includes('database system is ready to accept connections')) ready.resolve();
    });
    server.once('exit', (code) => ready.reject(new Error(`PostgreSQL ended with ${code}: ${said}`)));
    const killed = () => void server.kill('SIGKILL');
    process.once('exit', killed);
    await ready.promise;
    return async (signal: 'SIGINT' | 'SIGQUIT') => {
      const ended = once(server, 'exit');
      server.kill(signal);
      await ended;
      process.off('exit', killed);
    };
  }

  let stop = await start();
  let schemas = 0;
  const address = `postgres://postgres@${encodeURIComponent(folder)}/postgres`;

  async function run(sql: string): Promise<Record<string, unknown>[]> {
    const client = new Client(address);
    await client.connect();
    try {
      return (await client.query(sql)).rows;
    } finally {
      await client.end();
    }
  }
  await run('create extension postgis; create extension pg_trgm');

  return {
    run,
    async schema() {
      const name = `test_${++schemas}`;
      await run(`create schema ${name}`);
      return `${address}?options=${encodeURIComponent(`-c search_path=${name},public`)}`;
    },
    async crash() {
      await stop('SIGQUIT');
      stop = await start();
    },
    async close() {
      await stop('SIGINT');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The folder of initdb and postgres, the newest where there are several. */
function postgresPrograms(): string {
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
