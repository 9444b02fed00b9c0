import { execFile } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it, onTestFinished } from 'vitest';
import { aCafe, openApp } from './support/app.ts';
import { tester } from './support/stores.ts';

const read = (...path: string[]) => readFileSync(join(import.meta.dirname, ...path), 'utf8');

it("the README's typed client runs; the compiler has read it", async () => {
  const example = read('readme-client.ts');
  const [, shown] = /```ts\n(.*?)```/s.exec(read('..', 'README.md')) ?? [];
  expect(shown).toBe(example.replace("'../web/", "'./web/"));
  expect(example.trim().split('\n')).toHaveLength(9);

  const app = await openApp();
  await app.storage.stores.put([{ id: 'wudaokou', fields: aCafe({ name: '五道口咖啡' }) }], tester);
  await expect.poll(() => app.nearby.ready && app.nearby.size).toBe(1);
  const address = await app.listen({ host: '127.0.0.1', port: 0 });
  // Beside the original: what it imports is found from there.
  const file = join(import.meta.dirname, `readme-client-${process.pid}.ts`);
  onTestFinished(() => rmSync(file, { force: true }));
  writeFileSync(file, example.replace('http://127.0.0.1:8080', address));
  const { stdout } = await promisify(execFile)(process.execPath, [file]);
  expect(stdout).toMatch(/^五道口咖啡 2\d\d\d(\.\d)? unknown\n$/);
});
