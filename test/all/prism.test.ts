// Every operation of the API through Prism, which judges whether requests and answers are as the OpenAPI document says.
// The tests of the API go through it as well: `vitest run --project prism`.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { buildApp } from '../../server/app.ts';
import { readConfig } from '../../server/config.ts';
import recorded from '../../server/plugins/openapi-examples.json' with { type: 'json' };
import { playScenario, SCENARIO_SETTINGS, SCENARIO_TIME } from '../support/api-scenario.ts';
import { type Prism, startPrism } from '../support/prism.ts';
import { throughPrism } from '../support/through-prism.ts';

const folder = mkdtempSync(join(tmpdir(), 'nearby-stores-prism-'));
const app = buildApp({ config: readConfig(SCENARIO_SETTINGS), demo: true });
let prism: Prism;

beforeAll(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: SCENARIO_TIME });
  await app.ready();
  await app.nearby.start();
  const { body } = await app.inject('/api/openapi.json');
  prism = await startPrism(body, folder);
  throughPrism(app, prism);
});
afterAll(async () => {
  await prism.stop();
  await app.close();
  rmSync(folder, { recursive: true });
  vi.useRealTimers();
});

it('a day with the API breaks no rule of its document', async () => {
  const played = await playScenario(app);
  expect(Object.keys(played)).toEqual(Object.keys(recorded));
});
