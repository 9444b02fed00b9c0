import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { build } from 'esbuild';

const root = join(import.meta.dirname, '..', '..');
const types = new Map([
  ['html', 'text/html; charset=utf-8'],
  ['js', 'text/javascript'],
  ['css', 'text/css'],
  ['json', 'application/json'],
  ['png', 'image/png'],
]);

/** The panel's page bundled as for production and served under its strict policy, with no service behind it. */
export async function servePanelPage() {
  const [modules, early] = await Promise.all([
    build({
      absWorkingDir: root,
      entryPoints: ['web/plugin/main.ts', 'web/plugin/page.css'],
      outdir: '/assets',
      outbase: 'web',
      bundle: true,
      splitting: true,
      write: false,
      format: 'esm',
      target: 'es2022',
      loader: { '.png': 'file', '.svg': 'file' },
    }),
    build({
      absWorkingDir: root,
      entryPoints: ['web/host/early-events.ts', 'web/plugin/start-check.ts'],
      outdir: '/',
      bundle: true,
      write: false,
      format: 'iife',
      target: 'es5',
    }),
  ]);
  const scripts = early.outputFiles.map(({ text }) => text.trim());
  const html = readFileSync(join(root, 'web', 'plugin', 'index.html'), 'utf8')
    .replace(/<script data-inline[^>]*early-events.ts"><\/script>/, () => `<script>${scripts[0]}</script>`)
    .replace(/<script data-inline[^>]*start-check.ts"><\/script>/, () => `<script>${scripts[1]}</script>`)
    .replace('./page.css', '/assets/plugin/page.css')
    .replace('./main.ts', '/assets/plugin/main.js');
  const files = new Map(modules.outputFiles.map(({ path, contents }) => [path, Buffer.from(contents)]));
  files.set('/plugin/', Buffer.from(html));
  const hashes = scripts.map((text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`);
  const policy = [
    "default-src 'self'",
    `script-src 'self' ${hashes.join(' ')}`,
    "img-src 'self' data: https:",
  ].join('; ');

  const server = createServer(({ url = '/' }, reply) => {
    const { pathname } = new URL(url, 'http://panel');
    const shipped = join(root, 'web', 'static', pathname);
    const file =
      files.get(pathname) ??
      (/^\/[\w/-]+\.\w+$/.test(pathname) && existsSync(shipped) && readFileSync(shipped));
    if (!file) return reply.writeHead(404).end();
    const ending = pathname.endsWith('/') ? 'html' : pathname.split('.').at(-1)!;
    const type = types.get(ending) ?? 'application/octet-stream';
    return reply.writeHead(200, { 'content-type': type, 'content-security-policy': policy }).end(file);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/plugin/`,
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}
