import { describe, expect, it, onTestFinished } from 'vitest';
import { aCafe, openApp } from '../../support/app.ts';
import { tester } from '../../support/stores.ts';

type Change = { id: string; change: string; store: { name: string; version: number } | null };
type Answer = { changes: Change[]; cursor: string; next: string | null };
type App = Awaited<ReturnType<typeof openApp>>;

const ask = async (app: App, path: string): Promise<Answer> => (await app.inject(path)).json();

/** All that follows from an address, page by page; the copy that a consumer has then. */
async function followed(app: App, from: string, copy = new Map<string, string>()) {
  let cursor = '';
  for (let next: string | null = from; next !== null; ) {
    const page: Answer = await ask(app, next.replace(/^https?:\/\/[^/]+/, ''));
    for (const { id, change, store } of page.changes) {
      if (change === 'removed') copy.delete(id);
      else copy.set(id, store!.name);
    }
    ({ cursor, next } = page);
  }
  return { copy, cursor };
}

describe('a consumer that keeps a copy', () => {
  it('reads all page by page and is exact again later, whatever was written meanwhile', async () => {
    const app = await openApp();
    const { stores } = app.storage;
    const put = (id: string, fields: Parameters<typeof aCafe>[0] = {}) =>
      stores.put([{ id, fields: aCafe(fields) }], tester);
    for (const id of ['a', 'b', 'c', 'd', 'e']) await put(id, { name: id });
    await put('draft', { status: 'draft' });

    const first = await ask(app, '/api/v1/changes?limit=2');
    expect(first.changes.map(({ id }) => id)).toEqual(['a', 'b']);
    await put('a', { name: 'a anew' });
    await stores.remove(['c'], tester);
    const { copy, cursor } = await followed(
      app,
      first.next!.replace(/^https?:\/\/[^/]+/, ''),
      new Map(first.changes.map(({ id, store }) => [id, store!.name])),
    );
    expect(Object.fromEntries(copy)).toEqual({ a: 'a anew', b: 'b', d: 'd', e: 'e' });

    await put('b', { name: 'b', status: 'closed' });
    await put('d', { name: 'd', closure: { from: '2026-11-01T00:00:00+08:00' } });
    await put('f', { name: 'f' });
    await put('draft', { status: 'draft', name: 'a secret' });
    await stores.remove(['draft'], tester);
    const later = await ask(app, `/api/v1/changes?since=${cursor}`);
    expect(later.changes.map(({ id, change }) => [id, change])).toEqual([
      ['b', 'removed'],
      ['d', 'published'],
      ['f', 'published'],
    ]);
    expect(JSON.stringify(later)).not.toContain('draft');
    expect(later.next).toBeNull();
    expect((await ask(app, `/api/v1/changes?since=${later.cursor}`)).changes).toEqual([]);
  });

  it('is told to read anew once removed stores are forgotten that it has not heard of', async () => {
    const app = await openApp();
    const { stores, catalogue } = app.storage;
    await stores.put(
      ['a', 'b'].map((id) => ({ id, fields: aCafe() })),
      tester,
    );
    const before = (await followed(app, '/api/v1/changes')).cursor;
    await stores.remove(['a'], tester);
    const after = (await followed(app, `/api/v1/changes?since=${before}`)).cursor;
    expect(await catalogue.purge(new Date(Date.now() + 1_000))).toBe(1);
    const gone = await app.inject(`/api/v1/changes?since=${before}`);
    expect(gone.json()).toMatchObject({ status: 410, code: 'CHANGES_GONE' });
    expect((await ask(app, `/api/v1/changes?since=${after}`)).changes).toEqual([]);
    expect([...(await followed(app, '/api/v1/changes')).copy.keys()]).toEqual(['b']);
  });

  it.each(['nonsense', 'YzEuOTk5', 'YzEuMSA'])('is refused the cursor %s', async (since) => {
    const app = await openApp();
    expect((await app.inject(`/api/v1/changes?since=${since}`)).json()).toMatchObject({ parameter: 'since' });
  });
});

describe('a listener', () => {
  it('hears each change once, from where it stopped, and the end of the service', async () => {
    const app = await openApp();
    const { stores } = app.storage;
    await stores.put([{ id: 'a', fields: aCafe({ name: '甲' }) }], tester);
    const { cursor } = await ask(app, '/api/v1/changes');
    await stores.put([{ id: 'b', fields: aCafe({ name: '乙' }) }], tester);

    const origin = await app.listen({ host: '127.0.0.1', port: 0 });
    const leaving = new AbortController();
    onTestFinished(() => leaving.abort());
    const answer = await fetch(`${origin}/api/v1/changes/events`, {
      headers: { 'last-event-id': cursor },
      signal: leaving.signal,
    });
    expect(answer.headers.get('content-type')).toBe('text/event-stream');
    const heard = eventsOf(answer.body!.pipeThrough(new TextDecoderStream()));
    expect((await heard.next()).value).toMatchObject({ id: 'b', change: 'published' });
    await stores.remove(['a'], tester);
    expect((await heard.next()).value).toMatchObject({ id: 'a', change: 'removed', store: null });
    const ended = heard.next();
    await app.close();
    expect((await ended).done).toBe(true);
  });

  it('tell where they begin, so that nothing is lost when they end before the first change', async () => {
    const app = await openApp();
    const origin = await app.listen({ host: '127.0.0.1', port: 0 });
    const leaving = new AbortController();
    const { body } = await fetch(`${origin}/api/v1/changes/events`, { signal: leaving.signal });
    const { value } = await body!.pipeThrough(new TextDecoderStream()).getReader().read();
    leaving.abort();
    const [, cursor] = /^: listening\nid: (\S+)\n\n$/.exec(value!)!;
    await app.storage.stores.put([{ id: 'late', fields: aCafe() }], tester);
    const after = await app.inject(`/api/v1/changes?since=${cursor}`);
    expect(after.json().changes).toMatchObject([{ id: 'late' }]);
  });
});

async function* eventsOf(stream: ReadableStream<string>): AsyncGenerator<Change, undefined> {
  let text = '';
  for await (const chunk of stream) {
    text += chunk;
    const events = text.split('\n\n');
    text = events.pop() ?? '';
    for (const event of events) {
      const data = /^data: (.*)$/m.exec(event)?.[1];
      if (data !== undefined) yield JSON.parse(data);
    }
  }
}
