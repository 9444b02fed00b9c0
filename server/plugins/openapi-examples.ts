// Examples of the document: what the service really answered, as test/tools/api-examples.ts wrote it down.
import { withOptionalBody } from './openapi-bodies.ts';
import type { Json } from './openapi-document.ts';
import { isFields } from './openapi-document.ts';
import recorded from './openapi-examples.json' with { type: 'json' };

type Fields = { [key: string]: Json };
const examples = recorded as unknown as { [operationId: string]: Fields };

/** The tidied document with an example of each operation: its parameters, its body and its answer. */
export function withExamples(document: Fields): Fields {
  const paths = each(document.paths, (item) => each(item, withExample));
  return { ...document, paths };
}

function withExample(given: Fields): Fields {
  const operation = withOptionalBody(given);
  const example = examples[String(operation.operationId)];
  if (example === undefined) return operation;
  const { parameters = {}, request, status, response } = example;
  return {
    ...operation,
    ...(Array.isArray(operation.parameters) && {
      parameters: operation.parameters.map((parameter) => withValue(parameter, parameters as Fields)),
    }),
    ...(isFields(operation.requestBody) &&
      request !== undefined && { requestBody: inContent(operation.requestBody, request) }),
    responses: each(operation.responses, (answer, code) =>
      code === status && response !== undefined ? inContent(answer, response) : answer,
    ),
  };
}

const withValue = (parameter: Json, values: Fields): Json => {
  const example = isFields(parameter) ? values[String(parameter.name)] : undefined;
  return isFields(parameter) && example !== undefined ? { ...parameter, example } : parameter;
};

/** In its first media type, which is the one that is answered unless another is asked for. */
function inContent(body: Fields, example: Json): Fields {
  const [first, ...others] = Object.entries((body.content ?? {}) as Fields);
  if (first === undefined) return body;
  const [type, content] = first;
  return { ...body, content: Object.fromEntries([[type, { ...(content as Fields), example }], ...others]) };
}

const each = (fields: Json | undefined, change: (value: Fields, key: string) => Json): Fields =>
  Object.fromEntries(
    Object.entries((fields ?? {}) as Fields).map(([key, value]) => [key, change(value as Fields, key)]),
  );
