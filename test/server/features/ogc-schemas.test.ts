// What the features API answers, held against the schemas that the standards publish.

import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { beforeAll, expect, it } from 'vitest';
import { buildApp } from '../../../server/app.ts';
import { readConfig } from '../../../server/config.ts';
import blocks from '../../fixtures/ogcapi/features-1-oas30.json' with { type: 'json' };
import { ApiSchemas } from '../../support/api-document.ts';
import { aStore, tester } from '../../support/stores.ts';

const standard = new ApiSchemas(blocks);
const schema = (name: string) => standard.check({ $ref: `#/components/schemas/${name}` });

const answers = new Map<string, unknown>();
const paths = {
  '/ogc/': 'landingPage',
  '/ogc/conformance': 'confClasses',
  '/ogc/collections': 'collections',
  '/ogc/collections/stores': 'collection',
  '/ogc/collections/stores/items': 'featureCollectionGeoJSON',
  '/ogc/collections/stores/items?limit=1': 'featureCollectionGeoJSON',
  '/ogc/collections/stores/items?bbox=0,0,1,1': 'featureCollectionGeoJSON',
  '/ogc/collections/stores/items/wudaokou': 'featureGeoJSON',
  '/ogc/collections/stores/items?limit=0': 'exception',
  '/ogc/collections/stores/items/nowhere': 'exception',
  '/ogc/collections/shops': 'exception',
};
const schemaPaths = ['/ogc/collections/stores/queryables', '/ogc/collections/stores/schema'];

beforeAll(async () => {
  const app = buildApp({
    config: readConfig({ DATA_DIR: ':memory:', PUBLIC_URL: 'https://stores.example.com' }),
  });
  await app.ready();
  const stores = { wudaokou: aStore(), taveuni: aStore({ region: 'other', position: TAVEUNI }) };
  await app.storage.stores.put(
    Object.entries(stores).map(([id, fields]) => ({ id, fields })),
    tester,
  );
  for (const url of [...Object.keys(paths), ...schemaPaths]) answers.set(url, (await app.inject(url)).json());
  await app.close();
});

const TAVEUNI = { longitude: -179.97, latitude: -16.85, datum: 'wgs84' } as const;

it.each(Object.entries(paths))('%s is a %s of OGC API Features, part 1', (url, name) => {
  expect(schema(name)(answers.get(url))).toEqual([]);
});

it('what the standard’s schemas refuse is seen', () => {
  expect(schema('landingPage')({ title: 'x' })).not.toEqual([]);
  const [, feature] = (answers.get('/ogc/collections/stores/items') as { features: object[] }).features;
  expect(schema('featureGeoJSON')({ ...feature, type: 'Store' })).not.toEqual([]);
});

it.each(schemaPaths)('%s is a JSON Schema of 2020-12', (url) => {
  const ajv = new Ajv2020({ strict: false });
  expect(ajv.validateSchema(answers.get(url) as object)).toBe(true);
});

it('each feature’s properties fit the schema of the collection, and nothing else is in them', () => {
  const { properties } = answers.get('/ogc/collections/stores/schema') as {
    properties: Record<string, { type?: string; format?: string; 'x-ogc-role'?: string }>;
  };
  const columns = Object.entries(properties).filter(([, each]) => each['x-ogc-role'] === undefined);
  const ajv = new Ajv2020({ strict: false });
  (addFormats as unknown as typeof addFormats.default)(ajv);
  const fits = ajv.compile({
    type: 'object',
    required: columns.map(([name]) => name),
    properties: Object.fromEntries(
      columns.map(([name, { type, format }]) => [name, { type: [type, 'null'], ...(format && { format }) }]),
    ),
    additionalProperties: false,
  });
  const { features } = answers.get('/ogc/collections/stores/items') as { features: { properties: object }[] };
  expect(features).toHaveLength(2);
  for (const feature of features) expect([fits(feature.properties), fits.errors]).toEqual([true, null]);
});
