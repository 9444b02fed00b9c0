// Starts nodes that a test kills.
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export type Killable = {
  /** Opens the database and listens. Answers where. */
  open(): Promise<string>;
  /** SIGKILL; resolves when the process is gone. */
  kill(): Promise<void>;
  readonly pid: number;
  /** What it logged: warnings and worse. */
  said(): string;
};

/** A disk of a node's own: mounted in its own namespace, so that nobody else sees it and it goes with the process. */
export type Disk = {
  readonly folder: string;
  readonly megabytes: number;
  /** The folder whose files are on it at first. */
  readonly seed: string;
};

/** Where others reach a folder as that process sees it. */
export const insideOf = (pid: number, folder: string) => `/proc/${pid}/root${folder}`;

const ownDisk = ({ folder, megabytes, seed }: Disk) =>
  `exec unshare -rm sh -c 'mount -t tmpfs -o size=${megabytes}m tmpfs "${folder}" && cp -a "${seed}/." "${folder}" && exec "${process.execPath}" "$0"' "$1"`;

/** A process that has loaded the service, or is about to, and waits to be told to open it. */
export function loadNode(environment: Readonly<Record<string, string>>, disk?: Disk): Killable {
  const child: ChildProcess = fork(join(import.meta.dirname, 'node.ts'), {
    execArgv: [],
    ...(disk && { execPath: '/bin/sh', execArgv: ['-c', ownDisk(disk), '-'] }),
    env: { ...process.env, NODE_COMPILE_CACHE: join(tmpdir(), 'nearby-stores-compiled'), ...environment },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let said = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  const gone = once(child, 'exit');
  return {
    pid: child.pid!,
    said: () => said,
    async open() {
      child.send('open');
      const origin = await Promise.race([once(child, 'message'), gone.then(() => undefined)]);
      if (origin === undefined) throw new Error(`The node ended before it listened: ${said}`);
      return String(origin[0]);
    },
    async kill() {
      child.kill('SIGKILL');
      await gone;
    },
  };
}
