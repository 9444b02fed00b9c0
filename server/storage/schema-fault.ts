import type { TSchema } from 'typebox';
import type { Validator } from 'typebox/compile';

/** Where a value breaks its schema: a JSON pointer, what stands there (undefined: nothing), and the rule in words. */
export type SchemaFault = { readonly path: string; readonly value: unknown; readonly rule: string };

type Schema = Validator<Record<never, never>, TSchema>;

/** The first place where the value breaks the schema; undefined when it keeps it. */
export const schemaFault = (schema: Schema, value: unknown): SchemaFault | undefined =>
  schemaFaults(schema, value)[0];

/** The places where the value breaks the schema, each told once; the first few where it breaks everywhere. */
export function schemaFaults(schema: Schema, value: unknown): SchemaFault[] {
  if (schema.Check(value)) return [];
  const errors = schema.Errors(value);
  const faults = new Map<string, SchemaFault>();
  const add = (path: string, rule: string, found = at(value, path)) => {
    if (!faults.has(path)) faults.set(path, { path, value: found, rule });
  };
  for (const error of errors) {
    const path = error.instancePath;
    switch (error.keyword) {
      case 'boolean':
        break;
      case 'required':
        for (const name of error.params.requiredProperties) add(`${path}/${name}`, 'is required', undefined);
        break;
      case 'additionalProperties':
        for (const name of error.params.additionalProperties) add(`${path}/${name}`, 'is not a known field');
        break;
      case 'const': {
        const allowed = errors.flatMap((each) =>
          each.keyword === 'const' && each.instancePath === path ? [String(each.params.allowedValue)] : [],
        );
        add(path, `must be one of ${allowed.join(', ')}`);
        break;
      }
      default:
        add(path, error.message);
    }
  }
  return faults.size > 0 ? [...faults.values()] : [{ path: '', value, rule: 'must keep its schema' }];
}

const at = (value: unknown, path: string): unknown =>
  path
    .split('/')
    .slice(1)
    .reduce<unknown>(
      (inner, key) =>
        typeof inner === 'object' && inner !== null
          ? (inner as Record<string, unknown>)[key.replaceAll('~1', '/').replaceAll('~0', '~')]
          : undefined,
      value,
    );
