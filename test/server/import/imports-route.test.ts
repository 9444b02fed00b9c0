import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { withRole } from '../../support/access.ts';
import { openApp } from '../../support/app.ts';
import { aStore, tester } from '../../support/stores.ts';

const CAFES = `编号,名称,地址,经度,纬度,营业时间
SZ-1,福田店,深南大道6001号,114.0579,22.5431,每日10:00-22:00
SZ-2,,深南大道6002号,114.0580,22.5432,
SZ-3,南山店,科技路1号,113.9500,22.5400,
`;

async function service() {
  const app = await openApp();
  const editor = await withRole(app, 'editor');
  const publisher = await withRole(app, 'publisher');
  const call = async (
    method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
    path: string,
    body?: object,
    headers = publisher,
  ) => {
    const answer = await app.inject({
      method,
      url: `/api/v1/imports${path}`,
      headers,
      ...(body && { payload: body }),
    });
    return { status: answer.statusCode, body: answer.json() };
  };
  const upload = async (text: string, query = '?fileName=stores.csv&datum=wgs84', headers = publisher) => {
    const answer = await app.inject({
      method: 'POST',
      url: `/api/v1/imports${query}`,
      headers: { ...headers, 'content-type': 'application/octet-stream' },
      payload: text,
    });
    return settled(answer.json().id);
  };
  /** The import once it waits for somebody, or is over. */
  async function settled(id: string) {
    for (;;) {
      const { body } = await call('GET', `/${id}`);
      if (body.state !== 'reading' && body.state !== 'applying') return body;
      await turn();
    }
  }
  return { app, call, upload, settled, editor, publisher };
}

