import type { TSchema } from 'typebox';
import type { Validator } from 'typebox/compile';

/** Where a value breaks its schema: a JSON pointer, what stands there (undefined: nothing), and the rule in words. */
export type SchemaFault = { readonly path: string; readonly value: unknown; readonly rule: string };

/** The first place where the value breaks the schema; undefined when it keeps it. */
export function schemaFault(
  schema: Validator<Record<never, never>, TSchema>,
  value: unknown,
): SchemaFault | undefined {
  if (schema.Check(value)) return undefined;
  const errors = schema.Errors(value);
  const [error] = errors.filter((each) => each.keyword !== 'boolean');
  if (!error) return { path: '', value, rule: 'must keep its schema' };
  const path = error.instancePath;
  switch (error.keyword) {
    case 'required':
      return { path: `${path}/${error.params.requiredProperties[0]}`, value: undefined, rule: 'is required' };
    case 'additionalProperties': {
      const name = error.params.additionalProperties[0] ?? '';
      return { path: `${path}/${name}`, value: at(value, `${path}/${name}`), rule: 'is not a known field' };
    }
    case 'const': {
      const allowed = errors.flatMap((each) =>
        each.keyword === 'const' && each.instancePath === path ? [String(each.params.allowedValue)] : [],
      );
      return { path, value: at(value, path), rule: `must be one of ${allowed.join(', ')}` };
    }
    default:
      return { path, value: at(value, path), rule: error.message };
  }
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
