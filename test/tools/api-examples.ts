// Writes the examples of the OpenAPI document to server/plugins/openapi-examples.json: what the service answers to
// test/support/api-scenario.ts.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { mock } from 'node:test';
import { buildApp } from '../../server/app.ts';
import { readConfig } from '../../server/config.ts';
import { playScenario, SCENARIO_SETTINGS, SCENARIO_TIME } from '../support/api-scenario.ts';

mock.timers.enable({ apis: ['Date'], now: SCENARIO_TIME });
const app = buildApp({ config: readConfig(SCENARIO_SETTINGS), demo: true });
await app.ready();
await app.nearby.start();
const examples = await playScenario(app);
await app.close();
const target = join(import.meta.dirname, '..', '..', 'server', 'plugins', 'openapi-examples.json');
writeFileSync(target, `${JSON.stringify(examples, null, 1)}\n`);
console.log(`${Object.keys(examples).length} examples written`);
