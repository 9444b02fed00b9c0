// Runs before every npm script, under whichever Node the machine has (20 or newer), so plain JavaScript:
// installs what package-lock.json locks, the project's own Node included, and builds the pages. Each only when stale.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const installedStamp = join(root, 'node_modules', '.nearby-stores-lock');
const builtStamp = join(root, 'web', 'dist', '.sources');
const projectNode = join(root, 'node_modules', '.bin', process.platform === 'win32' ? 'node.cmd' : 'node');

/** @param {string} sentence @returns {never} */
function stop(sentence) {
  console.error(sentence);
  process.exit(1);
}

/** @param {string} file */
const digestOf = (file) => createHash('sha256').update(readFileSync(file)).digest('hex');
/** @param {string} file */
const textOf = (file) => (existsSync(file) ? readFileSync(file, 'utf8') : '');

/** @param {string} folder @returns {string[]} every file below it, in a fixed order */
function filesBelow(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return entry.name === 'dist' ? [] : filesBelow(path);
      return [path];
    });
}

if (Number(process.versions.node.split('.')[0]) < 20) {
  stop(`Nearby Stores needs Node 20 or newer to set itself up; this is ${process.version}.`);
}

const lock = `${process.platform}-${process.arch} ${digestOf(join(root, 'package-lock.json'))}`;
if (textOf(installedStamp) !== lock) {
  console.log('Installing what package-lock.json locks …');
  const npm = process.env.npm_execpath;
  const ci = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const done = npm
    ? spawnSync(process.execPath, [npm, ...ci], { cwd: root, stdio: 'inherit' })
    : spawnSync('npm', ci, { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' });
  if (done.status !== 0) stop('npm ci did not finish: its message is above. Nothing was started.');
  if (!existsSync(projectNode)) {
    stop(
      `There is no Node package for ${process.platform}-${process.arch}: run the project with a Node 26 of your own.`,
    );
  }
  writeFileSync(installedStamp, lock);
}

const sources = [...filesBelow(join(root, 'web')), ...filesBelow(join(root, 'shared'))].map((file) =>
  digestOf(file),
);
const state = createHash('sha256').update(lock).update(sources.join()).digest('hex');
if (textOf(builtStamp) !== state) {
  const built = spawnSync(projectNode, [join(root, 'web', 'build.ts')], {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (built.status !== 0) stop('The pages could not be built: the message is above.');
  writeFileSync(builtStamp, state);
}
