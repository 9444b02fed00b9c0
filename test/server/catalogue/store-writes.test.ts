import { describe, expect, it } from 'vitest';
import type { StoreInput } from '../../../shared/store.ts';
import type { WorkingStore } from '../../../shared/working-store.ts';
import { withRole } from '../../support/access.ts';
import { openApp } from '../../support/app.ts';

/** As little as a store can be told: a café at Wudaokou, Beijing, in the datum of Chinese maps. */
const wudaokou: StoreInput = {
  name: '星巴克',
  branch: '五道口店',
  position: { longitude: 116.33157, latitude: 39.99272, datum: 'gcj02' },
};

async function opened() {
  const app = await openApp();
  const [editor, publisher] = [await withRole(app, 'editor'), await withRole(app, 'publisher')];
  const add = async (fields: Partial<StoreInput> = {}, headers: Record<string, string> = publisher) =>
    app.inject({ method: 'POST', url: '/api/v1/stores', headers, payload: { ...wudaokou, ...fields } });
  return { app, editor, publisher, add };
}

describe('adding a store', () => {
  it('derives region and time zone from where it stands, and begins a draft that nobody sees', async () => {
    const { app, add, editor } = await opened();
    const answer = await add({ region: 'HK' }, editor);
    expect(answer.statusCode).toBe(201);
    const store: WorkingStore = answer.json();
    expect(store).toMatchObject({
      status: 'draft',
      version: 1,
      draftVersion: 0,
      unpublished: true,
      published: null,
    });
    expect(store.fields).toMatchObject({
      region: 'CN',
      timeZone: 'Asia/Shanghai',
      linkTo: 'page',
      phones: [],
    });
    expect(answer.headers.etag).toBe('"1"');
    expect(answer.headers.location).toMatch(new RegExp(`/api/v1/stores/${store.id}$`));
    expect((await app.inject(`/api/v1/stores/${store.id}`)).statusCode).toBe(404);
  });

  it('keeps a time zone that is given, and moves one that was derived when the store moves', async () => {
    const { app, add, publisher } = await opened();
    const stated = (await add({ timeZone: 'Asia/Urumqi' })).json();
    expect(stated.fields.timeZone).toBe('Asia/Urumqi');
    const { id } = (await add()).json();
    const moved = await app.inject({
      method: 'PATCH',
      url: `/api/v1/stores/${id}`,
      headers: { ...publisher, 'content-type': 'application/merge-patch+json' },
      payload: JSON.stringify({ position: { longitude: 114.1694, latitude: 22.3193, datum: 'wgs84' } }),
    });
    expect(moved.json().fields).toMatchObject({ region: 'HK', timeZone: 'Asia/Hong_Kong', name: '星巴克' });
  });

  it('names every field at fault', async () => {
    const { add } = await opened();
    const answer = await add({
      name: '',
      openingHours: 'morgens',
      phones: ['-'],
      website: 'stores.example.com',
    });
    expect(answer.statusCode).toBe(400);
    expect(answer.json()).toMatchObject({ code: 'INVALID_STORE', parameter: '/name' });
    expect(answer.json().errors).toEqual([{ pointer: '/name', message: expect.stringContaining('""') }]);
    const further = await add({ openingHours: 'morgens', phones: ['-'], website: 'stores.example.com' });
    expect(further.json().errors.map(({ pointer }: { pointer: string }) => pointer)).toEqual([
      '/website',
      '/phones/0',
      '/openingHours',
    ]);
  });

  it('is for those who may: an editor publishes nothing, a viewer writes nothing, nobody is asked who they are', async () => {
    const { app, add, editor } = await opened();
    expect((await add({ status: 'published' }, editor)).json()).toMatchObject({
      status: 403,
      code: 'NOT_ALLOWED',
    });
    expect((await add({}, await withRole(app, 'viewer'))).statusCode).toBe(403);
    expect((await add({}, {})).statusCode).toBe(401);
  });
});

