// The document as @fastify/swagger makes it, tidied for people and for generators of typed clients.

/** A part of an OpenAPI document, as far as it is looked at here. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };
type Fields = { [key: string]: Json };

/**
 * Titled objects become named schemas, a choice of single texts one list of them, tuples are written as JSON Schema
 * 2020-12 has them, and what has a default is not required.
 */
export function tidied(document: Fields): Fields {
  const named = new Map<string, Json>();
  const tidy = (node: Json): Json => {
    if (Array.isArray(node)) return node.map(tidy);
    if (typeof node !== 'object' || node === null) return node;
    const fields = Object.fromEntries(Object.entries(node).map(([key, value]) => [key, tidy(value)]));
    const schema = withDefaultsOptional(asTuple(asChoice(fields)));
    const { title, ...rest } = schema;
    if (typeof title !== 'string' || schema.type !== 'object') return schema;
    named.set(title, rest);
    return { $ref: `#/components/schemas/${title}` };
  };
  const { components, ...rest } = document;
  const tidyRest = tidy(rest) as Fields;
  const { schemas = {}, ...others } = (components ?? {}) as Fields;
  const all = { ...(tidy(schemas) as Fields), ...Object.fromEntries(named) };
  return { ...tidyRest, components: { ...others, schemas: all } };
}

/** TypeBox says of what has a default that it is there, as it is for a handler; nobody has to send it. */
function withDefaultsOptional(node: Fields): Fields {
  const { required, properties, schema } = node;
  if (required === true && isFields(schema) && schema.default !== undefined)
    return { ...node, required: false };
  if (!Array.isArray(required) || !isFields(properties)) return node;
  const needed = required.filter((name) => {
    const property = properties[String(name)];
    return !isFields(property) || property.default === undefined;
  });
  return { ...node, required: needed };
}

function asChoice(schema: Fields): Fields {
  const { anyOf, ...rest } = schema;
  if (!Array.isArray(anyOf)) return schema;
  const single = anyOf.map((each) => (isFields(each) && Array.isArray(each.enum) ? each.enum : undefined));
  const values = single.flatMap((each) => each ?? []);
  return single.includes(undefined) ? schema : { type: 'string', enum: values, ...rest };
}

function asTuple(schema: Fields): Fields {
  const { items, additionalItems, ...rest } = schema;
  // `items: false` would say as well that nothing follows them, but tools trip over it.
  return Array.isArray(items) ? { ...rest, prefixItems: items, items: {}, maxItems: items.length } : schema;
}

export const isFields = (value: Json | undefined): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
