// Settings → app → listen → close on a signal.
import { existsSync } from 'node:fs';
import { buildApp } from './app.ts';
import { BadSettings, type Config, readConfig } from './config.ts';

/** Serves until a signal comes. `demo`: a catalogue that never held a store gets the demo stores. */
export async function serve({ demo }: { demo: boolean }): Promise<void> {
  const config = settings();
  const app = buildApp({ config, log: process.stderr });
  closeOnSignal(() => app.close());
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
