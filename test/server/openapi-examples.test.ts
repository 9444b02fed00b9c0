// The examples of the OpenAPI document: what the service answers, each as its schema says.
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { buildApp } from '../../server/app.ts';
import { readConfig } from '../../server/config.ts';
import recorded from '../../server/plugins/openapi-examples.json' with { type: 'json' };
import { ApiSchemas } from '../support/api-document.ts';
import { type Examples, playScenario, SCENARIO_SETTINGS, SCENARIO_TIME } from '../support/api-scenario.ts';

/** Without an end, of another service, or never twice the same: no recorded answer. */
const WITHOUT = ['followChanges', 'getMetrics', 'resolveShortLink', 'testWebhook', 'resendToWebhook'];

type Content = { readonly content?: Record<string, { schema: unknown; example?: unknown }> };
type Operation = {
  readonly operationId: string;
  readonly parameters?: readonly {
    readonly name: string;
    readonly schema: unknown;
    readonly example?: unknown;
  }[];
  readonly requestBody?: Content;
  readonly responses: Record<string, Content>;
};

const app = buildApp({ config: readConfig(SCENARIO_SETTINGS), demo: true });
let operations: readonly Operation[];
let schemas: ApiSchemas;

beforeAll(async () => {
  // Both clocks: one that stands still beside one that goes on is told of as set back.
  vi.useFakeTimers({ toFake: ['Date', 'performance'], now: SCENARIO_TIME });
  await app.ready();
  await app.nearby.start();
  const document = (await app.inject('/api/openapi.json')).json();
  operations = Object.values<Record<string, Operation>>(document.paths).flatMap((item) =>
    Object.values(item),
  );
  schemas = new ApiSchemas(document);
});
afterAll(async () => {
  await app.close();
  vi.useRealTimers();
});

it('has an example of every operation, and none of what is no operation', () => {
  const names = operations.map(({ operationId }) => operationId);
  expect([...Object.keys(recorded), ...WITHOUT].sort(), '`npm run api-examples` makes them').toEqual(
    names.sort(),
  );
});

it('each parameter, body and answer that is shown fits its schema', () => {
  const faults = operations.flatMap(({ operationId, parameters = [], requestBody, responses }) => {
    const contents = [requestBody, ...Object.values(responses)].flatMap((each) =>
      Object.values(each?.content ?? {}),
    );
    return [...parameters, ...contents]
      .filter(({ example }) => example !== undefined)
      .flatMap(({ schema, example }) =>
        schemas
          .check(schema)(example)
          .map((fault) => `${operationId} ${fault}`),
      );
  });
  expect(faults).toEqual([]);
});

it('is what the service answers today, but for what is made up anew each time', async () => {
  const today = await playScenario(app);
  for (const [id, example] of Object.entries(recorded as Examples)) {
    expect(lasting(today[id]), `${id}; \`npm run api-examples\` writes it anew`).toEqual(lasting(example));
  }
});

/** Fields whose text is random. */
const MADE_UP = new Set(['csrfToken', 'secret', 'prefix', 'cursor', 'next']);
/** Ids, and signatures in addresses. */
const MADE_UP_PARTS = /[0-9a-f]{8}-[0-9a-f-]{27}|(?<=[./])[\w-]{43}/g;

const lasting = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value, (name, each) => {
      // Two made at the same instant have no order.
      if (name === 'secrets') return each.toSorted(by(({ expiresAt }) => String(expiresAt)));
      if (typeof each !== 'string') return each;
      return MADE_UP.has(name) ? name : each.replaceAll(MADE_UP_PARTS, '…');
    }),
  );

type Secret = { readonly expiresAt: string | null };
const by = (key: (secret: Secret) => string) => (a: Secret, b: Secret) => key(a).localeCompare(key(b));