describe('changing a store', () => {
  it('refuses a change made from an older version, and tells what others changed since', async () => {
    const { app, add, publisher } = await opened();
    const { id } = (await add({ status: 'published' })).json();
    const change = (patch: object, etag: string) =>
      app.inject({
        method: 'PATCH',
        url: `/api/v1/stores/${id}`,
        headers: { ...publisher, 'if-match': etag, 'content-type': 'application/merge-patch+json' },
        payload: JSON.stringify(patch),
      });
    const first = await change({ phones: ['010-82600000'], address: { city: '北京市' } }, '"1"');
    expect([first.statusCode, first.headers.etag]).toEqual([200, '"2"']);
    const second = await change({ name: 'Starbucks' }, '"1"');
    expect(second.statusCode).toBe(412);
    expect(second.json()).toMatchObject({
      code: 'PRECONDITION_FAILED',
      current: { version: 2, draftVersion: 0, fields: { name: '星巴克', phones: ['010-82600000'] } },
      changes: [
        { pointer: '/phones', from: [], to: ['010-82600000'] },
        { pointer: '/address/city', to: '北京市' },
      ],
    });
    expect((await change({ name: 'Starbucks' }, '"2"')).statusCode).toBe(200);
    expect((await change({ name: 'x' }, 'yesterday')).json()).toMatchObject({ code: 'INVALID_IF_MATCH' });
  });

  it('takes the ETag of what everybody reads', async () => {
    const { app, add, publisher } = await opened();
    const { id } = (await add({ status: 'published' })).json();
    const change = (etag: string) =>
      app.inject({
        method: 'PUT',
        url: `/api/v1/stores/${id}`,
        headers: { ...publisher, 'if-match': etag },
        payload: { ...wudaokou, sid: 'BJ-1' },
      });
    const { etag } = (await app.inject(`/api/v1/stores/${id}`)).headers;
    expect(etag).toMatch(/^"1-\d+"$/);
    // A weak one is equal to nothing (RFC 9110, section 13.1.1).
    expect((await change(`W/${etag}`)).json()).toMatchObject({ status: 412, current: { version: 1 } });
    expect((await change(String(etag))).json()).toMatchObject({ version: 2, status: 'published' });
    expect((await change(String(etag))).statusCode).toBe(412);
  });

  it('removes a field by null in a merge patch, and refuses what no store has', async () => {
    const { app, add, publisher } = await opened();
    const { id } = (await add({ website: 'https://stores.example.com', services: ['WiFi'] })).json();
    const patch = (body: unknown) =>
      app.inject({
        method: 'PATCH',
        url: `/api/v1/stores/${id}`,
        headers: { ...publisher, 'content-type': 'application/merge-patch+json' },
        payload: JSON.stringify(body),
      });
    const { fields } = (await patch({ website: null, services: ['停车'] })).json();
    expect(fields.website).toBeUndefined();
    expect(fields.services).toEqual(['停车']);
    expect((await patch({ colour: 'red', name: null })).json().errors).toEqual([
      { pointer: '/name', message: 'is required; got nothing' },
      { pointer: '/colour', message: 'is not a known field; got "red"' },
    ]);
  });

  it('keeps a live store from those who may not publish', async () => {
    const { app, add, editor } = await opened();
    const { id } = (await add({ status: 'published' })).json();
    const url = `/api/v1/stores/${id}`;
    expect((await app.inject({ method: 'PUT', url, headers: editor, payload: wudaokou })).statusCode).toBe(
      403,
    );
    expect((await app.inject({ method: 'DELETE', url, headers: editor })).statusCode).toBe(403);
    expect((await app.inject({ url })).statusCode).toBe(200);
  });
});

describe('writers', () => {
  it('at the same time, none of whom names a version, all get their field changed', async () => {
    const { app, add, publisher } = await opened();
    const { id } = (await add({ status: 'published' })).json();
    const patches = [{ sid: 'BJ-1' }, { phones: ['010-82600000'] }, { services: ['WiFi'] }];
    const answers = await Promise.all(
      patches.map((patch) =>
        app.inject({
          method: 'PATCH',
          url: `/api/v1/stores/${id}`,
          headers: { ...publisher, 'content-type': 'application/merge-patch+json' },
          payload: JSON.stringify(patch),
        }),
      ),
    );
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200]);
    expect(await app.storage.stores.get(id)).toMatchObject({
      ...patches[0],
      ...patches[1],
      ...patches[2],
      version: 4,
    });
  });

  it('stay within the towns that are theirs, with stores as they are and as they become', async () => {
    const { app, add } = await opened();
    const there = await withRole(app, 'publisher', { limits: { cities: ['上海市'] } });
    const beijing = (await add({ address: { city: '北京市' } })).json();
    const shanghai = await add({ address: { city: '上海市' } }, there);
    expect(shanghai.statusCode).toBe(201);
    expect((await add({ address: { city: '北京市' } }, there)).json()).toMatchObject({
      code: 'OUTSIDE_LIMITS',
    });
    const move = (id: string, city: string) =>
      app.inject({
        method: 'PATCH',
        url: `/api/v1/stores/${id}`,
        headers: { ...there, 'content-type': 'application/merge-patch+json' },
        payload: JSON.stringify({ address: { city } }),
      });
    expect((await move(beijing.id, '上海市')).json()).toMatchObject({ code: 'OUTSIDE_LIMITS' });
    expect((await move(shanghai.json().id, '北京市')).json()).toMatchObject({ code: 'OUTSIDE_LIMITS' });
  });
});
