// `npm run dev`: builds the pages and restarts the service whenever a file changes; open pages reload themselves.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { watch } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
/** Editors write a file in several steps. */
const settledAfterMs = 100;

if (process.argv[2] === 'serve') {
  const { serve } = await import('./main.ts');
  await serve({ demo: true, reload: true });
} else {
  supervise();
}

function supervise() {
  let service = start();
  let timer: NodeJS.Timeout | undefined;
  let pagesChanged = false;
  let restarting: Promise<void> = Promise.resolve();
  const restart = async () => {
    await stop(service);
    if (pagesChanged)
      spawnSync(process.execPath, [join('web', 'build.ts')], {
        cwd: root,
        stdio: ['ignore', 'ignore', 'inherit'],
      });
    pagesChanged = false;
    service = start();
  };
  for (const folder of ['server', 'shared', 'web']) {
    watch(join(root, folder), { recursive: true }, (_event, name) => {
      if (name === null || name === 'dist' || name.startsWith(join('dist', '/'))) return;
      console.log(`${join(folder, name)} changed`);
      pagesChanged ||= folder !== 'server';
      clearTimeout(timer);
      timer = setTimeout(() => {
        restarting = restarting.then(restart);
      }, settledAfterMs);
    });
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, async () => {
      await stop(service);
      process.exit(0);
    });
  }
}

function start(): ChildProcess {
  return spawn(process.execPath, [import.meta.filename, 'serve'], { cwd: root, stdio: 'inherit' });
}

async function stop(service: ChildProcess) {
  if (service.exitCode !== null || service.signalCode !== null) return;
  service.kill();
  await once(service, 'exit');
}
