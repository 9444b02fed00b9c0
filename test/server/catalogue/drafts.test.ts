import { describe, expect, it } from 'vitest';
import type { WorkingStore } from '../../../shared/working-store.ts';
import { withRole } from '../../support/access.ts';
import { aCafe, openApp } from '../../support/app.ts';
import { tester } from '../../support/stores.ts';

/** The service with one published café, `cafe`, and what each role asks with. */
async function opened() {
  const app = await openApp();
  await app.storage.stores.put([{ id: 'cafe', fields: aCafe({ sid: 'BJ-1' }) }], tester);
  const roles = {
    editor: await withRole(app, 'editor'),
    publisher: await withRole(app, 'publisher'),
    admin: await withRole(app, 'admin'),
  };
  const ask =
    (role: keyof typeof roles) =>
    async (
      method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
      path: string,
      body?: object,
      headers = {},
    ) => {
      const type =
        method === 'PATCH' && path.startsWith('/stores')
          ? 'application/merge-patch+json'
          : 'application/json';
      return app.inject({
        method,
        url: `/api/v1${path}`,
        headers: { ...roles[role], ...(body ? { 'content-type': type } : {}), ...headers },
        ...(body ? { payload: JSON.stringify(body) } : {}),
      });
    };
  const shown = async () => (await app.inject('/api/v1/stores/cafe')).json();
  return { app, editor: ask('editor'), publisher: ask('publisher'), admin: ask('admin'), shown };
}

describe('a draft beside a published store', () => {
  it('changes nothing that agents see until it is published, and shows what it would change', async () => {
    const { editor, publisher, shown } = await opened();
    const drafted = await editor('PATCH', '/stores/cafe/draft', {
      name: '示例书吧',
      address: { street: '成府路30号' },
    });
    expect(drafted.headers.etag).toBe('"1d1"');
    expect(drafted.json()).toMatchObject({
      version: 1,
      draftVersion: 1,
      status: 'published',
      unpublished: true,
      changes: [
        { pointer: '/name', from: '示例咖啡', to: '示例书吧' },
        { pointer: '/address/street', from: '成府路28号', to: '成府路30号' },
      ],
    });
    expect((await shown()).name).toBe('示例咖啡');

    expect((await editor('POST', '/stores/cafe/publish')).statusCode).toBe(403);
    const done: WorkingStore = (await publisher('POST', '/stores/cafe/publish')).json();
    expect(done).toMatchObject({ version: 2, draftVersion: 0, unpublished: false, changes: [] });
    expect((await shown()).name).toBe('示例书吧');
    expect((await publisher('POST', '/stores/cafe/publish')).json()).toMatchObject({
      code: 'NOTHING_TO_PUBLISH',
    });
  });

  it('takes over what is published meanwhile, and names what both changed', async () => {
    const { editor, publisher, shown } = await opened();
    await editor('PATCH', '/stores/cafe/draft', { name: '示例书吧', phones: ['010-82600001'] });
    await publisher('PATCH', '/stores/cafe', { services: ['停车'] });
    const merged: WorkingStore = (await editor('GET', '/stores/cafe/working')).json();
    expect(merged.fields).toMatchObject({ name: '示例书吧', services: ['停车'] });
    expect(merged.conflicts).toEqual([]);

    await publisher('PATCH', '/stores/cafe', { phones: ['010-82600002'] });
    const torn: WorkingStore = (await editor('GET', '/stores/cafe/working')).json();
    expect(torn.conflicts).toEqual([{ pointer: '/phones', from: ['010-82600002'], to: ['010-82600001'] }]);
    expect((await publisher('POST', '/stores/cafe/publish')).json()).toMatchObject({
      status: 409,
      code: 'DRAFT_CONFLICT',
    });
    await editor('PUT', '/stores/cafe/draft', torn.fields, { 'if-match': '"3d1"' });
    expect((await publisher('POST', '/stores/cafe/publish')).statusCode).toBe(200);
    expect(await shown()).toMatchObject({ name: '示例书吧', phones: ['010-82600001'], services: ['停车'] });
  });

  it('is refused when somebody else saved first, with what they changed', async () => {
    const { editor } = await opened();
    await editor('PATCH', '/stores/cafe/draft', { name: '甲' }, { 'if-match': '"1"' });
    const late = await editor('PATCH', '/stores/cafe/draft', { name: '乙' }, { 'if-match': '"1"' });
    expect(late.statusCode).toBe(412);
    expect(late.json()).toMatchObject({
      current: { version: 1, draftVersion: 1, fields: { name: '甲' } },
      changes: [{ pointer: '/name', from: '示例咖啡', to: '甲' }],
    });
    const thrown = (await editor('DELETE', '/stores/cafe/draft')).json();
    expect(thrown).toMatchObject({ draftVersion: 0, unpublished: false, fields: { name: '示例咖啡' } });
  });

  it('goes away when it says what is published', async () => {
    const { editor } = await opened();
    await editor('PATCH', '/stores/cafe/draft', { name: '甲' });
    expect((await editor('PATCH', '/stores/cafe/draft', { name: '示例咖啡' })).json()).toMatchObject({
      draftVersion: 0,
      unpublished: false,
    });
  });
});

