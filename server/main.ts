// Settings → app → listen → close on a signal.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { firstAdminPath } from './access/first-admin.ts';
import { buildApp, builtPages } from './app.ts';
import { buildClientOrigin } from './client-origin/app.ts';
import { type Config, isLocalOnly, readConfig } from './config.ts';
import { CannotStart, isForPeople } from './errors.ts';
import { frameHostPath } from './plugins/web-pages.ts';
import { openStorage } from './storage/index.ts';
import { startTracing } from './tracing/tracing.ts';
import { isWorker, listensAtOnce, onClosed, startWorkers, tellReady } from './workers.ts';

type Closing = { close(): Promise<unknown> };

type ServeOptions = {
  /** A catalogue that never held a store gets the demo stores. */
  readonly demo: boolean;
  /** For development: open pages reload after a restart. */
  readonly reload?: boolean;
};

/** Serves until a signal comes, in as many processes as the settings say. */
export async function serve(options: ServeOptions): Promise<void> {
  const open: Closing[] = [];
  closeOnSignal(open);
  try {
    if (existsSync('.env')) process.loadEnvFile('.env');
    const config = readConfig(process.env);
    // Before anything is opened that may be traced; the process that only starts others has nothing to trace.
    const tracing = isWorker || config.workers === 1 ? await startTracing(process.env) : undefined;
    if (tracing) open.push(tracing);
    if (isWorker) tellReady(await start(config, options, open));
    else if (config.workers === 1) {
      const address = await start(config, options, open);
      console.log(welcome(address, options.demo, await firstAdminAddress(config, address)));
    } else {
      const workers = await startWorkers(config.workers);
      open.push(workers);
      const { address } = workers;
      console.log(welcome(address, options.demo, await firstAdminAddress(config, address)));
    }
  } catch (error) {
    console.error(isForPeople(error) ? error.message : error);
    process.exit(1);
  }
}

/** Answers where the service listens; what must be closed is put into `open` as it opens. */
async function start(config: Config, { demo, reload }: ServeOptions, open: Closing[]): Promise<string> {
  let pagePort = config.port;
  const clientPort = isLocalOnly(config) ? await serveClientOrigin(config, () => pagePort, open) : undefined;
  const app = buildApp({
    config,
    clientPort,
    demo,
    reload,
    log: process.stderr,
    // At a terminal somebody works with the pages and needs no line for each of their requests.
    logLevel: process.stderr.isTTY ? 'warn' : 'info',
  });
  open.unshift(app);
  process.on('SIGUSR2', () => {
    app.log.level = nextLevel(app.log.level);
    app.log.warn(`The log says ${app.log.level} and worse from now on.`);
  });
  if (!listensAtOnce) {
    await app.ready();
    await app.nearby.start();
  }
  const address = await listen(app, config.host, config.port);
  pagePort = Number(new URL(address).port);
  await app.nearby.start();
  // The first callers find everything ready.
  app.describeApi();
  void app.compileSchemas();
  return address;
}

/** What the log says, and says after a signal: what somebody should look at, every request, everything. */
const LEVELS = ['warn', 'info', 'debug'];
const nextLevel = (level: string) => LEVELS[(LEVELS.indexOf(level) + 1) % LEVELS.length] ?? 'info';

/** The second origin of the simulated client. Without it only plugin pages of others are missing. */
async function serveClientOrigin(
  { host, clientPort }: Config,
  pagePort: () => number,
  open: Closing[],
): Promise<number | undefined> {
  const script = join(builtPages, frameHostPath);
  if (!existsSync(script)) return undefined;
  const origin = buildClientOrigin({ pagePort, hostScript: readFileSync(script, 'utf8') });
  open.push(origin);
  try {
    return Number(new URL(await listen(origin, host, clientPort, 'CLIENT_PORT')).port);
  } catch (error) {
    if (!(error instanceof CannotStart)) throw error;
    console.error(`${error.message} Until then the simulated client shows no plugin pages of others.`);
    return undefined;
  }
}

type Listening = { listen(options: { host: string; port: number }): Promise<string> };

async function listen(app: Listening, host: string, port: number, setting = 'PORT'): Promise<string> {
  try {
    return await app.listen({ host, port });
  } catch (error) {
    switch (error instanceof Error && 'code' in error ? error.code : undefined) {
      case 'EADDRINUSE':
        throw new CannotStart(
          `Another program listens on port ${port}: stop it, or set ${setting} to a free port.`,
        );
      case 'EACCES':
        throw new CannotStart(`This user may not listen on port ${port}: set ${setting} to one above 1023.`);
      case 'EADDRNOTAVAIL':
      case 'ENOTFOUND':
        throw new CannotStart(`This machine has no address ${host}: set HOST to one that it has.`);
      default:
        throw error;
    }
  }
}

/** Requests under way are answered first; whoever cannot wait for that sends a second signal. */
function closeOnSignal(open: readonly Closing[]) {
  let closing = false;
  const close = async () => {
    if (closing) return;
    closing = true;
    for (const each of open) await each.close();
    process.exit(0);
  };
  const onSignal = () => (closing ? process.exit(130) : close());
  process.on('SIGINT', onSignal).on('SIGTERM', onSignal);
  onClosed(close);
}

/** Where the first admin is made, once; undefined when there is a user. */
async function firstAdminAddress(
  { databaseUrl, dataDir, publicUrl }: Config,
  origin: string,
): Promise<string | undefined> {
  const storage = await openStorage(databaseUrl ?? dataDir);
  try {
    const path = await firstAdminPath(storage.access);
    return path && `${publicUrl ?? origin}${path}`;
  } finally {
    await storage.close();
  }
}

const welcome = (origin: string, demo: boolean, firstAdmin: string | undefined) => `
附近门店 Nearby Stores${demo ? '（示例数据 demo stores）' : ''}

  模拟客户端  try it in the simulated client     ${origin}/client/
  插件页面    the page to register as a plugin   ${origin}/plugin/
  门店管理    where ops keep the stores          ${origin}/console/
  接口文档    the API's documentation            ${origin}/api/docs
  首页        what is here                       ${origin}/
${firstAdmin ? `\n  创建第一个管理员  make the first admin, once, within 24 hours:\n  ${firstAdmin}\n` : ''}`;
