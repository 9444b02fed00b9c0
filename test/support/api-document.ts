// The OpenAPI document as a test asks it: which schema a value has to fit.

import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

type Json = Record<string, unknown>;
export type ApiDocument = {
  readonly openapi?: string;
  readonly paths: Record<string, Record<string, Json>>;
  readonly components: Json;
};

/** Faults of a value, as `/pointer: rule`; none when it fits. */
export type Check = (value: unknown) => readonly string[];

const ROOT = 'document.json';

/** Checks against schemas of this document, each compiled when it is first asked for. */
export class ApiSchemas {
  readonly #ajv = new Ajv2020({ strict: false, allErrors: true });
  readonly #checks = new Map<unknown, Check>();
  readonly #read: (schema: unknown) => unknown;

  constructor({ openapi = '3.1.0', components }: Omit<ApiDocument, 'paths'>) {
    // Its types are those of CommonJS.
    (addFormats as unknown as typeof addFormats.default)(this.#ajv);
    this.#read = openapi.startsWith('3.0') ? asJsonSchema : (schema) => schema;
    this.#ajv.addSchema({ $id: ROOT, components: this.#read(components) });
  }

  /** Of a schema anywhere in the document; its references are looked up there. */
  check(schema: unknown): Check {
    const known = this.#checks.get(schema);
    if (known) return known;
    const text = JSON.stringify(this.#read(schema)).replaceAll('"$ref":"#/', `"$ref":"${ROOT}#/`);
    const validate = this.#ajv.compile(JSON.parse(text));
    const check: Check = (value) =>
      validate(value)
        ? []
        : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath}: ${message}`);
    this.#checks.set(schema, check);
    return check;
  }
}

/** A schema of OpenAPI 3.0, which has a word of its own for what may be null. */
function asJsonSchema(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(asJsonSchema);
  if (typeof node !== 'object' || node === null) return node;
  const { nullable, ...rest } = Object.fromEntries(
    Object.entries(node).map(([key, each]) => [key, asJsonSchema(each)]),
  );
  return nullable === true ? { anyOf: [rest, { type: 'null' }] } : rest;
}

/** The text of a document without its examples, which generated types would repeat in their comments. */
export const withoutExamples = (document: string): string =>
  JSON.stringify(
    JSON.parse(document, (name, value) => (name === 'example' || name === 'examples' ? undefined : value)),
  );
