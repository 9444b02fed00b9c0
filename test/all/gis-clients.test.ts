// The features API as real clients read it: GDAL, OWSLib and ogc-client.
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildApp } from '../../server/app.ts';
import { readConfig } from '../../server/config.ts';
import { aStore, tester } from '../support/stores.ts';
import { toolsFolder } from '../support/tools-setup.ts';

const STORES = 1_234;
const folder = mkdtempSync(join(tmpdir(), 'nearby-stores-gis-'));
const app = buildApp({ config: readConfig({ DATA_DIR: ':memory:', RATE_LIMIT: '0' }) });
let root: string;

beforeAll(async () => {
  await app.ready();
  const puts = Array.from({ length: STORES }, (_, i) => ({
    id: `s${10_000 + i}`,
    fields: aStore({
      name: i % 2 === 0 ? '咖啡馆' : "O'Neill's",
      // The first page has no branch at all: its type must not be guessed from there.
      branch: i < 10 ? undefined : `第${i}号店`,
      address: { city: i % 3 === 0 ? '上海市' : '北京市', postcode: '010000' },
      position: { longitude: 116 + i / 10_000, latitude: 40, datum: 'wgs84' },
    }),
  }));
  await app.storage.stores.put(puts, tester);
  root = `${await app.listen({ host: '127.0.0.1', port: 0 })}/ogc`;
});
afterAll(async () => {
  await app.close();
  rmSync(folder, { recursive: true, force: true });
});

/** What a program says; one that is not there names the package it comes in. */
async function run(program: string, debianPackage: string, ...args: string[]): Promise<string> {
  try {
    return (await promisify(execFile)(program, args, { maxBuffer: 50_000_000 })).stdout;
  } catch (error) {
    if ((error as { code?: unknown }).code !== 'ENOENT') throw error;
    throw new Error(`This test needs ${program}: on Debian and Ubuntu, apt-get install ${debianPackage}.`);
  }
}
const gdal = (program: string, ...args: string[]) => run(program, 'gdal-bin', ...args);

it('ogrinfo: one layer of points, with every count and type', async () => {
  const layers = await gdal('ogrinfo', '-q', `OAPIF:${root}`);
  expect(layers).toContain('1: Stores (title: Stores)'.replace('Stores (', 'stores ('));
  const summary = await gdal('ogrinfo', '-so', `OAPIF:${root}`, 'stores');
  expect(summary).toContain(`Feature Count: ${STORES}`);
  expect(summary).toContain('Geometry: Point');
  expect(summary).toMatch(/^branch: String/m);
  expect(summary).toMatch(/^postcode: String/m);
  expect(summary).toMatch(/^version: Integer/m);
  expect(summary).toMatch(/^gcj02_longitude: Real/m);
  expect(summary).toMatch(/^updated: DateTime/m);
});

it('ogrinfo: filters by attribute and by box', async () => {
  const where = await gdal('ogrinfo', '-so', `OAPIF:${root}`, 'stores', '-where', "city = '上海市'");
  expect(where).toContain(`Feature Count: ${Math.ceil(STORES / 3)}`);
  const box = await gdal(
    'ogrinfo',
    '-so',
    `OAPIF:${root}`,
    'stores',
    '-spat',
    '116.0095',
    '39',
    '116.0205',
    '41',
  );
  expect(box).toContain('Feature Count: 111');
});

it('ogr2ogr: a GeoPackage with every store once, texts as they were', async () => {
  const file = join(folder, 'stores.gpkg');
  await gdal('ogr2ogr', '-f', 'GPKG', file, `OAPIF:${root}`, 'stores', '-oo', 'PAGE_SIZE=500');
  const database = new DatabaseSync(file, { readOnly: true });
  const rows = database.prepare('select * from stores').all();
  database.close();
  expect(new Set(rows.map(({ id }) => id)).size).toBe(STORES);
  const [row] = rows.filter(({ id }) => id === 's10011');
  expect(row).toMatchObject({
    name: "O'Neill's",
    branch: '第11号店',
    city: '北京市',
    postcode: '010000',
    version: 1,
    website: null,
  });
});

it('ogr2ogr: the stream of the whole catalogue is a layer too', async () => {
  const file = join(folder, 'stream.gpkg');
  await gdal('ogr2ogr', '-f', 'GPKG', file, root.replace('/ogc', '/api/v1/stores.geojson'), '-nln', 'stores');
  expect(await gdal('ogrinfo', '-so', file, 'stores')).toContain(`Feature Count: ${STORES}`);
});

it('OWSLib: collections, queryables and items', async () => {
  const script = `
import json, sys
from owslib.ogcapi.features import Features
service = Features(sys.argv[1])
stores = service.collection('stores')
page = service.collection_items('stores', limit=5, bbox=[116.0, 39, 116.00095, 41])
one = service.collection_item('stores', 's10003')
print(json.dumps([service.feature_collections(), stores['title'], sorted(service.collection_queryables('stores')['properties'])[:2],
  page['numberMatched'], [f['id'] for f in page['features']], one['properties']['city']]))`;
  const said = await run('/usr/bin/python3', 'python3-owslib', '-c', script, `${root}/`);
  expect(JSON.parse(said)).toEqual([
    ['stores'],
    'Stores',
    ['branch', 'city'],
    10,
    ['s10000', 's10001', 's10002', 's10003', 's10004'],
    '上海市',
  ]);
});

it('ogc-client: a conforming features service, read whole', async () => {
  const entry = createRequire(join(toolsFolder, 'package.json')).resolve('@camptocamp/ogc-client');
  const { OgcApiEndpoint } = await import(pathToFileURL(entry).href);
  const endpoint = new OgcApiEndpoint(root);
  expect(await endpoint.hasFeatures).toBe(true);
  expect(await endpoint.featureCollections).toEqual(['stores']);
  const { itemType, queryables } = await endpoint.getCollectionInfo('stores');
  expect([itemType, queryables.length > 10]).toEqual(['feature', true]);
  const items = await endpoint.getCollectionItems('stores', 3);
  expect(items.map(({ id }: { id: string }) => id)).toEqual(['s10000', 's10001', 's10002']);
});
