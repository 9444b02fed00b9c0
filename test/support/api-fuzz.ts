// Requests made from the operations of an OpenAPI document with fast-check: as they were recorded, with a part of them
// changed, made up by their schemas, and odd ones.
import fc from 'fast-check';
import type { Operation, Parameter, Schema } from './api-operations.ts';

export type FuzzRequest = {
  readonly operation: Operation;
  readonly path: Readonly<Record<string, unknown>>;
  readonly query: Readonly<Record<string, unknown>>;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: unknown;
  /** A parameter that nobody knows. */
  readonly extra: readonly [string, string] | null;
  /** Who asks: nobody, a program, or somebody who signed in. */
  readonly as: 'nobody' | 'key' | 'session';
  /** Which of those that there are, where a path asks for one. */
  readonly pick: number;
};

const oddText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom(
    '',
    ' ',
    '0',
    '-1',
    '1e400',
    'NaN',
    'null',
    '[]',
    '{}',
    '%',
    '\u0000',
    '../..',
    "' or 1=1 --",
    '*',
    'x'.repeat(5_000),
  ),
);
const odd: fc.Arbitrary<unknown> = fc.oneof(
  oddText,
  fc.jsonValue({ maxDepth: 3 }),
  fc.double(),
  fc.constant(null),
);
const word = fc.oneof(
  fc.string({ maxLength: 20 }),
  fc.constantFrom('s1', 's2', 'cafe', '北京', '2026-11-22T08:00:00Z', '116,39,117,40', 'now'),
);

/** @param schemas  those with a name */
export function requestsTo(
  operations: readonly Operation[],
  schemas: Readonly<Record<string, Schema>>,
): fc.Arbitrary<FuzzRequest> {
  const all = operations.map((operation) => requestTo(operation, schemas));
  return fc.nat({ max: all.length - 1 }).chain((i) => all[i]!);
}

function requestTo(operation: Operation, schemas: Readonly<Record<string, Schema>>) {
  const { parameters, body, example } = operation;
  const of = (place: string) => parameters.filter((each) => each.in === place);
  const made = (place: string): fc.Arbitrary<Record<string, unknown>> => {
    const names = of(place);
    return fc.record(
      Object.fromEntries(names.map(({ name, schema }) => [name, mostly(fitting(schema, schemas))])),
      { requiredKeys: place === 'path' ? names.map(({ name }) => name) : [] },
    );
  };
  const known = (place: string) =>
    Object.fromEntries(of(place).flatMap(({ name }: Parameter) => entry(example?.parameters, name)));
  const asMade = fc.record({
    path: made('path'),
    query: made('query'),
    headers: made('header'),
    body: body ? mostly(fitting(body.schema, schemas)) : fc.constant(undefined),
  });
  const asRecorded = fc.record({
    // Left to whoever asks: one of those that there are.
    path: fc.constant({}),
    query: fc.constant(known('query')),
    headers: fc.constant({}),
    body: fc.constant(example?.request),
  });
  // The recorded one, with one of its parts, or a field of its body, made up.
  const changed = fc
    .tuple(asRecorded, asMade, fc.constantFrom('path', 'query', 'headers', 'body'), fc.nat())
    .map(([right, other, part, which]) => {
      const value = other[part as 'body'];
      if (part !== 'body' || !isObject(value) || !isObject(right.body)) {
        return { ...right, [part]: isObject(value) ? { ...Object(right[part as 'body']), ...value } : value };
      }
      const names = Object.keys(value);
      const name = names[which % Math.max(1, names.length)];
      return name === undefined ? right : { ...right, body: { ...right.body, [name]: value[name] } };
    });
  return fc
    .tuple(
      fc.oneof(asRecorded, changed, asMade),
      fc.oneof(
        { weight: 9, arbitrary: fc.constant(null) },
        { weight: 1, arbitrary: fc.tuple(oddText, oddText) },
      ),
      fc.oneof(
        { weight: 3, arbitrary: fc.constant('key' as const) },
        { weight: 1, arbitrary: fc.constantFrom('nobody' as const, 'session' as const) },
      ),
      fc.nat(),
    )
    .map(([request, extra, as, pick]): FuzzRequest => ({ operation, ...request, extra, as, pick }));
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const entry = (values: Record<string, unknown> | undefined, name: string): [string, unknown][] =>
  values !== undefined && name in values ? [[name, values[name]]] : [];

const mostly = (right: fc.Arbitrary<unknown>) =>
  fc.oneof({ weight: 7, arbitrary: right }, { weight: 1, arbitrary: odd });

/** Values that mostly fit the schema. */
function fitting(
  schema: Schema | undefined,
  schemas: Readonly<Record<string, Schema>>,
  depth = 0,
): fc.Arbitrary<unknown> {
  if (schema === undefined || depth > 6) return fc.constant(null);
  const inner = (each: unknown) => fitting(each as Schema, schemas, depth + 1);
  if (typeof schema.$ref === 'string') return inner(schemas[schema.$ref.split('/').pop() ?? '']);
  const choices = (schema.anyOf ?? schema.oneOf) as Schema[] | undefined;
  if (choices) return fc.oneof(...choices.map(inner));
  if (Array.isArray(schema.enum)) return fc.constantFrom(...schema.enum);
  if (schema.const !== undefined) return fc.constant(schema.const);
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type;
  switch (type) {
    case 'integer':
      return fc.integer({ min: Number(schema.minimum ?? -5), max: Number(schema.maximum ?? 1_000) });
    case 'number':
      return fc.double({
        min: Number(schema.minimum ?? -500),
        max: Number(schema.maximum ?? 500),
        noNaN: true,
      });
    case 'boolean':
      return fc.boolean();
    case 'array':
      return fc.array(inner(schema.items), { maxLength: 3 });
    case 'object': {
      const properties = Object.entries((schema.properties ?? {}) as Record<string, Schema>);
      const required = (schema.required ?? []) as string[];
      return fc.record(Object.fromEntries(properties.map(([name, each]) => [name, inner(each)])), {
        requiredKeys: required.filter((name) => properties.some(([own]) => own === name)),
      });
    }
    default:
      return word;
  }
}
