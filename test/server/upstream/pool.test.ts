import { expect, it, onTestFinished } from 'vitest';
import { Breaker } from '../../../server/upstream/breaker.ts';
import { Upstream, type UpstreamOptions } from '../../../server/upstream/pool.ts';
import { upstreamServer } from '../../support/upstream-server.ts';

function open(origin: string, options: Partial<UpstreamOptions> = {}, breaker?: Breaker) {
  const upstream = new Upstream(
    { name: '测试服务', origin, longestMilliseconds: 2_000, largestBytes: 1_000, connections: 2, ...options },
    undefined,
    breaker,
  );
  onTestFinished(() => upstream.close());
  return upstream;
}

it('answers status, headers and body, and follows no redirect', async () => {
  const origin = await upstreamServer((request, response) =>
    response
      .writeHead(302, { location: 'https://example.com/', 'x-asked': `${request.url}` })
      .end('moved, 到别处'),
  );
  const answer = await open(origin).get('/a?b=%20', { accept: 'text/plain' });
  expect(answer.status).toBe(302);
  expect(answer.header('location')).toBe('https://example.com/');
  expect(answer.header('x-asked')).toBe('/a?b=%20');
  expect(answer.header('x-other')).toBeUndefined();
  expect(answer.body.toString()).toBe('moved, 到别处');
});

it('stops reading an answer that is too large', async () => {
  const origin = await upstreamServer((_request, response) => {
    response.write('x'.repeat(1_001));
  });
  await expect(open(origin).get('/', {})).rejects.toMatchObject({
    kind: 'too-large',
    message: '测试服务 answered with more than 1000 bytes.',
  });
});

it('gives up an answer that does not come, or does not end', async () => {
  const origin = await upstreamServer((request, response) => {
    if (request.url === '/begun') response.write('begun');
  });
  const upstream = open(origin, { longestMilliseconds: 50 });
  for (const path of ['/', '/begun']) {
    await expect(upstream.get(path, {})).rejects.toMatchObject({
      kind: 'timeout',
      message: '测试服务 did not answer in time.',
    });
  }
});

it('says that nobody listens, and never with what address', async () => {
  const origin = await upstreamServer((_request, response) => response.destroy());
  const failure = await open(origin)
    .get('/search?key=SECRET', {})
    .catch((error) => error);
  expect(failure).toMatchObject({ name: 'UpstreamFailure', kind: 'unreachable' });
  expect(failure.cause).toBeUndefined();
  expect(failure.message).not.toContain('SECRET');
});

it('counts no failure when the asker gave up', async () => {
  let asked!: () => void;
  const arrived = new Promise<void>((resolve) => {
    asked = resolve;
  });
  const origin = await upstreamServer(() => asked());
  let failures = 0;
  class Counting extends Breaker {
    override failed() {
      failures++;
    }
  }
  const giveUp = new AbortController();
  const answer = open(origin, {}, new Counting()).get('/', {}, giveUp.signal);
  await arrived;
  giveUp.abort(new Error('the agent went on'));
  await expect(answer).rejects.toThrow('the agent went on');
  expect(failures).toBe(0);
});

it('leaves an upstream alone that failed five times in a row', async () => {
  let requests = 0;
  const origin = await upstreamServer((_request, response) => {
    requests++;
    response.writeHead(503).end();
  });
  const upstream = open(origin);
  for (let i = 0; i < 5; i++) expect((await upstream.get('/', {})).status).toBe(503);
  await expect(upstream.get('/', {})).rejects.toMatchObject({ kind: 'resting' });
  expect(requests).toBe(5);
});
