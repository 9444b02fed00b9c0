// Writes the types of the REST API to web/api/openapi.d.ts, from the document that the service answers.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildApp } from '../../server/app.ts';
import { readConfig } from '../../server/config.ts';
import { withoutExamples } from '../support/api-document.ts';
import { setup, tool } from '../support/tools-setup.ts';

setup();
const app = buildApp({ config: readConfig({ DATA_DIR: ':memory:' }) });
await app.ready();
const folder = mkdtempSync(join(tmpdir(), 'nearby-stores-types-'));
const document = join(folder, 'openapi.json');
writeFileSync(document, withoutExamples((await app.inject('/api/openapi.json')).body));
await app.close();
const target = join(import.meta.dirname, '..', '..', 'web', 'api', 'openapi.d.ts');
execFileSync(tool('openapi-typescript'), [document, '-o', target], { stdio: 'inherit' });
rmSync(folder, { recursive: true });
