import type { Interceptable } from 'undici';
import { expect, it } from 'vitest';
import { openApp } from '../../support/app.ts';
import { mockUpstreams } from '../../support/mock-upstreams.ts';

/** Answers with redirects, by address; anything else that is asked for fails. */
async function openShortLinks(redirects: Readonly<Record<string, string | number>> = {}) {
  const { agent, connect } = mockUpstreams();
  for (const [from, to] of Object.entries(redirects)) {
    const { origin, pathname } = new URL(from);
    const pool: Interceptable = agent.get(origin);
    const asked = () => pool.intercept({ path: pathname, method: 'GET' });
    if (typeof to === 'number') asked().reply(to, '<script>location="https://evil.example/"</script>');
    else
      asked()
        .reply(302, 'moved', { headers: { location: to } })
        .persist();
  }
  const app = await openApp({}, { connect });
  const resolve = async (url: string) => {
    const answer = await app.inject(`/api/v1/places/short-link?${new URLSearchParams({ url })}`);
    return { status: answer.statusCode, body: answer.json() };
  };
  return { resolve };
}

it('reads the place that AMap’s link leads to', async () => {
  const { resolve } = await openShortLinks({
    'https://surl.amap.com/4mkKGuyJ2bz':
      'https://wb.amap.com/?q=31.222811749011463%2C121.46840706467624%2C%E5%B7%A8%E9%B9%BF%E8%B7%AF15-17%E5%8F%B7&src=app_C3090',
  });
  expect(await resolve('https://surl.amap.com/4mkKGuyJ2bz')).toEqual({
    status: 200,
    body: {
      kind: 'position',
      position: { longitude: 121.46840706467624, latitude: 31.222811749011463, datum: 'gcj02' },
      label: '巨鹿路15-17号',
    },
  });
  // wb.amap.com itself was never asked: the agent would have refused.
});

it('follows further short links, also by path alone, three in all', async () => {
  const { resolve } = await openShortLinks({
    'https://goo.gl/maps/a': 'https://maps.app.goo.gl/b',
    'https://maps.app.goo.gl/b': '/c',
    'https://maps.app.goo.gl/c': 'https://www.google.com/maps/place/N/data=!3d37.5665!4d126.978',
  });
  expect((await resolve('https://goo.gl/maps/a')).body).toMatchObject({
    kind: 'position',
    position: { longitude: 126.978, latitude: 37.5665, datum: 'wgs84' },
  });
});

it.each([
  ['on and on', { 'https://goo.gl/maps/a': 'https://goo.gl/maps/a' }, 'no-position', 'goo.gl'],
  [
    'to another host',
    { 'https://goo.gl/maps/a': 'https://evil.example/?q=1,2' },
    'unknown-host',
    'evil.example',
  ],
  [
    'to this machine',
    { 'https://goo.gl/maps/a': 'http://127.0.0.1:8080/?q=1,2' },
    'unknown-host',
    '127.0.0.1',
  ],
  ['to another scheme', { 'https://goo.gl/maps/a': 'file:///etc/passwd' }, 'no-position', ''],
  ['to a host without a scheme', { 'https://goo.gl/maps/a': '//evil.example/' }, 'no-position', ''],
  ['to a page', { 'https://goo.gl/maps/a': 200 }, 'no-position', 'goo.gl'],
  ['nowhere', { 'https://goo.gl/maps/a': 404 }, 'no-position', 'goo.gl'],
  [
    'into the mainland on Google',
    { 'https://goo.gl/maps/a': 'https://www.google.com/maps?q=39.9,116.4' },
    'google-in-mainland',
    '39.9,116.4',
  ],
])('a link that leads %s gives no position', async (_where, redirects, reason, value) => {
  const { resolve } = await openShortLinks(redirects as Record<string, string | number>);
  expect(await resolve('https://goo.gl/maps/a')).toEqual({
    status: 200,
    body: { kind: 'refused', reason, value },
  });
});

it('says that the link cannot be followed now', async () => {
  const { resolve } = await openShortLinks({ 'https://surl.amap.com/a': 503 });
  expect(await resolve('https://surl.amap.com/a')).toMatchObject({
    status: 502,
    body: {
      code: 'SHORT_LINK_UNREACHABLE',
      detail: 'The short link cannot be followed now: surl.amap.com answered with status 503.',
    },
  });
});

it.each([
  'https://evil.example/a',
  'https://surl.amap.com.evil.example/a',
  'https://evil.example/https://surl.amap.com/a',
  'https://surl.amap.com@evil.example/a',
  'http://127.0.0.1/',
  'http://[::1]/',
  'https://goo.gl/a',
  'https://wb.amap.com/?q=1,2',
  'surl.amap.com',
  '五道口',
])('%s is no short link that is followed', async (url) => {
  const { resolve } = await openShortLinks();
  expect(await resolve(url)).toMatchObject({ status: 400, body: { parameter: 'url' } });
});
