import { expect, it, onTestFinished } from 'vitest';
import { inOrder } from '../../../server/storage/catalogue/store-order.ts';
import { openSqlite } from '../../../server/storage/engine-sqlite.ts';
import { catalogue } from '../../../server/storage/migrations/001-catalogue.ts';
import { migrate } from '../../../server/storage/migrations.ts';
import { aStore } from '../../support/stores.ts';

it('finds and sorts the stores that were there before as it does new ones', async () => {
  const engine = openSqlite(':memory:');
  onTestFinished(() => engine.close());
  await migrate(engine, { '001-catalogue': catalogue });
  const names = { a: '星巴克', b: '重庆小面', c: '安静书吧' };
  for (const [index, [id, name]] of Object.entries(names).entries()) {
    const fields = aStore({ name, tags: id === 'b' ? ['直营'] : [] });
    const at = '2026-11-01T00:00:00.000Z';
    const row = {
      revision: index + 1,
      store_id: id,
      version: 1,
      created_at: at,
      at,
      by_kind: 'system',
      by_name: 'test',
    };
    await engine.writer
      .insertInto('store_versions')
      .values({ ...row, fields: JSON.stringify(fields) } as never)
      .execute();
    const old = {
      id,
      revision: index + 1,
      sid: null,
      status: 'published',
      longitude: 0,
      latitude: 0,
      search_text: name,
    };
    await engine.writer
      .insertInto('stores')
      .values(old as never)
      .execute();
  }
  await migrate(engine);
  const found = async (conditions: Parameters<typeof inOrder>[1]) =>
    (await Array.fromAsync(inOrder(engine.reader, conditions, undefined, 'name'))).flat().map(({ id }) => id);
  expect(await found({})).toEqual(['c', 'b', 'a']);
  expect(await found({ text: 'xbk' })).toEqual(['a']);
  expect(await found({ tag: '直营', city: '北京市', updatedUntil: '2026-11-01T00:00:00.001Z' })).toEqual([
    'b',
  ]);
  expect(await found({ missing: 'hours' })).toEqual([]);
});
