import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { settingsTable } from '../server/config.ts';
import { type Service, startService } from './support/service.ts';

const root = join(import.meta.dirname, '..');
const readme = readFileSync(join(root, 'README.md'), 'utf8');
const commands = [...readme.matchAll(/```sh\n([\s\S]*?)```/g)].flatMap(([, block]) =>
  block!.trim().split('\n'),
);
const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

it('lists the settings as the service reads them', () => {
  const [, table] = /<!-- settings -->\n\n([\s\S]*?)\n<!-- \/settings -->/.exec(readme) ?? [];
  expect(table).toBe(settingsTable());
});

it('leads to files that exist', () => {
  const links = [...readme.matchAll(/\]\((?!http|#)([^)]+)\)/g)].map(([, path]) => path!);
  expect(links.filter((path) => !existsSync(join(root, path)))).toEqual([]);
});

it('has commands of npm and curl only, and each of npm exists', () => {
  const npm = commands.filter((command) => command.startsWith('npm '));
  expect(commands.filter((command) => !/^(npm|curl) /.test(command))).toEqual([]);
  const names = npm.map((command) => /^npm (?:run (?:-s )?)?([\w:]+)/.exec(command)![1]!);
  expect(names.filter((name) => !(name in scripts))).toEqual([]);
});

describe('its calls of the API', () => {
  let service: Service;
  beforeAll(async () => {
    service = await startService();
  });
  afterAll(() => service.close());

  const calls = commands.filter((command) => command.startsWith('curl '));
  const answerTo = (call: string) => {
    const here = call.replace('http://127.0.0.1:8080', service.origin);
    return JSON.parse(execFileSync('sh', ['-c', here], { encoding: 'utf8' }));
  };

  it('find the nearest, the cafés, a page of stores, the categories, a place by its pinyin, and a wrong latitude', () => {
    const [nearest, cafes, page, categories, places, problem] = calls.map(answerTo);
    expect(nearest.stores).toHaveLength(3);
    expect(cafes.stores.every((store: { categories: string[] }) => store.categories.includes('cafe'))).toBe(
      true,
    );
    expect(page.stores).toHaveLength(2);
    expect(categories.categories.map(({ id }: { id: string }) => id)).toContain('cafe');
    expect(places.places[0].name).toBe('五道口');
    expect(problem).toMatchObject({ status: 400, code: 'INVALID_PARAMETER', parameter: 'lat' });
    expect(calls).toHaveLength(6);
  });
});
