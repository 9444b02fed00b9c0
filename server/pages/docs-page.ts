// The API's documentation, for reading: made from the OpenAPI document, without a script.
import type { ProblemKind } from '../errors.ts';
import { isFields, type Json } from '../plugins/openapi-document.ts';
import { type Html, html, type Part } from './html.ts';
import { pageDocument } from './layout.ts';

type Fields = { [key: string]: Json };

/** `document` as openapi-document tidies it; `problems` in the order to show them. */
export function docsPage(document: Fields, problems: readonly ProblemKind[]): string {
  const info = at(document, 'info');
  const schemas = at(at(document, 'components'), 'schemas');
  const operations = Object.entries(at(document, 'paths')).flatMap(([path, methods]) =>
    Object.entries(methods as Fields).map(([method, operation]) => ({
      path,
      method: method.toUpperCase(),
      operation: operation as Fields,
    })),
  );
  return pageDocument({
    language: 'en',
    title: `${info.title} API`,
    body: html`<main class="wide">
<header class="part"><h1>${text(info.title)} API</h1><p class="facts">${sentence(info.description)}</p>
<p class="facts"><a href="/api/openapi.json">OpenAPI 3.1</a> · version ${text(info.version)}</p>
<ul class="index">${operations.map(
      ({ operation }) =>
        html`<li><a href="#${text(operation.operationId)}">${text(operation.summary)}</a></li>`,
    )}</ul></header>
${operations.map(operationSection)}
<section class="part"><h2>Schemas</h2>${Object.entries(schemas).map(schemaSection)}</section>
<section class="part"><h2>Problems</h2><p class="facts">Every error has one of these codes.</p>
<table><tr><th scope="col">code</th><th scope="col">status</th><th scope="col">meaning</th></tr>
${problems.map(({ code, status, title }) => html`<tr id="${code}"><td><code>${code}</code></td><td>${status}</td><td>${title}</td></tr>`)}
</table></section>
</main>`,
  });
}

function operationSection({
  path,
  method,
  operation,
}: {
  path: string;
  method: string;
  operation: Fields;
}): Html {
  const parameters = list(operation.parameters);
  const answers = Object.entries(at(operation, 'responses'));
  return html`<section class="part" id="${text(operation.operationId)}">
<h2>${text(operation.summary)}</h2>
<p><code>${method} ${path}</code></p>
${operation.description !== undefined && html`<p class="facts">${sentence(operation.description)}</p>`}
${
  parameters.length > 0 &&
  html`<table><tr><th scope="col">parameter</th><th scope="col">value</th><th scope="col">meaning</th></tr>
${parameters.map(
  (parameter) =>
    html`<tr><td><code>${text(parameter.name)}</code>${parameter.required === true && html` <span class="quiet">required</span>`}</td><td>${value(at(parameter, 'schema'))}</td><td>${sentence(parameter.description)}</td></tr>`,
)}</table>`
}
<table><tr><th scope="col">status</th><th scope="col">answer</th></tr>
${answers.map(([status, answer]) => html`<tr><td>${status}</td><td>${answerValue(answer as Fields)}</td></tr>`)}</table>
</section>`;
}

function answerValue(answer: Fields): Part {
  const [content] = Object.values(at(answer, 'content'));
  return isFields(content) ? value(at(content, 'schema')) : text(answer.description);
}

function schemaSection([name, schema]: [string, Json]): Html {
  const { description, properties, required } = schema as Fields;
  const always = new Set(Array.isArray(required) ? required : []);
  return html`<h3 id="${name}">${name}</h3>
${description !== undefined && html`<p class="facts">${sentence(description)}</p>`}
<table><tr><th scope="col">field</th><th scope="col">value</th><th scope="col">meaning</th></tr>
${Object.entries(isFields(properties) ? properties : {}).map(
  ([field, of]) =>
    html`<tr><td><code>${field}</code>${!always.has(field) && html` <span class="quiet">may be absent</span>`}</td><td>${value(of)}</td><td>${isFields(of) && sentence(of.description)}</td></tr>`,
)}</table>`;
}

/** What a value may be, in a few words. */
function value(schema: Json): Part {
  if (!isFields(schema)) return 'anything';
  const { $ref, anyOf, properties, additionalProperties, prefixItems, items, type } = schema;
  if (typeof $ref === 'string') {
    const name = $ref.slice($ref.lastIndexOf('/') + 1);
    return html`<a href="#${name}">${name}</a>`;
  }
  if (Array.isArray(anyOf)) return separated(anyOf.map(value), ' or ');
  if (Array.isArray(schema.enum)) return [separated(schema.enum.map(code), ' or '), limits(schema)];
  if (Array.isArray(prefixItems)) return ['[', separated(prefixItems.map(value), ', '), ']'];
  if (type === 'array') return ['list of ', value(items ?? null)];
  if (isFields(properties)) {
    const fields = Object.entries(properties).map(([name, of]) => html`<code>${name}</code>: ${value(of)}`);
    return ['{ ', separated(fields, ', '), ' }'];
  }
  if (isFields(additionalProperties)) return ['by name: ', value(additionalProperties)];
  return [type === 'string' ? text(schema.format ?? 'text') : text(type), limits(schema)];
}

function limits({ minimum, exclusiveMinimum, maximum, maxLength, default: usual }: Fields): Part {
  return [
    minimum !== undefined && ` from ${minimum}`,
    exclusiveMinimum !== undefined && ` over ${exclusiveMinimum}`,
    maximum !== undefined && ` to ${maximum}`,
    maxLength !== undefined && `, at most ${maxLength} long`,
    usual !== undefined && html`, default ${code(usual)}`,
  ];
}

const separated = (parts: readonly Part[], separator: string): Part =>
  parts.map((part, i) => (i === 0 ? part : [separator, part]));
const code = (json: Json): Html => html`<code>${text(json)}</code>`;
const text = (json: Json | undefined): string => (json === undefined ? '' : String(json));
/** A sentence whose `code` is between backquotes. */
const sentence = (json: Json | undefined): Part =>
  text(json)
    .split('`')
    .map((part, i) => (i % 2 === 1 ? html`<code>${part}</code>` : part));
const at = (fields: Fields, key: string): Fields => (isFields(fields[key]) ? fields[key] : {});
const list = (json: Json | undefined): Fields[] => (Array.isArray(json) ? json.filter(isFields) : []);