describe('an import over HTTP', () => {
  it('is looked at, confirmed and found by the API, the refused record left out', async () => {
    const { app, call, upload, settled } = await service();
    const looked = await upload(CAFES);
    expect(looked).toMatchObject({
      state: 'ready',
      summary: {
        format: 'csv',
        encoding: 'utf-8',
        records: 3,
        create: 2,
        update: 0,
        rejected: 1,
        rejections: { 'missing-name': 1 },
      },
    });
    expect(await app.storage.stores.list({ limit: 10 })).toMatchObject({ stores: [] });

    const rows = await call('GET', `/${looked.id}/rows?outcome=reject`);
    expect(rows.body.rows).toMatchObject([
      { record: 2, line: 3, issues: [{ reason: 'missing-name', column: '名称' }] },
    ]);

    await call('POST', `/${looked.id}/confirm`, { generation: looked.generation });
    const done = await settled(looked.id);
    expect(done).toMatchObject({ state: 'done', operation: expect.any(String) });
    const { stores } = await app.storage.stores.list({ limit: 10 });
    expect(stores.map(({ sid, name, region, timeZone }) => ({ sid, name, region, timeZone }))).toEqual(
      expect.arrayContaining([
        { sid: 'SZ-1', name: '福田店', region: 'CN', timeZone: 'Asia/Shanghai' },
        { sid: 'SZ-3', name: '南山店', region: 'CN', timeZone: 'Asia/Shanghai' },
      ]),
    );
  });

  it('changes nothing the second time', async () => {
    const { call, upload, settled } = await service();
    const first = await upload(CAFES);
    await call('POST', `/${first.id}/confirm`, { generation: first.generation });
    await settled(first.id);
    expect(await upload(CAFES)).toMatchObject({
      summary: { create: 0, update: 0, unchanged: 2, rejected: 1 },
    });
  });

  it('asks for the datum, and is looked at anew when it is told', async () => {
    const { call, upload, settled } = await service();
    const looked = await upload(CAFES, '?fileName=stores.csv');
    expect(looked.summary.needs).toEqual(['datum']);
    expect(looked.summary.datumSamples[0]).toMatchObject({
      name: '福田店',
      readings: { wgs84: { longitude: 114.0579 } },
    });
    expect((await call('POST', `/${looked.id}/confirm`, { generation: 1 })).status).toBe(409);
    await call('PATCH', `/${looked.id}`, { datum: 'bd09' });
    expect(await settled(looked.id)).toMatchObject({ state: 'ready', generation: 2, summary: { needs: [] } });
  });

  it('remembers what the columns of a header were read as', async () => {
    const { call, upload, settled } = await service();
    const odd = '门牌,名称,经度,纬度\n路1号,甲店,121.1,31.1\n';
    const first = await upload(odd);
    await call('PATCH', `/${first.id}`, { mapping: { 门牌: 'street' } });
    const looked = await settled(first.id);
    await call('POST', `/${first.id}/confirm`, { generation: looked.generation });
    await settled(first.id);
    expect((await upload(odd)).summary.columns[0]).toMatchObject({ name: '门牌', field: 'street' });
  });

  it('is written by an editor as drafts, and not published', async () => {
    const { app, call, upload, settled, editor } = await service();
    await app.storage.stores.put([{ id: 'futian', fields: aStore({ sid: 'SZ-1', name: '旧名' }) }], tester);
    const looked = await upload(CAFES, '?fileName=a.csv&datum=wgs84', editor);
    expect(
      (await call('POST', `/${looked.id}/confirm`, { generation: 1, publish: true }, editor)).status,
    ).toBe(403);
    await call('POST', `/${looked.id}/confirm`, { generation: 1 }, editor);
    await settled(looked.id);
    expect(await app.storage.stores.get('futian')).toMatchObject({ name: '旧名', status: 'published' });
    expect(await app.storage.catalogue.worked('futian')).toMatchObject({
      draft: { fields: { name: '福田店' } },
    });
    const { stores } = await app.storage.stores.list({ sid: 'SZ-3', limit: 1 });
    expect(stores).toMatchObject([{ status: 'draft' }]);
  });

  it('is looked at anew when a store changed between the look and the confirmation', async () => {
    const { app, call, upload, settled } = await service();
    await app.storage.stores.put([{ id: 'futian', fields: aStore({ sid: 'SZ-1' }) }], tester);
    const looked = await upload(CAFES);
    await app.storage.stores.put([{ id: 'futian', fields: aStore({ sid: 'SZ-1', name: '刚改' }) }], tester);
    await call('POST', `/${looked.id}/confirm`, { generation: 1 });
    expect(await settled(looked.id)).toMatchObject({
      state: 'ready',
      generation: 2,
      summary: { isStale: true },
    });
    expect(await app.storage.stores.list({ limit: 10 })).toMatchObject({ stores: [{ name: '刚改' }] });
  });

  it('is undone as one operation', async () => {
    const { app, call, upload, settled } = await service();
    const looked = await upload(CAFES);
    await call('POST', `/${looked.id}/confirm`, { generation: 1 });
    const { operation } = await settled(looked.id);
    expect(await app.storage.operations.get(operation)).toMatchObject({
      kind: 'import',
      stores: 2,
      note: 'stores.csv',
    });
    await app.storage.operations.undo(operation, tester);
    expect(await app.storage.stores.list({ limit: 10 })).toMatchObject({ stores: [] });
  });

  it('refuses a whole file with its reason, and takes a better one', async () => {
    const { upload } = await service();
    expect(await upload('名称,地址\n甲店,路1号\n')).toMatchObject({
      state: 'refused',
      refusal: { reason: 'no-coordinate-columns' },
    });
  });

  it('comes in a form too, and is told by events to its end', async () => {
    const { app, publisher } = await service();
    const form = new FormData();
    form.append('file', new Blob([CAFES]), '门店.csv');
    const encoded = new Response(form);
    const answer = await app.inject({
      method: 'POST',
      url: '/api/v1/imports?datum=gcj02',
      headers: { ...publisher, 'content-type': encoded.headers.get('content-type')! },
      payload: Buffer.from(await encoded.arrayBuffer()),
    });
    expect(answer.json()).toMatchObject({ fileName: '门店.csv', options: { datum: 'gcj02' } });
    const events = await app.inject({
      url: `/api/v1/imports/${answer.json().id}/events`,
      headers: publisher,
    });
    expect(events.headers['content-type']).toBe('text/event-stream');
    const told = events.body.split('\n\n').filter((event) => event.startsWith('event: import'));
    expect(JSON.parse(told.at(-1)!.split('data: ')[1]!)).toMatchObject({
      state: 'ready',
      summary: { create: 2 },
    });
  });

  it('gives up: the file is forgotten', async () => {
    const { call, upload } = await service();
    const { id } = await upload(CAFES);
    expect(await call('DELETE', `/${id}`)).toMatchObject({ status: 200, body: { state: 'cancelled' } });
    expect((await call('POST', `/${id}/confirm`, { generation: 1 })).status).toBe(409);
  });

  it('refuses a file over the limit', async () => {
    const app = await openApp({ IMPORT_MAX_MB: '1' });
    const answer = await app.inject({
      method: 'POST',
      url: '/api/v1/imports',
      headers: { ...(await withRole(app, 'editor')), 'content-type': 'text/csv' },
      payload: Buffer.alloc(1_000_001, 'a'),
    });
    expect(answer.json()).toMatchObject({ status: 413, code: 'IMPORT_TOO_LARGE' });
    expect(await app.storage.imports.list(10)).toEqual([]);
  });
});
