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

const inline = /<(?:script|link) data-inline (?:src|href)="([^"]+)">(?:<\/script>)?/g;

/** The panel's page bundled as for production and served under its strict policy, with no service behind it. */
export async function servePanelPage() {
  const page = readFileSync(join(root, 'web', 'plugin', 'index.html'), 'utf8');
  const inlined = [...page.matchAll(inline)].map(([, path]) => path!);
  const [modules, early] = await Promise.all([
    build({
      absWorkingDir: root,
      entryPoints: ['web/plugin/start-chinese.ts', 'web/plugin/start-english.ts'],
      outdir: '/assets',
      outbase: 'web',
      bundle: true,
      splitting: true,
      write: false,
      format: 'esm',
      target: 'es2022',
      loader: { '.png': 'file', '.svg': 'file' },
    }),
    Promise.all(
      inlined.map((path) =>
        build({
          entryPoints: [join(root, 'web', 'plugin', path)],
          outdir: '/',
          bundle: true,
          write: false,
          format: 'iife',
          target: 'es5',
        }),
      ),
    ),
  ]);
  const texts = new Map(early.map(({ outputFiles }, i) => [inlined[i]!, outputFiles[0]!.text.trim()]));
  const html = page
    .replace(inline, (_tag, path: string) => {
      const text = texts.get(path)!;
      return path.endsWith('.css') ? `<style>${text}</style>` : `<script>${text}</script>`;
    })
    .replaceAll(/"\.\/(start-\w+)\.ts"/g, '"/assets/plugin/$1.js"');
  const files = new Map(modules.outputFiles.map(({ path, contents }) => [path, Buffer.from(contents)]));
  files.set('/plugin/', Buffer.from(html));
  const hashes = [...texts.values()].map(
    (text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`,
  );
  const policy = [
    "default-src 'self'",
    `script-src 'self' ${hashes.join(' ')}`,
    `style-src 'self' ${hashes.join(' ')}`,
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
