// The API's documentation, for reading: made from the OpenAPI document, without a script.

import type { Language } from '../../shared/language.ts';
import type { ProblemKind } from '../errors.ts';
import { isFields, type Json } from '../plugins/openapi-document.ts';
import { type DocsWords, docsWords } from './docs-words.ts';
import { type Html, html, type Part } from './html.ts';
import { pageDocument } from './layout.ts';

type Fields = { [key: string]: Json };

/**
 * The page around the document is in `language`; what the document says itself is English.
 * @param document  as openapi-document tidies it
 * @param problems  in the order to show them
 */
export function docsPage(document: Fields, problems: readonly ProblemKind[], language: Language): string {
  const say = docsWords[language];
  const other = language === 'en' ? 'zh-CN' : 'en';
  const info = at(document, 'info');
  const schemas = at(at(document, 'components'), 'schemas');
  const operations = operationsOf(at(document, 'paths'));
  const deliveries = operationsOf(at(document, 'webhooks'));
  return pageDocument({
    language,
    title: say.title(text(info.title)),
    body: html`<main class="wide">
<header class="part"><h1>${say.title(text(info.title))}</h1><p class="facts" lang="en">${sentence(info.description)}</p>
<p class="facts"><a href="/api/openapi.json">OpenAPI 3.1</a> · ${say.version(text(info.version))} · <a href="?lang=${other}" hreflang="${other}" lang="${other}">${say.otherLanguage}</a></p>
<ul class="index" lang="en">${[...operations, ...deliveries].map(
      ({ operation }) =>
        html`<li><a href="#${text(operation.operationId)}">${text(operation.summary)}</a></li>`,
    )}</ul></header>
${operations.map((operation) => operationSection(operation, say))}
${deliveries.length > 0 && html`<section class="part"><h2>${say.deliveries}</h2><p class="facts">${say.deliveriesIntro}</p></section>`}
${deliveries.map((operation) => operationSection(operation, say))}
<section class="part"><h2>${say.schemas}</h2>${Object.entries(schemas).map(([name, schema]) => schemaSection(name, schema as Fields, say))}</section>
<section class="part"><h2>${say.problems}</h2><p class="facts">${say.problemsIntro}</p>
<table><tr><th scope="col">${say.code}</th><th scope="col">${say.status}</th><th scope="col">${say.meaning}</th></tr>
${problems.map(({ code, status, title }) => html`<tr id="${code}"><td><code>${code}</code></td><td>${status}</td><td lang="en">${title}</td></tr>`)}
</table></section>
</main>`,
  });
}

type Operation = { readonly path: string; readonly method: string; readonly operation: Fields };

const operationsOf = (paths: Fields): Operation[] =>
  Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods as Fields).map(([method, operation]) => ({
      path,
      method: method.toUpperCase(),
      operation: operation as Fields,
    })),
  );

function operationSection({ path, method, operation }: Operation, say: DocsWords): Html {
  const parameters = list(operation.parameters);
  const answers = Object.entries(at(operation, 'responses'));
  return html`<section class="part" id="${text(operation.operationId)}">
<h2 lang="en">${text(operation.summary)}</h2>
<p><code>${method} ${path}</code></p>
${operation.description !== undefined && html`<p class="facts" lang="en">${sentence(operation.description)}</p>`}
${
  parameters.length > 0 &&
  html`<table><tr><th scope="col">${say.parameter}</th><th scope="col">${say.value}</th><th scope="col">${say.meaning}</th></tr>
${parameters.map(
  (parameter) =>
    html`<tr><td><code>${text(parameter.name)}</code>${parameter.required === true && html` <span class="quiet">${say.required}</span>`}</td><td>${value(at(parameter, 'schema'), say)}</td><td lang="en">${sentence(parameter.description)}</td></tr>`,
)}</table>`
}
${bodyPart(at(operation, 'requestBody'), say)}
<table><tr><th scope="col">${say.status}</th><th scope="col">${say.answer}</th></tr>
${answers.map(([status, answer]) => html`<tr><td>${status}</td><td>${answerValue(answer as Fields, say)}</td></tr>`)}</table>
</section>`;
}

/** What is sent with a request: its fields, or what it is where it has none that are listed. */
function bodyPart(requestBody: Fields, say: DocsWords): Part {
  return Object.entries(at(requestBody, 'content')).map(([type, content]) => {
    const schema = at(content as Fields, 'schema');
    const line = html`<p>${say.body}: <code>${type}</code>${!isFields(schema.properties) && html` ${value(schema, say)}`}</p>`;
    return isFields(schema.properties) ? [line, fieldsTable(schema, say)] : line;
  });
}

function answerValue(answer: Fields, say: DocsWords): Part {
  const [content] = Object.values(at(answer, 'content'));
  return isFields(content)
    ? value(at(content, 'schema'), say)
    : html`<span lang="en">${text(answer.description)}</span>`;
}

function schemaSection(name: string, schema: Fields, say: DocsWords): Html {
  const { description } = schema;
  return html`<h3 id="${name}">${name}</h3>
${description !== undefined && html`<p class="facts" lang="en">${sentence(description)}</p>`}
${fieldsTable(schema, say)}`;
}

function fieldsTable({ properties, required }: Fields, say: DocsWords): Html {
  const always = new Set(Array.isArray(required) ? required : []);
  return html`<table><tr><th scope="col">${say.field}</th><th scope="col">${say.value}</th><th scope="col">${say.meaning}</th></tr>
${Object.entries(isFields(properties) ? properties : {}).map(
  ([field, of]) =>
    html`<tr><td><code>${field}</code>${!always.has(field) && html` <span class="quiet">${say.optional}</span>`}</td><td>${value(of, say)}</td><td lang="en">${isFields(of) && sentence(of.description)}</td></tr>`,
)}</table>`;
}

/** What a value may be, in a few words. */
function value(schema: Json, say: DocsWords): Part {
  const within = (inner: Json) => value(inner, say);
  if (!isFields(schema)) return say.anything;
  const { $ref, anyOf, properties, additionalProperties, prefixItems, items, type } = schema;
  if (typeof $ref === 'string') {
    const name = $ref.slice($ref.lastIndexOf('/') + 1);
    return html`<a href="#${name}">${name}</a>`;
  }
  if (Array.isArray(anyOf)) return separated(anyOf.map(within), say.or);
  if (Array.isArray(schema.enum)) return [separated(schema.enum.map(code), say.or), limits(schema, say)];
  if (Array.isArray(prefixItems)) return ['[', separated(prefixItems.map(within), ', '), ']'];
  if (type === 'array') return [say.listOf, within(items ?? null)];
  if (isFields(properties)) {
    const fields = Object.entries(properties).map(([name, of]) => html`<code>${name}</code>: ${within(of)}`);
    return ['{ ', separated(fields, ', '), ' }'];
  }
  if (isFields(additionalProperties)) return [say.byName, within(additionalProperties)];
  return [type === 'string' ? text(schema.format ?? say.text) : text(type), limits(schema, say)];
}

function limits(
  { minimum, exclusiveMinimum, maximum, maxLength, default: usual }: Fields,
  say: DocsWords,
): Part {
  return [
    minimum !== undefined && say.from(text(minimum)),
    exclusiveMinimum !== undefined && say.over(text(exclusiveMinimum)),
    maximum !== undefined && say.to(text(maximum)),
    maxLength !== undefined && say.longest(text(maxLength)),
    usual !== undefined && html`${say.usual}${code(usual)}`,
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
