// Settings → app → listen → close on a signal.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { buildApp, builtPages } from './app.ts';
import { buildClientOrigin } from './client-origin/app.ts';
import { BadSettings, type Config, isLocalOnly, readConfig } from './config.ts';

/** Serves until a signal comes. `demo`: a catalogue that never held a store gets the demo stores. */
export async function serve({ demo }: { demo: boolean }): Promise<void> {
  const config = settings();
  const clientOrigin = isLocalOnly(config) ? await openClientOrigin(config, () => portOf(app)) : undefined;
  const app = buildApp({ config, log: process.stderr, clientPort: clientOrigin && portOf(clientOrigin) });
  closeOnSignal(async () => {
    await Promise.all([app.close(), clientOrigin?.close()]);
  });
  await app.ready();
  if (demo) {
    const { loadDemo } = await import('./demo/index.ts');
    await loadDemo(app.storage);
  }
  try {
    await app.listen({ port: config.port, host: config.host, listenTextResolver: () => 'listening' });
  } catch (error) {
    stop(whyNotListening(error, config));
  }
  console.log(welcome(app.listeningOrigin, demo));
}

/** Foreign plugin pages for the simulated client; a taken port costs those pages, never the service. */
async function openClientOrigin(
  { host, clientPort }: Config,
  pagePort: () => number,
): Promise<FastifyInstance | undefined> {
  const hostScript = readFileSync(join(builtPages, 'client', 'frame-host.js'), 'utf8');
  const origin = buildClientOrigin({ pagePort, hostScript });
  try {
    await origin.listen({ port: clientPort, host });
    return origin;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')) throw error;
    console.error(
      `Port ${clientPort} is taken: the simulated client runs without plugins of others; set CLIENT_PORT.`,
    );
    return undefined;
  }
}

function portOf(app: FastifyInstance): number {
  const address = app.server.address();
  if (address === null || typeof address === 'string')
    throw new Error('The service does not listen on a port');
  return address.port;
}

function settings(): Config {
  if (existsSync('.env')) process.loadEnvFile('.env');
  try {
    return readConfig(process.env);
  } catch (error) {
    if (error instanceof BadSettings) stop(error.message);
    throw error;
  }
}

function stop(sentence: string): never {
  console.error(sentence);
  process.exit(1);
}

/** Requests under way are answered first; whoever cannot wait for that sends a second signal. */
function closeOnSignal(close: () => Promise<void>) {
  let closing = false;
  const onSignal = async () => {
    if (closing) process.exit(130);
    closing = true;
    await close();
    process.exit(0);
  };
  process.on('SIGINT', onSignal).on('SIGTERM', onSignal);
}

function whyNotListening(error: unknown, { host, port }: Config): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE') {
    return `Another program already listens on ${host}:${port}: stop it, or set PORT to a free port.`;
  }
  if (code === 'EACCES') return `This user may not listen on port ${port}: set PORT to one above 1023.`;
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    return `This machine has no address ${host}: set HOST.`;
  throw error;
}

const welcome = (origin: string, demo: boolean) => `
Nearby Stores 附近门店${demo ? '（示例数据）' : ''}
  模拟客户端  Try it in the simulated client   ${origin}/client/
  插件页面    The page to register as a plugin ${origin}/plugin/
  接口文档    API documentation                ${origin}/api/docs
  首页        What is here                     ${origin}/
`;