describe('publishing', () => {
  it('is undone: what agents see is as before, and the draft is there again', async () => {
    const { editor, publisher, shown } = await opened();
    await editor('PATCH', '/stores/cafe/draft', { name: '示例书吧' });
    const { operation } = (await publisher('POST', '/stores/cafe/publish')).json();
    expect((await editor('POST', `/operations/${operation}/undo`)).json()).toMatchObject({
      restored: 0,
      conflicts: [{ id: 'cafe', reason: 'not-allowed' }],
    });
    expect((await publisher('POST', `/operations/${operation}/undo`)).json()).toMatchObject({ restored: 1 });
    expect((await shown()).name).toBe('示例咖啡');
    expect((await editor('GET', '/stores/cafe/working')).json()).toMatchObject({
      unpublished: true,
      changes: [{ pointer: '/name', from: '示例咖啡', to: '示例书吧' }],
      conflicts: [],
    });
  });

  it('saves and publishes in one what a publisher sends', async () => {
    const { publisher, shown } = await opened();
    const { fields } = (await publisher('GET', '/stores/cafe/working')).json();
    const done = await publisher('POST', '/stores/cafe/publish', { fields: { ...fields, name: '示例书吧' } });
    expect(done.json()).toMatchObject({ version: 2, unpublished: false });
    expect((await shown()).name).toBe('示例书吧');
  });

  it('is asked for by an editor where a review is switched on; a publisher returns it with a note, or approves', async () => {
    const { editor, publisher, admin, shown } = await opened();
    await admin('PATCH', '/settings/ops', { review: true });
    await editor('PATCH', '/stores/cafe/draft', { name: '示例书吧' });
    const asked = (await editor('POST', '/stores/cafe/publish', { note: '新招牌' })).json();
    expect(asked.plan).toMatchObject({ review: 'requested', note: '新招牌' });
    expect((await editor('POST', '/stores/cafe/review', { decision: 'approve' })).statusCode).toBe(403);
    const returned = (
      await publisher('POST', '/stores/cafe/review', { decision: 'return', note: '照片？' })
    ).json();
    expect(returned.plan).toMatchObject({ review: 'returned', note: '照片？' });
    expect((await shown()).name).toBe('示例咖啡');
    await editor('POST', '/stores/cafe/publish');
    expect((await publisher('GET', '/stores/facets')).json()).toMatchObject({ requested: 1, unpublished: 1 });
    await publisher('POST', '/stores/cafe/review', { decision: 'approve' });
    expect((await shown()).name).toBe('示例书吧');
    expect((await publisher('POST', '/stores/cafe/review', { decision: 'approve' })).json()).toMatchObject({
      code: 'NO_REVIEW_ASKED',
    });
  });

  it('withdraws what a publisher has planned when an editor changes it', async () => {
    const { editor, publisher } = await opened();
    await editor('PATCH', '/stores/cafe/draft', { name: '甲' });
    const planned = await publisher('POST', '/stores/cafe/publish', { at: '2099-01-01T00:00:00+08:00' });
    expect(planned.json().plan).toMatchObject({ publishAt: '2098-12-31T16:00:00.000Z', review: null });
    expect((await editor('PATCH', '/stores/cafe/draft', { name: '乙' })).json().plan).toBeNull();
    expect(
      (await publisher('POST', '/stores/cafe/publish', { at: '2020-01-01T00:00:00Z' })).json(),
    ).toMatchObject({
      code: 'DATE_IS_OVER',
    });
  });
});

