// The definition of the features API, written out in OpenAPI 3.0: GIS programs look for literal paths and plain types.
import packageJson from '../../../package.json' with { type: 'json' };
import { securitySchemes } from '../../plugins/openapi-access.ts';
import { isFields, type Json } from '../../plugins/openapi-document.ts';
import { QUERYABLES } from '../../storage/filter.ts';
import { STORE_COLUMNS } from '../../store-columns.ts';
import { COLLECTION } from './collection.ts';
import { CRS_URIS, CRS84 } from './crs.ts';
import { LONGEST_FILTER } from './filter-limits.ts';
import { GEOJSON_TYPE, HTML_TYPE, JSON_TYPE, OPENAPI_31_TYPE, OPENAPI_TYPE } from './links.ts';
import { DEFAULT_LIMIT, FILTER_LANGUAGES, LARGEST_LIMIT, LARGEST_OFFSET } from './parameters.ts';
import { SCHEMA_TYPE } from './schemas.ts';

type Fields = { [key: string]: Json };

const { bearer, basic } = securitySchemes;

const ref = (kind: string, name: string): Fields => ({ $ref: `#/components/${kind}/${name}` });

const parameter = (name: string, description: string, schema: Fields): Fields => ({
  name,
  in: 'query',
  required: false,
  description,
  // Said although they are the usual ones: QGIS looks for them.
  style: 'form',
  explode: false,
  schema,
});

const crsParameter = (name: string, description: string) =>
  parameter(name, description, { type: 'string', format: 'uri', enum: [...CRS_URIS], default: CRS84 });

const titles = new Map(STORE_COLUMNS.map(({ name, title, format }) => [name, { title, format }]));
const propertyParameters: Fields = Object.fromEntries(
  Object.entries(QUERYABLES).map(([name, kind]) => [
    name,
    parameter(name, `${titles.get(name)?.title ?? 'The id'}: exactly this`, {
      type: kind === 'number' ? 'integer' : 'string',
      ...(kind === 'time' && { format: 'date-time' }),
    }),
  ]),
);

const parameters: Fields = {
  f: parameter('f', 'The form of the answer, where the Accept header is not to decide', {
    type: 'string',
    enum: ['json', 'html'],
  }),
  bbox: parameter(
    'bbox',
    'The lower corner, then the upper one, in bbox-crs; a west over the east crosses the antimeridian',
    {
      type: 'array',
      minItems: 4,
      maxItems: 6,
      items: { type: 'number' },
    },
  ),
  'bbox-crs': crsParameter('bbox-crs', 'The reference system of bbox'),
  crs: crsParameter('crs', 'The reference system of the answer'),
  datetime: parameter(
    'datetime',
    'Last changed at this instant, or between two with / between them, .. for an open end',
    { type: 'string' },
  ),
  limit: parameter('limit', 'Features on a page; more than the maximum is the maximum', {
    type: 'integer',
    minimum: 1,
    maximum: LARGEST_LIMIT,
    default: DEFAULT_LIMIT,
  }),
  offset: parameter('offset', 'Features passed over first; following `next` is quicker', {
    type: 'integer',
    minimum: 0,
    maximum: LARGEST_OFFSET,
    default: 0,
  }),
  cursor: parameter('cursor', 'Where the page begins: part of the link `next`', {
    type: 'string',
    maxLength: 200,
  }),
  category: parameter('category', 'A category id; the categories below it count', {
    type: 'string',
    pattern: '^[a-z0-9-]{1,64}$',
  }),
  filter: parameter('filter', "CQL2, such as `city = '北京市' AND branch LIKE '%店'`", {
    type: 'string',
    minLength: 1,
    maxLength: LONGEST_FILTER,
  }),
  'filter-lang': parameter('filter-lang', 'The language of filter', {
    type: 'string',
    enum: [...FILTER_LANGUAGES],
    default: 'cql2-text',
  }),
  'filter-crs': crsParameter('filter-crs', 'The reference system of the coordinates in filter'),
  ...propertyParameters,
};

const contentCrs: Fields = {
  'Content-Crs': {
    description: 'The reference system of the coordinates, in < >',
    schema: { type: 'string' },
  },
};

const answer = (description: string, type: string, schema: string, headers?: Fields): Fields => ({
  description,
  ...(headers && { headers }),
  content: {
    [type]: { schema: ref('schemas', schema) },
    [HTML_TYPE]: { schema: { type: 'string' } },
  },
});

