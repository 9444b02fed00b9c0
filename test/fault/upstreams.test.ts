// Other services that do what no service should, and a click meanwhile: it is answered before they are, by order, whatever
// the time. What they sent harms nobody, and no redirect is followed.
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it, onTestFinished, vi } from 'vitest';
import { connectPool } from '../../server/upstream/pool.ts';
import { withRole } from '../support/access.ts';
import { openApp } from '../support/app.ts';
import { aStore, tester } from '../support/stores.ts';
import { MISBEHAVIOURS, type Misbehaviour, misbehaving } from './misbehaving.ts';

type App = Awaited<ReturnType<typeof openApp>>;
type Upstream = {
  /** How the service is told to ask there. */
  readonly settings: (origin: string) => Record<string, string>;
  /** The service has one address for it, which nobody can set: connections are led elsewhere. */
  readonly isFixed?: true;
  /** Has the service ask, and answers what became of it. */
  readonly ask: (app: App, origin: string) => Promise<unknown>;
  /** What becomes of it when it fails. */
  readonly failed: unknown;
  /** Where one misbehaviour is none to it. */
  readonly except?: Partial<Record<Misbehaviour, unknown>>;
};

const upstreams: Readonly<Record<string, Upstream>> = {
  'a tile server': {
    settings: (origin) => ({
      TILE_SOURCE: `${origin}/{z}/{x}/{y}.png`,
      TILE_DATUM: 'gcj02',
      TILE_ATTRIBUTION: '© Example Maps',
      TILE_CACHE_MB: '0',
    }),
    async ask(app) {
      const { tiles } = (await app.inject('/api/v1/settings/plugin')).json();
      const path = tiles.layers[0].replace('{z}', '15').replace('{x}', '26984').replace('{y}', '12416');
      const { statusCode, body } = await app.inject(path);
      return { statusCode, code: JSON.parse(body).code };
    },
    failed: { statusCode: 502, code: 'TILE_SOURCE_FAILED' },
  },
  'a place search': {
    settings: () => ({ TENCENT_KEY: 'ABCDE-FGHIJ' }),
    isFixed: true,
    async ask(app) {
      const answer = await app.inject(`/api/v1/places?${new URLSearchParams({ q: '五道口' })}`);
      return { statusCode: answer.statusCode, unavailable: answer.json().unavailable };
    },
    failed: { statusCode: 200, unavailable: ['tencent'] },
  },
  'a geocoder': {
    settings: (origin) => ({ NOMINATIM_URL: origin }),
    async ask(app) {
      const headers = await withRole(app, 'publisher');
      const settled = async (id: string) => {
        for (;;) {
          const job = (await app.inject({ url: `/api/v1/imports/${id}`, headers })).json();
          if (job.state !== 'reading') return job;
          await pause(1);
        }
      };
      const uploaded = await app.inject({
        method: 'POST',
        url: '/api/v1/imports?fileName=a.csv',
        headers: { ...headers, 'content-type': 'text/csv' },
        payload: '编号,名称,城市,地址\nA1,甲店,北京市,海淀区彩和坊路30号\n',
      });
      const { id } = uploaded.json();
      await settled(id);
      const url = `/api/v1/imports/${id}`;
      await app.inject({ method: 'PATCH', url, headers, payload: { geocode: true } });
      const { state, summary } = await settled(id);
      return { state, rejections: summary.rejections };
    },
    failed: { state: 'ready', rejections: { 'not-geocoded': 1 } },
  },
  'a receiver of webhooks': {
    settings: () => ({ WEBHOOK_PRIVATE: 'on' }),
    async ask(app, origin) {
      const headers = await withRole(app, 'admin');
      const added = await app.inject({
        method: 'POST',
        url: '/api/v1/webhooks',
        headers,
        payload: { name: 'CRM', url: `${origin}/hook` },
      });
      await app.storage.stores.put([{ id: 'new', fields: aStore({ position: FAR }) }], tester);
      await app.deliverer.settled();
      const webhook = (await app.inject({ url: `/api/v1/webhooks/${added.json().id}`, headers })).json();
      return { tries: webhook.tries };
    },
    failed: { tries: 1 },
    // The status is there, and nobody reads on.
    except: { truncates: { tries: 0 } },
  },
};

const FAR = { longitude: 87.6, latitude: 43.8, datum: 'wgs84' } as const;
const NEAR = '/api/v1/stores/nearby?lat=40.0033&lon=116.3519&limit=1';
const matrix = Object.keys(upstreams).flatMap((name) => MISBEHAVIOURS.map((way) => [name, way] as const));

// No time runs out here, however slow the machine is: what the other service holds back is held back until the test says so.
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  vi.spyOn(AbortSignal, 'timeout').mockImplementation(() => new AbortController().signal);
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

it.each(matrix)('a click waits for no answer of %s that %s', async (name, way) => {
  const { settings, isFixed, ask, failed, except } = upstreams[name]!;
  const upstream = await misbehaving(way);
  const app = await openApp(settings(upstream.origin), {
    ...(isFixed && { connect: (_origin, connections) => connectPool(upstream.origin, connections) }),
  });
  // Before the app is closed, which would wait.
  onTestFinished(() => upstream.close());
  await app.storage.stores.put([{ id: 'near', fields: aStore() }], tester);
  await app.nearby.start();
  const origin = await app.listen({ host: '127.0.0.1', port: 0 });
  const click = async () => {
    const answer = await fetch(origin + NEAR);
    const { stores } = await answer.json();
    return stores.map(({ id }: { id: string }) => id);
  };
  await expect.poll(click).toEqual(['near']);

  const order: string[] = [];
  const asking = ask(app, upstream.origin).then((outcome) => {
    order.push('told');
    return outcome;
  });
  await upstream.asked;
  order.push('asked');
  expect(await click()).toEqual(['near']);
  order.push('clicked');
  expect(order).toEqual(['asked', 'clicked']);

  upstream.release();
  if (way === 'hangs') {
    // How long that is borne is measured where each of them is tested: until then it holds nobody up.
    expect(await click()).toEqual(['near']);
    expect(order).toEqual(['asked', 'clicked']);
    asking.catch(() => {});
    return;
  }
  expect(await asking).toEqual(except?.[way] ?? failed);
  expect(upstream.requests.filter((path) => path === '/elsewhere')).toEqual([]);
  expect(await click()).toEqual(['near']);
});
