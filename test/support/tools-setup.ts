// Installs what is in test/tools, once before the tests that use it: linters, clients and a TypeScript of their own, apart
// from the project's packages.
import { execFileSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';

export const toolsFolder = join(import.meta.dirname, '..', 'tools');

/** A program of one of those packages. */
export const tool = (name: string): string => join(toolsFolder, 'node_modules', '.bin', name);

export function setup(): void {
  const locked = join(toolsFolder, 'package-lock.json');
  // npm writes this one when it has installed everything.
  const installed = join(toolsFolder, 'node_modules', '.package-lock.json');
  if (existsSync(installed) && statSync(installed).mtimeMs > statSync(locked).mtimeMs) return;
  execFileSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: toolsFolder,
    stdio: 'inherit',
  });
}