const problem = (description: string): Fields => ({
  description,
  content: { 'application/problem+json': { schema: ref('schemas', 'problem') } },
});

const operation = (
  operationId: string,
  summary: string,
  names: readonly string[],
  responses: Fields,
): Fields => ({
  get: {
    tags: ['features'],
    operationId,
    summary,
    description: 'As JSON, or as a page where `f` or the Accept header asks for one.',
    parameters: names.map((name) => ref('parameters', name)),
    responses: {
      ...responses,
      400: ref('responses', 'invalid'),
      401: ref('responses', 'unauthorized'),
      429: ref('responses', 'busy'),
      500: ref('responses', 'failed'),
    },
  },
});

const text: Fields = { type: 'string' };
const nullable = (schema: Fields): Fields => ({ ...schema, nullable: true });

const feature: Fields = {
  type: 'object',
  required: ['type', 'id', 'geometry', 'properties'],
  properties: {
    type: { type: 'string', enum: ['Feature'] },
    id: text,
    geometry: nullable({
      type: 'object',
      required: ['type', 'coordinates'],
      properties: {
        type: { type: 'string', enum: ['Point'] },
        coordinates: { type: 'array', minItems: 2, maxItems: 2, items: { type: 'number' } },
      },
    }),
    properties: {
      type: 'object',
      required: STORE_COLUMNS.map(({ name }) => name),
      properties: Object.fromEntries(
        STORE_COLUMNS.map(({ name, type, title, format }) => [
          name,
          nullable({ type, description: title, ...(format && { format }) }),
        ]),
      ),
    },
    links: { type: 'array', items: ref('schemas', 'link') },
  },
};

const schemas: Fields = {
  link: {
    type: 'object',
    required: ['href', 'rel'],
    properties: { href: text, rel: text, type: text, title: text },
  },
  landingPage: {
    type: 'object',
    required: ['links'],
    properties: { title: text, description: text, links: { type: 'array', items: ref('schemas', 'link') } },
  },
  conformance: {
    type: 'object',
    required: ['conformsTo'],
    properties: { conformsTo: { type: 'array', items: text } },
  },
  collection: {
    type: 'object',
    required: ['id', 'links'],
    properties: {
      id: text,
      title: text,
      description: text,
      itemType: text,
      extent: { type: 'object' },
      crs: { type: 'array', items: text },
      storageCrs: text,
      links: { type: 'array', items: ref('schemas', 'link') },
    },
  },
  collections: {
    type: 'object',
    required: ['links', 'collections'],
    properties: {
      links: { type: 'array', items: ref('schemas', 'link') },
      collections: { type: 'array', items: ref('schemas', 'collection') },
    },
  },
  jsonSchema: { type: 'object' },
  feature,
  featureCollection: {
    type: 'object',
    required: ['type', 'features', 'numberMatched', 'numberReturned', 'links'],
    properties: {
      type: { type: 'string', enum: ['FeatureCollection'] },
      timeStamp: { type: 'string', format: 'date-time' },
      numberMatched: { type: 'integer', minimum: 0 },
      numberReturned: { type: 'integer', minimum: 0 },
      links: { type: 'array', items: ref('schemas', 'link') },
      features: { type: 'array', items: ref('schemas', 'feature') },
    },
  },
  problem: {
    type: 'object',
    description: 'Problem details (RFC 9457)',
    required: ['type', 'title', 'status', 'code', 'detail'],
    properties: {
      type: text,
      title: text,
      status: { type: 'integer' },
      code: text,
      detail: text,
      instance: text,
      parameter: text,
    },
  },
};

