import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, it, onTestFinished } from 'vitest';
import { hashOf } from '../../../server/access/credentials.ts';
import { isPassword } from '../../../server/access/passwords.ts';
import { openStorage } from '../../../server/storage/index.ts';

const PATIENT = 120_000;
const cli = join(import.meta.dirname, '..', '..', '..', 'server', 'cli.ts');

/** The command line on a storage of its own; `input` comes in by a pipe. */
function commandLine() {
  const folder = mkdtempSync(join(tmpdir(), 'nearby-stores-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const run = async (args: readonly string[], input = '') => {
    const program = spawn(process.execPath, [cli, ...args], {
      cwd: folder,
      env: { ...process.env, DATA_DIR: folder },
    });
    const ended = new Promise<number | null>((resolve) => program.once('exit', resolve));
    program.stdin.end(input);
    const [out, error] = await Promise.all([text(program.stdout), text(program.stderr)]);
    return { code: await ended, out, error };
  };
  return { run, open: () => openStorage(folder) };
}

it(
  'users are kept from the command line, their passwords coming in by a pipe',
  async () => {
    const { run, open } = commandLine();
    const added = await run(
      ['user', 'add', '陈敏', '--role', 'editor', '--city', '深圳市'],
      'correct horse battery\n',
    );
    expect(added).toEqual({ code: 0, out: '陈敏 can sign in.\n', error: '' });
    const refused = await run(['user', 'add', 'x', '--role', 'viewer'], '1234567890');
    expect(refused).toEqual({
      code: 1,
      out: '',
      error: 'The password is one of those that are tried first\n',
    });
    expect((await run(['user', 'list'])).out).toBe(
      'name  role    may change  signed in\n陈敏  editor  深圳市      never\n',
    );
    const storage = await open();
    const user = await storage.access.users.named('陈敏');
    expect(user).toMatchObject({ role: 'editor', limits: { cities: ['深圳市'] } });
    expect(await isPassword('correct horse battery', user!.password)).toBe(true);
    const { entries } = await storage.access.audit.list({ limit: 1 });
    expect(entries[0]).toMatchObject({ by: { kind: 'command' }, action: 'user.add', subject: '陈敏' });
    await storage.close();
  },
  PATIENT,
);

it(
  'a key goes to standard output alone, once',
  async () => {
    const { run, open } = commandLine();
    const { code, out } = await run(['key', 'add', 'BI', '--scope', 'read', '--scope', 'view']);
    expect(code).toBe(0);
    expect(out).toMatch(/^nbs_[\w-]{43}\n$/);
    const storage = await open();
    expect(await storage.access.keys.withSecret(hashOf(out.trim()))).toMatchObject({
      name: 'BI',
      scopes: ['read', 'view'],
    });
    await storage.close();
    const list = await run(['key', 'list']);
    expect(list.out).toContain(out.slice(0, 12));
    expect(list.out).not.toContain(out.trim());
    expect(await run(['key', 'add', 'y', '--scope', 'write'])).toMatchObject({
      code: 2,
      error: expect.stringContaining('--scope is one of read, view, edit, publish, admin'),
    });
  },
  PATIENT,
);
