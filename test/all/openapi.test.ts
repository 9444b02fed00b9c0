// The documents that describe the two APIs, as the tools of their readers judge them; and the types made from the first.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildApp } from '../../server/app.ts';
import { readConfig } from '../../server/config.ts';
import { withoutExamples } from '../support/api-document.ts';
import { tool } from '../support/tools-setup.ts';

const types = join(import.meta.dirname, '..', '..', 'web', 'api', 'openapi.d.ts');
/** Where each is, and what is asked for. */
const DOCUMENTS = {
  'of the REST API': { url: '/api/openapi.json', accept: 'application/json', version: '3.1.0' },
  'of features': { url: '/ogc/api', accept: 'application/json', version: '3.0.3' },
  'of features in OpenAPI 3.1': {
    url: '/ogc/api',
    accept: 'application/vnd.oai.openapi+json;version=3.1',
    version: '3.1.0',
  },
};
const names = Object.keys(DOCUMENTS);
const folder = mkdtempSync(join(tmpdir(), 'nearby-stores-openapi-'));
const fileOf = (name: string) => join(folder, `${name.replaceAll(' ', '-')}.json`);

beforeAll(async () => {
  const app = buildApp({ config: readConfig({ DATA_DIR: ':memory:' }) });
  await app.ready();
  for (const [name, { url, accept, version }] of Object.entries(DOCUMENTS)) {
    // Linters object to addresses that nobody else can reach.
    const { body } = await app.inject({ url, headers: { host: 'stores.test', accept } });
    expect(JSON.parse(body).openapi).toBe(version);
    writeFileSync(fileOf(name), body);
  }
  await app.close();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What a tool says, errors included. */
function said(name: string, ...args: string[]): string {
  const env = {
    ...process.env,
    REDOCLY_TELEMETRY: 'off',
    REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true',
    SCARF_ANALYTICS: 'false',
  };
  try {
    return execFileSync(tool(name), args, { cwd: folder, env, encoding: 'utf8', stdio: 'pipe' });
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string };
    return stdout + stderr;
  }
}

it.each(names)('redocly has nothing to say about the document %s', (name) => {
  writeFileSync(join(folder, 'redocly.yaml'), 'extends: [recommended]\n');
  const json = JSON.parse(said('redocly', 'lint', '--format=json', '--config', 'redocly.yaml', fileOf(name)));
  expect(
    json.problems.map(({ ruleId, message }: { ruleId: string; message: string }) => `${ruleId}: ${message}`),
  ).toEqual([]);
});

it.each(names)('spectral has nothing to say about the document %s', (name) => {
  writeFileSync(join(folder, 'spectral.yaml'), 'extends: ["spectral:oas"]\n');
  const json = JSON.parse(said('spectral', 'lint', '-q', '-f', 'json', '-r', 'spectral.yaml', fileOf(name)));
  expect(
    json.map(({ code, path }: { code: string; path: string[] }) => `${code}: ${path.join(' ')}`),
  ).toEqual([]);
});

it('the types of the API are those of this version; `npm run api-types` makes them', () => {
  const made = join(folder, 'openapi.d.ts');
  const document = join(folder, 'types.json');
  writeFileSync(document, withoutExamples(readFileSync(fileOf('of the REST API'), 'utf8')));
  said('openapi-typescript', document, '-o', made);
  expect(readFileSync(made, 'utf8')).toBe(readFileSync(types, 'utf8'));
});