const path = `/collections/${COLLECTION}`;
const paths: Fields = {
  '/': operation('getLandingPage', 'Landing page', ['f'], {
    200: answer('Where everything is', JSON_TYPE, 'landingPage'),
  }),
  '/conformance': operation('getConformance', 'What this API conforms to', ['f'], {
    200: answer('The URIs of requirements classes', JSON_TYPE, 'conformance'),
  }),
  '/api': operation('getDefinition', 'This document', ['f'], {
    200: inBothVersions(answer('The definition of this API', OPENAPI_TYPE, 'jsonSchema')),
  }),
  '/collections': operation('getCollections', 'The collections', ['f'], {
    200: answer('The collections', JSON_TYPE, 'collections'),
  }),
  [path]: operation('getStoresCollection', 'The collection of stores', ['f'], {
    200: answer('Its extent, reference systems and links', JSON_TYPE, 'collection'),
  }),
  [`${path}/queryables`]: operation('getStoresQueryables', 'What can be asked for', ['f'], {
    200: answer('A JSON Schema', SCHEMA_TYPE, 'jsonSchema'),
  }),
  [`${path}/schema`]: operation('getStoresSchema', 'What a store is made of', ['f'], {
    200: answer('A JSON Schema', SCHEMA_TYPE, 'jsonSchema'),
  }),
  [`${path}/items`]: operation(
    'getStoresFeatures',
    'Published stores, page by page',
    Object.keys(parameters),
    {
      200: answer('A page of features, by id', GEOJSON_TYPE, 'featureCollection', contentCrs),
    },
  ),
  [`${path}/items/{featureId}`]: withFeatureId(
    operation('getStoresFeature', 'One published store', ['f', 'crs'], {
      200: answer('The feature', GEOJSON_TYPE, 'feature', contentCrs),
      404: ref('responses', 'missing'),
    }),
  ),
};

function withFeatureId(item: Fields): Fields {
  const featureId: Fields = {
    name: 'featureId',
    in: 'path',
    required: true,
    description: 'The id of a store',
    schema: { type: 'string', pattern: '^[A-Za-z0-9_-]{1,64}$' },
  };
  return { parameters: [featureId], ...item };
}

/** @param root  the address of the landing page */
export const definition = (root: string): Fields => ({
  openapi: '3.0.3',
  info: {
    title: 'Nearby Stores: features',
    version: packageJson.version,
    contact: { name: 'Whoever runs this service' },
    license: { name: packageJson.license, url: 'https://opensource.org/license/mit' },
    description:
      'Published stores by OGC API Features. Coordinates are WGS-84. Parameters that are not listed, and values that are not as described, are refused with 400.',
  },
  servers: [{ url: root }],
  // Most services let everybody read; with a key, limits are its own.
  security: [{}, { bearer: [] }, { basic: [] }],
  tags: [{ name: 'features', description: 'Stores as features' }],
  paths,
  components: {
    securitySchemes: { bearer, basic },
    parameters,
    responses: {
      invalid: problem('A parameter is not as it must be'),
      unauthorized: problem('A key is needed'),
      missing: problem('There is no such store'),
      busy: problem('Too many requests'),
      failed: problem('Something went wrong here'),
    },
    schemas,
  },
});

function inBothVersions(response: Fields): Fields {
  const content = response.content as Fields;
  return { ...response, content: { ...content, [OPENAPI_31_TYPE]: content[OPENAPI_TYPE]! } };
}

/** The same in OpenAPI 3.1, where what may be null has two types. */
export function inOpenApi31(document: Fields): Fields {
  const rewritten = (node: Json): Json => {
    if (Array.isArray(node)) return node.map(rewritten);
    if (!isFields(node)) return node;
    const { nullable, ...rest } = node;
    const own = nullable === true ? { ...rest, type: [rest.type!, 'null'] } : node;
    return Object.fromEntries(Object.entries(own).map(([key, value]) => [key, rewritten(value)]));
  };
  return { ...(rewritten(document) as Fields), openapi: '3.1.0' };
}

/** The same without references to parameters and answers, as the page of the documentation reads it. */
export function forReading(document: Fields): Fields {
  const resolved = (node: Json): Json => {
    if (Array.isArray(node)) return node.map(resolved);
    if (!isFields(node)) return node;
    const [, kind = '', name = ''] =
      /^#\/components\/(parameters|responses)\/(.+)$/.exec(String(node.$ref ?? '')) ?? [];
    const target = at(at(document, 'components'), kind)[name];
    if (target !== undefined) return resolved(target);
    return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, resolved(value)]));
  };
  const whole = resolved(document) as Fields;
  const paths = Object.entries(whole.paths as Fields).map(([path, item]) => {
    const { parameters = [], get } = item as { parameters?: Json[]; get: Fields };
    return [path, { get: { ...get, parameters: [...parameters, ...(get.parameters as Json[])] } }];
  });
  return { ...whole, paths: Object.fromEntries(paths) };
}

const at = (fields: Fields, key: string): Fields => (isFields(fields[key]) ? fields[key] : {});
