// The operations of an OpenAPI document, ready to be asked.
import recorded from '../../server/plugins/openapi-examples.json' with { type: 'json' };
import { type ApiDocument, ApiSchemas } from './api-document.ts';

export type Schema = Readonly<Record<string, unknown>>;
export type Parameter = { readonly name: string; readonly in: string; readonly schema?: Schema };
type Content = Readonly<Record<string, { readonly schema?: Schema }>>;
export type Responses = Readonly<Record<string, { readonly content?: Content }>>;

export type Operation = {
  readonly id: string;
  readonly method: string;
  /** `/api/v1/stores/{id}` */
  readonly path: string;
  readonly parameters: readonly Parameter[];
  /** The media type of its body, and the schema; undefined: it takes none. */
  readonly body: { readonly type: string; readonly schema: Schema | undefined } | undefined;
  readonly responses: Responses;
  /** What was recorded of it, for the document's examples. */
  readonly example: { readonly parameters?: Record<string, unknown>; readonly request?: unknown } | undefined;
};

/** @param prefix  where the paths of the document begin */
export function operationsOf(document: ApiDocument, prefix = ''): readonly Operation[] {
  const whole = resolved(document, document) as ApiDocument;
  return Object.entries(whole.paths).flatMap(([path, { parameters: shared = [], ...item }]) =>
    Object.entries(item).map(([method, operation]) => {
      const { operationId, parameters = [], requestBody, responses } = operation as Record<string, unknown>;
      const [body] = Object.entries((requestBody as { content: Content } | undefined)?.content ?? {});
      return {
        id: String(operationId),
        method: method.toUpperCase(),
        path: `${prefix}${path}`,
        parameters: [...(shared as unknown as Parameter[]), ...(parameters as Parameter[])],
        body: body && { type: body[0], schema: body[1].schema },
        responses: responses as Responses,
        example: (recorded as Record<string, Operation['example']>)[String(operationId)],
      };
    }),
  );
}

/** References to parameters and answers replaced by what they stand for; those to schemas stay. */
function resolved(node: unknown, document: ApiDocument): unknown {
  if (Array.isArray(node)) return node.map((each) => resolved(each, document));
  if (typeof node !== 'object' || node === null) return node;
  const { $ref } = node as { $ref?: string };
  const [, kind, name] = /^#\/components\/(parameters|responses)\/(.+)$/.exec($ref ?? '') ?? [];
  if (kind && name) {
    return resolved((document.components[kind] as Record<string, unknown>)[name], document);
  }
  return Object.fromEntries(Object.entries(node).map(([key, each]) => [key, resolved(each, document)]));
}

export type Answer = {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
};

/** Whether answers are what the document says: the status, the media type, and the body by its schema. */
export class ApiAnswers {
  readonly #schemas: ApiSchemas;

  constructor(document: ApiDocument) {
    this.#schemas = new ApiSchemas(document);
  }

  /** What of the answer is otherwise than the operation says; nothing when all is right. */
  faults({ responses }: Operation, answer: Answer): readonly string[] {
    const { statusCode, headers, body } = answer;
    const response = responses[statusCode];
    if (response === undefined) return [`the status ${statusCode} is not in the document`];
    const content = Object.entries(response.content ?? {});
    if (content.length === 0) return body === '' ? [] : [`a ${statusCode} has no body there`];
    const type = plain(String(headers['content-type'] ?? ''));
    const found = content.find(([each]) => plain(each) === type);
    if (found === undefined) return [`the media type "${type}" of a ${statusCode} is not in the document`];
    return valuesIn(type, body).flatMap((value) => this.#schemas.check(found[1].schema)(value));
  }
}

const plain = (type: string) => type.split(';', 1)[0]!.trim().toLowerCase();

/** What a body holds, as its schema means it: a stream of lines is so many values. */
function valuesIn(type: string, body: string): unknown[] {
  if (type === 'application/x-ndjson')
    return body
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
  return [/[/+]json$/.test(type) ? JSON.parse(body) : body];
}
