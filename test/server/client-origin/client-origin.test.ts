import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { buildClientOrigin } from '../../../server/client-origin/app.ts';

/** A plugin's own web server on a port of this machine. Answers its `host:port`. */
async function pluginServer(answer: RequestListener): Promise<string> {
  const server = createServer(answer).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function clientOrigin() {
  const app = buildClientOrigin({ pagePort: () => 8080, hostScript: '/* host */' });
  onTestFinished(() => app.close());
  return (url: string, headers: Record<string, string> = {}) =>
    app.inject({ url, headers: { host: '127.0.0.1:8081', ...headers } });
}

const hostTag = '<script src="/frame-host.js" data-parent="http://127.0.0.1:8080"></script>';

describe('a foreign plugin page', () => {
  it('runs the host script before its own first script', async () => {
    const host = await pluginServer((_request, response) =>
      response
        .setHeader('content-type', 'text/html')
        .end('<!DOCTYPE html><html><head lang="zh"><script>a()</script></head></html>'),
    );
    const { body } = await clientOrigin()(`/~/http/${host}/plugin.html?ticket=t`);
    expect(body).toBe(`<!DOCTYPE html><html><head lang="zh">${hostTag}<script>a()</script></head></html>`);
  });

  it('keeps its doctype first and its bytes in GBK when it has no head', async () => {
    const gbk = Buffer.from([0xc4, 0xe3, 0xba, 0xc3]); // 你好
    const host = await pluginServer((_request, response) =>
      response
        .setHeader('content-type', 'text/html; charset=gbk')
        .end(Buffer.concat([Buffer.from('<!-- <head> --><!doctype html>'), gbk])),
    );
    const answer = await clientOrigin()(`/~/http/${host}/`);
    expect(answer.rawPayload).toEqual(
      Buffer.concat([Buffer.from(`<!-- <head> --><!doctype html>${hostTag}`), gbk]),
    );
    expect(answer.headers['content-type']).toBe('text/html; charset=gbk');
  });

  it('loses the headers that forbid framing and scripts, and its cookies', async () => {
    const host = await pluginServer((_request, response) =>
      response
        .setHeaders(
          new Map([
            ['content-type', 'text/html'],
            ['x-frame-options', 'DENY'],
            ['content-security-policy', "default-src 'none'"],
            ['set-cookie', 'session=1'],
          ]),
        )
        .end('<html>'),
    );
    const { headers } = await clientOrigin()(`/~/http/${host}/`);
    expect(Object.keys(headers)).not.toEqual(
      expect.arrayContaining([expect.stringMatching(/x-frame-options|content-security-policy|set-cookie/)]),
    );
  });

  it('never receives the cookies of this machine', async () => {
    const asked = Promise.withResolvers<string | undefined>();
    const host = await pluginServer((request, response) => {
      asked.resolve(request.headers.cookie);
      response.end();
    });
    await clientOrigin()(`/~/http/${host}/`, { cookie: 'console=secret' });
    expect(await asked.promise).toBeUndefined();
  });

  it('finds its root-relative files by the page that asks for them', async () => {
    const answer = await clientOrigin()('/js/jquery.js?v=1', {
      referer: 'http://127.0.0.1:8081/~/http/plugin.example.com:81/shop/index.html?ticket=t',
    });
    expect(answer.statusCode).toBe(307);
    expect(answer.headers.location).toBe('/~/http/plugin.example.com:81/js/jquery.js?v=1');
  });

  it('is redirected without leaving the client', async () => {
    const host = await pluginServer((_request, response) =>
      response.writeHead(302, { location: '/login?a=b' }).end(),
    );
    const answer = await clientOrigin()(`/~/http/${host}/shop/`);
    expect(answer.statusCode).toBe(302);
    expect(answer.headers.location).toBe(`/~/http/${host}/login?a=b`);
  });

  it('asks the real service for its account and is answered here', async () => {
    const host = await pluginServer((_request, response) =>
      response
        .setHeader('content-type', 'application/javascript')
        .end('$.getJSON("http://crm1.dkf.qq.com/php/index.php/x?callback=?")'),
    );
    const { body } = await clientOrigin()(`/~/http/${host}/app.js`);
    expect(body).toBe('$.getJSON("/~/http/crm1.dkf.qq.com/php/index.php/x?callback=?")');
  });

  it('that cannot be reached is named in one sentence', async () => {
    const host = await pluginServer((_request, response) => response.destroy());
    const answer = await clientOrigin()(`/~/http/${host}/`);
    expect(answer.statusCode).toBe(502);
    expect(answer.body).toMatch(new RegExp(`^http://${host} could not be reached \\(UND_ERR_SOCKET\\)\\.$`));
  });

  it('of more than 10 MiB is refused', async () => {
    const host = await pluginServer((_request, response) => response.end(Buffer.alloc(10 * 1_048_576 + 1)));
    const answer = await clientOrigin()(`/~/http/${host}/`);
    expect(answer.body).toBe(`http://${host} answered with more than 10 MiB.`);
  });
});

describe('the service account', () => {
  const path = '/~/http/crm1.dkf.qq.com/php/index.php/thirdapp/appdemo/get_workeraccount_by_sessionkey';

  it('is told to the callback of a page that has a ticket', async () => {
    const { body } = await clientOrigin()(`${path}?callback=jQuery_1.cb&ticket=abc`);
    expect(body).toBe('jQuery_1.cb({"workeraccount":"demo@nearby-stores"})');
  });

  it('has no @ without a ticket, as a failure has in the real client', async () => {
    expect((await clientOrigin()(`${path}?callback=cb`)).body).toBe('cb({"workeraccount":""})');
  });

  it('is not told to a callback that is code', async () => {
    const answer = await clientOrigin()(`${path}?callback=alert(1)//&ticket=abc`);
    expect(answer.statusCode).toBe(404);
  });
});

describe('who is served', () => {
  it('a page of another site is refused', async () => {
    const answer = await clientOrigin()('/~/http/192.168.1.1/', { 'sec-fetch-site': 'cross-site' });
    expect(answer.statusCode).toBe(403);
  });

  it('a foreign name that leads to this machine is refused', async () => {
    const answer = await clientOrigin()('/~/http/192.168.1.1/', { host: 'rebound.example.com:8081' });
    expect(answer.statusCode).toBe(403);
  });

  it.each(['/~/ftp/example.com/', '/~/http/', '/~/http/user:pass@example.com/', '/~/http/exa mple.com/'])(
    '%s names no page',
    async (url) => {
      expect((await clientOrigin()(encodeURI(url))).statusCode).toBe(400);
    },
  );

  it('something that no page asks for is nothing', async () => {
    expect((await clientOrigin()('/js/jquery.js')).statusCode).toBe(404);
  });
});
