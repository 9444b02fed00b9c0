import { expect, it } from 'vitest';
import { placeOfChanges } from '../../server/storage/changes-cursor.ts';
import { aCafe, openApp } from '../support/app.ts';
import { aStore, tester } from '../support/stores.ts';

async function openWithMany(settings: Readonly<Record<string, string>> = {}) {
  const app = await openApp({ PUBLIC_URL: 'https://stores.example.com', ...settings });
  // More than the catalogue is read by at once.
  const many = Array.from({ length: 1_200 }, (_, i) => ({ id: `s${10_000 + i}`, fields: aCafe() }));
  await app.storage.stores.put([...many, { id: 'draft', fields: aStore({ status: 'draft' }) }], tester);
  await app.storage.stores.remove(['s10007'], tester);
  const ids = many.map(({ id }) => id).filter((id) => id !== 's10007');
  return { app, ids };
}

it('NDJSON: every published store is a line, and the last one says where the changes go on', async () => {
  const { app, ids } = await openWithMany();
  const { body, headers } = await app.inject('/api/v1/stores.ndjson?datum=bd09');
  const lines = body
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  const end = lines.pop();
  expect(lines.map(({ id }) => id)).toEqual(ids);
  expect(end).toEqual({ end: true, numberReturned: 1_199, cursor: headers['changes-cursor'] });
  // 1,201 stores were written, one was removed.
  expect(placeOfChanges(end.cursor)?.revision).toBe(1_202);
  expect(lines[0].position.datum).toBe('bd09');
  expect(lines[0].open).toBeUndefined();
});

it('GeoJSON: one feature collection that ends with the same', async () => {
  const { app, ids } = await openWithMany();
  const { features, numberReturned, cursor } = (await app.inject('/api/v1/stores.geojson')).json();
  expect(features.map(({ id }: { id: string }) => id)).toEqual(ids);
  expect([numberReturned, placeOfChanges(cursor)?.revision]).toEqual([1_199, 1_202]);
});

it('CSV: a line a store, whatever its texts hold', async () => {
  const app = await openApp({ PUBLIC_URL: 'https://stores.example.com' });
  const odd = aCafe({ name: '=1+1, "quoted"', branch: '一楼\n二楼', phones: ['010-1', '010-2'] });
  await app.storage.stores.put([{ id: 'odd', fields: odd }], tester);
  const { body, headers } = await app.inject('/api/v1/stores.csv');
  expect(headers['content-type']).toBe('text/csv; charset=utf-8');
  const [head, ...rest] = body.split('\r\n');
  expect(head).toMatch(
    /^\uFEFFid,longitude,latitude,sid,name,branch,.*,time_zone,.*,gcj02_longitude,gcj02_latitude,.*,updated,/,
  );
  expect(rest.join('\r\n')).toMatch(
    /^odd,116\.3254\d*,39\.9914\d*,,"'=1\+1, ""quoted""","一楼\n二楼",北京市海淀区成府路28号,,北京市,海淀区,成府路28号,,010-1;010-2,cafe,/,
  );
});

it('no converted position where that is forbidden', async () => {
  const app = await openApp({ CONVERTED_POSITIONS: 'off' });
  await app.storage.stores.put([{ id: 'a', fields: aCafe() }], tester);
  expect((await app.inject('/api/v1/stores.csv')).body).toContain('\r\na,,,');
  expect((await app.inject('/api/v1/stores.geojson')).json().features[0].geometry).toBe(null);
});

it('an empty catalogue is an empty stream', async () => {
  const app = await openApp();
  expect((await app.inject('/api/v1/stores.geojson')).json()).toMatchObject({
    features: [],
    numberReturned: 0,
  });
  expect((await app.inject('/api/v1/stores.ndjson')).json()).toMatchObject({ end: true, numberReturned: 0 });
});

it('what is written meanwhile is not part of it', async () => {
  const { app } = await openWithMany();
  const { revision, stores } = await app.storage.stores.published();
  const pages = stores[Symbol.asyncIterator]();
  await pages.next();
  await app.storage.stores.put([{ id: 's99999', fields: aCafe() }], tester);
  const { value } = await pages.next();
  expect(value.at(-1).id).toBe('s11199');
  expect(revision).toBe(1_202);
});

it.each(['datum=gcj02&f=csv', 'datum=bd09&f=geojson'])(
  'a page with %s is refused: they have their own datum',
  async (query) => {
    const app = await openApp();
    expect((await app.inject(`/api/v1/stores?${query}`)).json()).toMatchObject({
      code: 'INVALID_PARAMETER',
      parameter: 'datum',
    });
  },
);
