import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export type Service = {
  /** `http://127.0.0.1:…` */
  readonly origin: string;
  readonly pid: number;
  /** Where it keeps what it keeps. */
  readonly folder: string;
  /** What it printed and logged so far. */
  said(): string;
  /** Asks it to end. Answers how it did. */
  stop(): Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
  close(): Promise<void>;
};

/** The whole service with the demo stores as a process of its own, in a folder of its own, on free ports. */
export async function startService(environment: Record<string, string> = {}): Promise<Service> {
  const folder = mkdtempSync(join(tmpdir(), 'nearby-stores-'));
  const cli = join(import.meta.dirname, '..', '..', 'server', 'cli.ts');
  const server = spawn(process.execPath, [cli, 'serve', '--demo'], {
    cwd: folder,
    env: { ...process.env, DATA_DIR: folder, PORT: '0', CLIENT_PORT: '0', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  const origin = await new Promise<string>((resolve, reject) => {
    for (const stream of [server.stdout, server.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        printed += text;
        const [, address] = /(http:\/\/127\.0\.0\.1:\d+)\/client\//.exec(printed) ?? [];
        if (address) resolve(address);
      });
    }
    server.once('exit', (code) => reject(new Error(`The service ended with ${code}: ${printed}`)));
  });
  const ended = once(server, 'exit');
  const stop = async () => {
    server.kill('SIGTERM');
    const [code, signal] = await ended;
    return { code, signal };
  };
  return {
    origin,
    pid: server.pid!,
    folder,
    said: () => printed,
    stop,
    async close() {
      await stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
