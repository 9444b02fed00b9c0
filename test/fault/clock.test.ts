// The clock of the machine is set back by an hour under a running service, and set right again later; the steady clock goes
// on, as on a real machine. Both stand still between, so that nothing here depends on how long it takes. A process of its
// own cannot be given another clock without a library in front of the system's (libfaketime), which machines lack.
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { signedIn, withRole } from '../support/access.ts';
import { openApp } from '../support/app.ts';
import { aStore, tester } from '../support/stores.ts';

const NEAR = '/api/v1/stores/nearby?lat=40.0033&lon=116.3519&limit=3';
/** A quarter past eight in Beijing: the stores have been open for a while, and were not an hour before. */
const BEFORE = '2026-11-23T00:15:00.000Z';
const SET_BACK = '2026-11-22T23:15:00.000Z';

beforeEach(() => void vi.useFakeTimers({ toFake: ['Date', 'performance'], now: Date.parse(BEFORE) }));
afterEach(() => void vi.useRealTimers());

const setBack = () => vi.setSystemTime(SET_BACK);
const setRight = () => vi.setSystemTime(BEFORE);

async function openOne(settings: Readonly<Record<string, string>> = {}) {
  const app = await openApp(settings);
  await app.storage.stores.put([{ id: 'a', fields: aStore() }], tester);
  await app.nearby.start();
  await expect.poll(() => app.nearby.size).toBe(1);
  return app;
}

it('/readyz says so as long as it lasts', async () => {
  const app = await openOne();
  /** What it says three seconds later: what it saw counts for two. */
  const ready = async () => {
    vi.advanceTimersByTime(3_000);
    return (await app.inject('/readyz')).json();
  };
  expect(await ready()).toEqual({ status: 'ok', problems: [] });
  vi.setSystemTime(Date.now() - 3_600_000);
  expect(await ready()).toEqual({
    status: 'degraded',
    problems: [
      {
        part: 'clock',
        fault: 'set-back',
        detail: 'The clock is 3600 seconds behind what it was: opening hours are judged by it',
        since: '2026-11-22T23:15:06.000Z',
      },
    ],
  });
  vi.setSystemTime(Date.now() + 3_600_000);
  expect(await ready()).toEqual({ status: 'ok', problems: [] });
});

it('no opening state outlives its time: it is that of the clock, before and after', async () => {
  const app = await openOne();
  const state = async () => (await app.inject(NEAR)).json().stores[0].open;
  const opened = { state: 'open', changesAt: '2026-11-23T22:00:00+08:00' };
  expect(await state()).toMatchObject(opened);
  setBack();
  expect(await state()).toMatchObject({ state: 'closed', changesAt: '2026-11-23T08:00:00+08:00' });
  setRight();
  expect(await state()).toMatchObject(opened);
});

it('an answer that somebody holds is held no longer than it is right', async () => {
  const app = await openOne();
  const { etag } = (await app.inject(NEAR)).headers;
  const again = () => app.inject({ url: NEAR, headers: { 'if-none-match': String(etag) } });
  expect((await again()).statusCode).toBe(304);
  setBack();
  expect((await again()).statusCode).toBe(200);
});

it('no write is lost, and all keep their order: versions, changes and their cursor go by what was written', async () => {
  const app = await openOne();
  const headers = await withRole(app, 'publisher');
  const name = async (value: string) => {
    const answer = await app.inject({
      method: 'PATCH',
      url: '/api/v1/stores/a',
      headers: { ...headers, 'content-type': 'application/merge-patch+json' },
      payload: JSON.stringify({ name: value }),
    });
    expect(answer.statusCode).toBe(200);
    return answer.json();
  };
  const changes = async (since: string) =>
    (await app.inject(`/api/v1/changes?since=${encodeURIComponent(since)}`)).json();
  const { version } = await name('一');
  const { cursor } = (await app.inject('/api/v1/changes')).json();

  setBack();
  expect(await name('二')).toMatchObject({ version: version + 1 });
  const after = await changes(cursor);
  expect(after.changes).toMatchObject([{ id: 'a', store: { name: '二' } }]);
  await expect.poll(async () => (await app.inject(NEAR)).json().stores[0].name).toBe('二');

  setRight();
  expect(await name('三')).toMatchObject({ version: version + 2 });
  expect((await changes(after.cursor)).changes).toMatchObject([{ id: 'a', store: { name: '三' } }]);
  const history = (await app.inject({ url: '/api/v1/stores/a/versions', headers })).json();
  expect(history.versions.map(({ version }: { version: number }) => version)).toEqual([4, 3, 2, 1]);
});

it('what was done last comes first, and can be undone', async () => {
  const app = await openOne();
  const headers = await withRole(app, 'publisher');
  const write = (payload: object) =>
    app.inject({
      method: 'PATCH',
      url: '/api/v1/stores/a',
      headers: { ...headers, 'content-type': 'application/merge-patch+json' },
      payload: JSON.stringify(payload),
    });
  await write({ name: '一' });
  setBack();
  await write({ name: '二' });
  const { operations } = (await app.inject({ url: '/api/v1/operations?limit=2', headers })).json();
  expect(operations.map(({ at }: { at: string }) => at)).toEqual([SET_BACK, BEFORE]);
  const url = `/api/v1/operations/${operations[0].id}/undo`;
  expect((await app.inject({ method: 'POST', url, headers })).statusCode).toBe(200);
  expect((await app.inject('/api/v1/stores/a')).json()).toMatchObject({ name: '一' });
});

it('whoever is signed in stays so, and may write', async () => {
  const app = await openOne();
  const headers = await signedIn(app, 'editor');
  for (const set of [setBack, setRight]) {
    set();
    expect((await app.inject({ url: '/api/v1/session', headers })).json()).toMatchObject({
      user: { name: 'editor' },
    });
    const draft = await app.inject({
      method: 'PATCH',
      url: '/api/v1/stores/a/draft',
      headers: { ...headers, 'content-type': 'application/merge-patch+json' },
      payload: JSON.stringify({ name: '草稿' }),
    });
    expect(draft.statusCode).toBe(200);
  }
});

it('a rate limit holds nobody off for longer than its minute', async () => {
  const app = await openOne({ RATE_LIMIT: '2' });
  const statuses = async (count: number) => {
    const answers = [];
    for (let i = 0; i < count; i++) answers.push((await app.inject(NEAR)).statusCode);
    return answers;
  };
  expect(await statuses(3)).toEqual([200, 200, 429]);
  setBack();
  expect(await statuses(3)).toEqual([200, 200, 429]);
  expect(Number((await app.inject(NEAR)).headers['retry-after'])).toBeLessThanOrEqual(60);
});
