import { expect, it } from 'vitest';
import { aCafe, openApp } from '../../support/app.ts';
import { openTestStorage, tester } from '../../support/stores.ts';
import { testSameAnswers } from './same-answers.ts';

testSameAnswers('SQLite', openTestStorage, 200);

it('answers through the same route, what was just written included', async () => {
  const app = await openApp({ NEARBY_INDEX: 'database' });
  await app.nearby.start();
  const near = async (query = '') =>
    (await app.inject(`/api/v1/stores/nearby?lat=39.99&lon=116.33&radius=10000${query}`)).json();
  await app.storage.stores.put([{ id: 'wudaokou', fields: aCafe() }], tester);
  expect(await near()).toMatchObject({ numberReturned: 1, stores: [{ id: 'wudaokou' }] });
  await app.storage.stores.remove(['wudaokou'], tester);
  expect(await near()).toMatchObject({ numberReturned: 0, reach: { widened: true } });
});

it('answers 304 to whoever holds the answer, until the catalogue changes', async () => {
  const app = await openApp({ NEARBY_INDEX: 'database' });
  await app.nearby.start();
  await app.storage.stores.put([{ id: 'wudaokou', fields: aCafe() }], tester);
  const ask = (headers: Record<string, string> = {}) =>
    app.inject({ url: '/api/v1/stores/nearby?lat=39.99&lon=116.33', headers });
  const { etag } = (await ask()).headers;
  const held = { 'if-none-match': String(etag) };
  expect((await ask(held)).statusCode).toBe(304);
  await app.storage.stores.put([{ id: 'wudaokou', fields: aCafe({ name: '改名' }) }], tester);
  expect((await ask(held)).json().stores[0].name).toBe('改名');
});

it('finds places among the stores, by their name and by its spelling', async () => {
  const app = await openApp({ NEARBY_INDEX: 'database' });
  await app.nearby.start();
  await app.storage.stores.put([{ id: 'wudaokou', fields: aCafe() }], tester);
  for (const text of ['五道口', 'wudaokou']) {
    const { places } = (await app.inject(`/api/v1/places?q=${encodeURIComponent(text)}`)).json();
    expect(places.map(({ name }: { name: string }) => name)).toEqual([expect.stringContaining('五道口')]);
  }
});