describe('closing', () => {
  it('for a while is undone by the editor who did it, and that in turn', async () => {
    const { editor, shown } = await opened();
    const state = async () => (await shown()).open.state;
    const { operation } = (
      await editor('PUT', '/stores/cafe/closure', { from: '2020-01-01T00:00:00+08:00' })
    ).json();
    const undo = async (id: string) => (await editor('POST', `/operations/${id}/undo`)).json();
    const undone = await undo(operation);
    expect(await state()).not.toBe('temporarily-closed');
    const redone = await undo(undone.operation.id);
    expect(redone).toMatchObject({ restored: 1, conflicts: [] });
    expect(await state()).toBe('temporarily-closed');
    expect(await undo(redone.operation.id)).toMatchObject({ restored: 1 });
    expect(await state()).not.toBe('temporarily-closed');
  });

  it('for a while is live at once, though there is a draft, and is no part of it', async () => {
    const { editor, shown } = await opened();
    await editor('PATCH', '/stores/cafe/draft', { name: '示例书吧' });
    const closed = await editor('PUT', '/stores/cafe/closure', {
      from: '2020-01-01T00:00:00+08:00',
      reason: '装修',
    });
    expect(closed.json()).toMatchObject({ changes: [{ pointer: '/name' }], conflicts: [] });
    expect((await shown()).open).toMatchObject({ state: 'temporarily-closed' });
    await editor('DELETE', '/stores/cafe/closure');
    expect((await shown()).open).toMatchObject({ state: 'unknown' });
  });

  it('for good takes it out of sight until it is opened again', async () => {
    const { app, editor, publisher, shown } = await opened();
    expect((await editor('POST', '/stores/cafe/close')).statusCode).toBe(403);
    expect((await publisher('POST', '/stores/cafe/close')).json()).toMatchObject({ status: 'closed' });
    expect((await app.inject('/api/v1/stores/cafe')).statusCode).toBe(404);
    await publisher('POST', '/stores/cafe/reopen');
    expect((await shown()).name).toBe('示例咖啡');
  });
});

describe('history', () => {
  it('tells who changed what, and brings a version back', async () => {
    const { editor, publisher, shown } = await opened();
    await publisher('PATCH', '/stores/cafe', { name: '甲' });
    const { versions } = (await editor('GET', '/stores/cafe/versions')).json();
    expect(versions[0]).toMatchObject({
      version: 2,
      by: { kind: 'key' },
      changes: [{ pointer: '/name', from: '示例咖啡', to: '甲' }],
    });
    expect((await editor('POST', '/stores/cafe/restore', { version: 1 })).json()).toMatchObject({
      draftVersion: 1,
    });
    await publisher('POST', '/stores/cafe/restore', { version: 1, publish: true });
    expect((await shown()).name).toBe('示例咖啡');
  });

  it('brings a removed store back as it was', async () => {
    const { app, editor, publisher, shown } = await opened();
    const operation = (await publisher('DELETE', '/stores/cafe')).json();
    expect(operation).toMatchObject({ kind: 'delete', stores: 1 });
    expect((await app.inject('/api/v1/stores/cafe')).statusCode).toBe(404);
    expect((await editor('GET', '/stores/removed')).json().stores).toMatchObject([
      { id: 'cafe', fields: { sid: 'BJ-1' }, operation: operation.id },
    ]);
    await publisher('POST', '/stores/cafe/restore', {});
    expect(await shown()).toMatchObject({ sid: 'BJ-1', version: 3 });
  });

  it('shows somebody with limits only those removed stores that are theirs, page by page', async () => {
    const { app, publisher } = await opened();
    const cities = ['上海市', '北京市', '上海市', '北京市', '北京市', '上海市'];
    for (const [index, city] of cities.entries()) {
      const id = `${index}`;
      await app.storage.stores.put([{ id, fields: aCafe({ address: { city } }) }], tester);
      await publisher('DELETE', `/stores/${id}`);
    }
    const headers = await withRole(app, 'viewer', { limits: { cities: ['上海市'] } });
    const page = async (query: string) =>
      (await app.inject({ url: `/api/v1/stores/removed?${query}`, headers })).json();
    const idsOf = ({ stores }: { stores: { id: string }[] }) => stores.map(({ id }) => id);
    expect(idsOf(await page('limit=9'))).toEqual(['5', '2', '0']);
    const first = await page('limit=2');
    expect(idsOf(first)).toEqual(['5', '2']);
    const second = await page(`limit=2&cursor=${first.cursor}`);
    expect(idsOf(second)).toEqual(['0']);
    expect(second.cursor).toBeNull();
  });
});
