import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { build } from 'esbuild';
import { leafletCuts, leafletNames } from '../../web/leaflet-cuts.ts';

const root = join(import.meta.dirname, '..', '..');

/** The policy that the pages are served with, in what concerns the map: no inline style, no inline script. */
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'";

/** A page that holds nothing but `<store-map>`, bundled as for production. */
export async function mapPage(): Promise<{ html: string; script: string; style: string }> {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: ['web/map/store-map.ts'],
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    plugins: [leafletCuts],
    ...leafletNames,
  });
  return {
    html: `<!doctype html><meta charset="utf-8"><title>map</title><link rel="icon" href="data:,"><link rel="stylesheet" href="/page.css">
    <script type="module" src="/store-map.js"></script><store-map></store-map>`,
    script: outputFiles[0]!.text,
    style: 'body { margin: 0 } store-map { width: 100vw; height: 100vh }',
  };
}

/** The map's page served under a strict policy, with the files of the shipped map and nothing else. */
export async function serveMapPage() {
  const { html: page, script, style } = await mapPage();
  const server = createServer(({ url = '/' }, reply) => {
    const send = (type: string, body: string | Buffer) => {
      reply.writeHead(200, { 'content-type': type, 'content-security-policy': policy }).end(body);
    };
    if (url === '/') send('text/html', page);
    else if (url === '/store-map.js') send('text/javascript', script);
    else if (url === '/page.css') send('text/css', style);
    else if (/^\/basemap\/[\w-]+\.json$/.test(url)) {
      send('application/json', readFileSync(join(root, 'web', 'static', url)));
    } else reply.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}
