import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';

const root = join(import.meta.dirname, '../../..');
const fixture = (name: string) => join(root, 'test/fixtures/import', name);

function cli() {
  const folder = mkdtempSync(join(tmpdir(), 'nearby-stores-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const run = (...args: string[]) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'server/cli.ts'), ...args], {
      cwd: folder,
      env: { ...process.env, DATA_DIR: join(folder, 'data'), DATABASE_URL: '' },
      encoding: 'utf8',
    });
    return { status, stdout, stderr };
  };
  return { folder, run };
}

describe('nearby-stores import', () => {
  it('writes nothing in a dry run, not even a database, and ends with 1 when a record is refused', () => {
    const { folder, run } = cli();
    const { status, stdout } = run('import', fixture('07-quoted-newlines.csv'), '--dry-run', '--json');
    expect(status).toBe(1);
    expect(JSON.parse(stdout)).toEqual({
      file: null,
      encoding: 'utf-8',
      delimiter: ',',
      records: 4,
      create: 3,
      update: 0,
      unchanged: 0,
      rejected: [
        {
          record: 3,
          line: 6,
          column: '名称',
          value: '',
          reason: 'missing-name',
          message: 'Record 3 (line 6): The name is empty.',
        },
      ],
      warnings: [],
    });
    expect(existsSync(join(folder, 'data'))).toBe(false);
  });

  it('brings stores in and out again, and ends with 0 when nothing was refused', () => {
    const { folder, run } = cli();
    expect(run('import', fixture('02-gb18030.csv'))).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('--datum'),
    });
    expect(run('import', fixture('02-gb18030.csv'), '--datum', 'gcj02')).toMatchObject({
      status: 0,
      stdout: '4 records: 4 created, 0 updated, 0 unchanged, 0 refused, 0 doubts\n',
    });
    expect(run('export', join(folder, 'stores.xlsx')).status).toBe(0);
    const again = run('import', join(folder, 'stores.xlsx'), '--json');
    expect(JSON.parse(again.stdout)).toMatchObject({ records: 4, create: 0, update: 0, unchanged: 4 });
  });

  it('does with flags what the console asks: columns by name, axes exchanged, absent stores closed below a ceiling', () => {
    const { folder, run } = cli();
    const file = (name: string, text: string) => {
      const path = join(folder, name);
      writeFileSync(path, text);
      return path;
    };
    const both = file('both.csv', '编号,门头=招牌,纬度,经度\nA1,甲店,116.33,39.99\nA2,乙店,116.34,39.98\n');
    const how = ['--datum', 'gcj02', '--map', '门头=招牌=name', '--swap-axes', '--json'];
    const first = JSON.parse(run('import', both, ...how).stdout);
    expect(first).toMatchObject({ create: 2, rejected: [], warnings: [{ reason: 'coord-swapped' }, {}] });
    expect(Object.keys(first)).not.toContain('close');

    const one = file('one.csv', '编号,名称\nA1,甲店\n');
    const refused = run('import', one, '--close-absent', '--json');
    expect(refused.status).toBe(1);
    expect(JSON.parse(refused.stdout)).toMatchObject({ file: { reason: 'too-many-absent' }, unchanged: 0 });
    const closing = ['--close-absent', '--close-absent-ceiling', '0.5', '--json'];
    const would = JSON.parse(run('import', one, ...closing, '--dry-run').stdout);
    expect(would).toMatchObject({ file: null, unchanged: 1, close: 1 });
    expect(JSON.parse(run('import', one, ...closing).stdout)).toEqual(would);
  });

  it('says what it can be told, and what was wrong with it, ending with 2', () => {
    const { run } = cli();
    const { status, stdout } = run('import', '--help');
    expect(status).toBe(0);
    expect(stdout).toContain('--close-absent-ceiling SHARE');
    const wrong = run('import', 'stores.csv', '--map', '名称=nmae');
    expect(wrong).toMatchObject({ status: 2, stderr: expect.stringContaining('got 名称=nmae') });
  });
});
