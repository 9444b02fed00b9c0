// Over a real connection, which injected requests do not have.
import { once } from 'node:events';
import { connect } from 'node:net';
import { expect, it, onTestFinished, vi } from 'vitest';
import { aCafe, openApp } from '../support/app.ts';
import { tester } from '../support/stores.ts';

const path = '/api/v1/stores/nearby?lat=39.982&lon=116.352';

async function listening(count = 1) {
  const app = await openApp();
  await app.nearby.start();
  const position = { longitude: 116.352, latitude: 39.982, datum: 'wgs84' } as const;
  const stores = Array.from({ length: count }, (_, i) => ({ id: `store-${i}`, fields: aCafe({ position }) }));
  await app.storage.stores.put(stores, tester);
  const origin = await app.listen({ host: '127.0.0.1', port: 0 });
  return { app, origin, port: Number(new URL(origin).port) };
}

/** What comes for these bytes until the connection ends. */
async function received(port: number, ...requests: string[]): Promise<string> {
  const socket = connect(port, '127.0.0.1').setEncoding('latin1');
  onTestFinished(() => void socket.destroy());
  let text = '';
  socket.on('data', (data: string) => {
    text += data;
  });
  socket.write(requests.join(''));
  await once(socket, 'end');
  return text;
}
const get = (headers = '') => `GET ${path} HTTP/1.1\r\nhost: localhost\r\n${headers}\r\n`;
const last = get('connection: close\r\n');

const sent = (text: string) =>
  text
    .split(/(?=HTTP\/1\.1 \d)/)
    .filter((answer) => answer !== '')
    .map((answer) => {
      const [head, body] = answer.split('\r\n\r\n', 2) as [string, string];
      const [status, ...lines] = head.split('\r\n');
      const headers = Object.fromEntries(
        lines.map((line) => [
          line.slice(0, line.indexOf(':')).toLowerCase(),
          line.slice(line.indexOf(':') + 2),
        ]),
      );
      return { status, headers, body };
    });

it('has the headers and the bytes of the ordinary way', async () => {
  const { port } = await listening();
  const id = 'x-request-id: the-same-id\r\n';
  const [whole, ordinary] = sent(await received(port, get(id), get(`${id}connection: close\r\n`)));
  expect(whole!.status).toBe('HTTP/1.1 200 OK');
  expect(whole!.headers).toMatchObject({ connection: 'keep-alive', 'keep-alive': 'timeout=72' });
  const { connection, 'keep-alive': _, date, ...others } = whole!.headers;
  const { connection: closing, date: later, ...wanted } = ordinary!.headers;
  expect(closing).toBe('close');
  expect(Date.parse(later!) - Date.parse(date!)).toBeLessThanOrEqual(2_000);
  expect(others).toEqual({ ...wanted, ratelimit: others.ratelimit });
  expect(whole!.body).toBe(ordinary!.body);
});

it('ends where its length says, so that requests sent at once are answered in turn', async () => {
  const { port } = await listening(3);
  const answers = sent(await received(port, get(), get(), get(), last));
  expect(answers.map(({ status }) => status)).toEqual(Array(4).fill('HTTP/1.1 200 OK'));
  for (const { headers, body } of answers) {
    expect(body).toHaveLength(Number(headers['content-length']));
    const { stores } = JSON.parse(Buffer.from(body, 'latin1').toString());
    expect(stores[0]).toMatchObject({ id: 'store-0', branch: '五道口店' });
  }
});

it('is not written over by answers to others while its client has not taken it', async () => {
  const { app, origin, port } = await listening(10);
  // None is refused, however much at once that is for this machine.
  vi.spyOn(app.admission, 'admits').mockReturnValue(true);
  const position = { longitude: 121.4737, latitude: 31.2304, datum: 'wgs84' } as const;
  await app.storage.stores.put([{ id: 'shanghai', fields: aCafe({ position }) }], tester);
  const idle = connect(port, '127.0.0.1').setEncoding('latin1').pause();
  onTestFinished(() => void idle.destroy());
  // Far more than what a connection holds on its way.
  idle.write(get().repeat(2_000) + last);
  for (let asked = 0; asked < 50; asked++) {
    const answer = await fetch(`${origin}/api/v1/stores/nearby?lat=31.2304&lon=121.4737&datum=wgs84`);
    expect(await answer.json()).toMatchObject({ stores: [{ id: 'shanghai' }] });
  }
  let text = '';
  idle.on('data', (data: string) => {
    text += data;
  });
  await once(idle.resume(), 'end');
  const answers = sent(text);
  expect(answers).toHaveLength(2_001);
  const named = answers.map(({ body }) =>
    JSON.parse(body)
      .stores.map(({ id }: { id: string }) => id)
      .join(),
  );
  expect([...new Set(named)]).toEqual([named[0]]);
  expect(named[0]!.split(',')).toHaveLength(10);
  expect(named[0]).not.toContain('shanghai');
});

it('a large answer is compressed for whoever takes it', async () => {
  const { origin } = await listening(50);
  const answer = await fetch(`${origin}${path}&limit=50`, { headers: { 'accept-encoding': 'gzip' } });
  expect(answer.headers.get('content-encoding')).toBe('gzip');
  expect((await answer.json()).numberReturned).toBe(50);
});

it('HEAD and HTTP/1.0 have no body, and no connection that stays', async () => {
  const { port } = await listening();
  const [head] = sent(await received(port, last.replace('GET', 'HEAD')));
  expect(head!.body).toBe('');
  expect(Number(head!.headers['content-length'])).toBeGreaterThan(0);
  const [old] = sent(await received(port, get().replace('HTTP/1.1', 'HTTP/1.0')));
  expect(old!.headers.connection).toBe('close');
  expect(JSON.parse(Buffer.from(old!.body, 'latin1').toString()).numberReturned).toBe(1);
});
