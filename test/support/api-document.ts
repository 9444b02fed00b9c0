// The OpenAPI document as a test asks it: which schema an answer has to fit.
import { Compile } from 'typebox/schema';

type Json = Record<string, unknown>;
export type ApiDocument = { readonly paths: Record<string, Record<string, Json>>; readonly components: Json };

/** Faults of a value, as `/pointer: rule`; none when it fits. */
export type Check = (value: unknown) => readonly string[];

/** Checks against schemas of this document, each compiled when it is first asked for. */
export class ApiSchemas {
  readonly #document: ApiDocument;
  readonly #checks = new Map<unknown, Check>();

  constructor(document: ApiDocument) {
    this.#document = document;
  }

  /** Of a schema anywhere in the document; its references are looked up there. */
  check(schema: unknown): Check {
    const known = this.#checks.get(schema);
    if (known) return known;
    const compiled = Compile({ components: this.#document.components, ...(schema as Json) });
    const check: Check = (value) => {
      if (compiled.Check(value)) return [];
      const [, errors] = compiled.Errors(value);
      return errors.map(({ instancePath, message }) => `${instancePath}: ${message}`);
    };
    this.#checks.set(schema, check);
    return check;
  }
}

/** The text of a document without its examples, which generated types would repeat in their comments. */
export const withoutExamples = (document: string): string =>
  JSON.stringify(JSON.parse(document, (name, value) => (name === 'example' ? undefined : value)));
