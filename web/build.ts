// Bundles the pages into web/dist: hashed names, each file also as .br and .gz.
// `node web/build.ts` builds once and prints the sizes; `--watch` goes on building.
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import zopfli from '@gfx/zopfli';
import { type BuildOptions, build, context, type Metafile, type Plugin, transformSync } from 'esbuild';
import { leafletCuts, leafletNames } from './leaflet-cuts.ts';

const web = import.meta.dirname;
const root = join(web, '..');
const dist = join(web, 'dist');
/** Each page is a folder with an index.html; what it loads is named there by its source. */
const pages = readdirSync(web).filter((name) => existsSync(join(web, name, 'index.html')));
/** The classic scripts and style sheets that go into the page itself and are there before anything else. */
const inline = /<(?:script data-inline src="([^"]+)"><\/script|link data-inline href="([^"]+)")>/g;
const reference = /(?<=(?:src|href)=")\.{1,2}\/[^"]+(?=")/g;

/** Scripts for pages that are not ours, by source: not modules, since they run before anything of the page. */
const classicScripts = { 'client/frame-host.ts': 'client/frame-host.js' };

const sourcesOf = (page: string) => {
  const html = readFileSync(join(web, page, 'index.html'), 'utf8').replace(inline, '');
  return [...html.matchAll(reference)].map(([path]) => join('web', page, path));
};

/** Style sheets and markup in scripts: indentation is for who reads the source. */
const compactTemplates: Plugin = {
  name: 'compact-templates',
  setup(esbuild) {
    esbuild.onLoad({ filter: /\/(web|shared)\/.*\.ts$/ }, ({ path }) => ({
      contents: readFileSync(path, 'utf8')
        .replace(/(?<=\bcss`)[^`$\\]+(?=`)/g, compactStyles)
        // In TypeScript only the text of a template has lines.
        .replace(/\n[ \t]+/g, '\n'),
      loader: 'ts',
    }));
  },
};

function compactStyles(sheet: string): string {
  const { code, warnings } = transformSync(sheet, { loader: 'css', minify: true });
  if (warnings.length > 0) throw new Error(`${warnings[0]!.text} in: ${sheet}`);
  return code.trim().replaceAll('\\', '\\\\');
}

/**
 * What a page imports later counts as importing the whole of the page's script: all that is there at once becomes one
 * file then, instead of one for each set of parts that share it.
 */
const oneFileAtOnce = (page: string): Plugin => ({
  name: 'one-file-at-once',
  setup(esbuild) {
    const entry = join(web, page, 'main.ts');
    esbuild.onResolve({ filter: /^\./ }, ({ kind, path, resolveDir }) => {
      const file = join(resolveDir, path);
      if (kind !== 'dynamic-import' || sourcesOf(page).includes(relative(root, file))) return undefined;
      return { path: file, namespace: 'later' };
    });
    esbuild.onLoad({ filter: /./, namespace: 'later' }, ({ path }) => ({
      contents: `import ${JSON.stringify(entry)};\nexport * from ${JSON.stringify(path)};`,
      resolveDir: web,
    }));
  },
});

const writePage = (page: string): Plugin => ({
  name: 'page',
  setup(esbuild) {
    esbuild.onEnd(async ({ metafile, errors }) => {
      if (!metafile || errors.length > 0) return;
      const outputOf = outputsBySource(metafile);
      const hashes: string[] = [];
      let html = readFileSync(join(web, page, 'index.html'), 'utf8');
      for (const [tag, script, sheet] of html.matchAll(inline)) {
        const text = await classic(join(web, page, script ?? sheet!), 'es5');
        hashes.push(`sha256-${createHash('sha256').update(text).digest('base64')}`);
        html = html.replace(tag, () => (script ? `<script>${text}</script>` : `<style>${text}</style>`));
      }
      html = html.replace(reference, (path) => `/${outputOf(join('web', page, path))}`);
      const preloads = importedAtOnce(metafile, sourcesOf(page)).map(
        (file) => `<link rel="modulepreload" href="/${file}">`,
      );
      html = html.replace('</head>', (end) => preloads.join('') + end);
      if (page === 'plugin') {
        for (const file of Object.keys(metafile.outputs)) light.add(file.replace('web/dist/', ''));
      }
      mkdirSync(join(dist, page), { recursive: true });
      writeFileSync(join(dist, page, 'index.html'), html);
      inlineHashes[page] = hashes;
      writeFileSync(join(dist, 'inline-hashes.json'), JSON.stringify(inlineHashes));
    });
  },
});
const inlineHashes: Record<string, string[]> = {};
/** What agents load: packed as tightly as gzip can be, which takes its time. */
const light = new Set(['plugin/index.html']);

/** A build of its own for each page: chunks that it would share with another only cost it more and smaller ones. */
const optionsOf = (page: string): BuildOptions => ({
  absWorkingDir: join(web, '..'),
  entryPoints: sourcesOf(page),
  outdir: 'web/dist/assets',
  outbase: 'web',
  entryNames: '[dir]-[name]-[hash]',
  assetNames: '[name]-[hash]',
  chunkNames: 'chunk-[hash]',
  bundle: true,
  splitting: true,
  format: 'esm',
  target: 'es2022',
  minify: true,
  sourcemap: true,
  metafile: true,
  // Other pages' libraries write their private names as text.
  ...(page === 'plugin' && leafletNames),
  loader: { '.png': 'file', '.svg': 'file' },
  plugins: [
    ...(page === 'plugin' ? [oneFileAtOnce(page)] : []),
    leafletCuts,
    compactTemplates,
    writePage(page),
  ],
});

/** One self-contained classic script, es5 where every engine must at least be able to parse it, or one style sheet. */
async function classic(entry: string, target: 'es5' | 'es2022'): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    format: 'iife',
    target,
    minify: true,
  });
  return outputFiles[0]!.text.trim();
}

function outputsBySource(metafile: Metafile): (source: string) => string {
  const outputs = Object.entries(metafile.outputs);
  return (source) => {
    const found = outputs.find(([file, { entryPoint }]) => entryPoint === source && !file.endsWith('.map'));
    if (!found) throw new Error(`No output was built for ${source}`);
    const [file, { inputs, imports }] = found;
    // Nothing but the name of where everything is.
    const isName = Object.keys(inputs).length === 0 && imports.length === 1;
    return (isName ? imports[0]!.path : file).replace('web/dist/', '');
  };
}

/** The chunks that the page's scripts cannot start without: else the browser would learn of them from the scripts. */
function importedAtOnce({ outputs }: Metafile, sources: readonly string[]): string[] {
  const files = new Set<string>();
  const add = (file: string) => {
    for (const { path, kind } of outputs[file]?.imports ?? []) {
      if (kind !== 'import-statement' || files.has(path)) continue;
      files.add(path);
      add(path);
    }
  };
  for (const [file, { entryPoint }] of Object.entries(outputs)) {
    if (entryPoint && sources.includes(entryPoint)) add(file);
  }
  return [...files].map((file) => file.replace('web/dist/', ''));
}

async function compressAndPrint() {
  const files = readdirSync(dist, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /\.(js|css|html|json|geojson|svg)$/.test(name),
  );
  for (const name of files.sort()) {
    const bytes = readFileSync(join(dist, name));
    const gzip = light.has(name) ? await zopfli.gzipAsync(bytes, {}) : gzipSync(bytes, { level: 9 });
    writeFileSync(join(dist, `${name}.gz`), gzip);
    writeFileSync(join(dist, `${name}.br`), brotliCompressSync(bytes));
    console.log(
      `${name.padEnd(48)} ${(bytes.length / 1000).toFixed(1).padStart(8)} kB  ${(gzip.length / 1000).toFixed(1).padStart(7)} kB gzip`,
    );
  }
}

rmSync(dist, { recursive: true, force: true });
if (existsSync(join(web, 'static'))) cpSync(join(web, 'static'), dist, { recursive: true });
if (process.argv.includes('--watch')) {
  for (const page of pages) await (await context(optionsOf(page))).watch();
} else {
  await Promise.all(pages.map((page) => build(optionsOf(page))));
  for (const [source, file] of Object.entries(classicScripts)) {
    writeFileSync(join(dist, file), await classic(join(web, source), 'es2022'));
  }
  await compressAndPrint();
}
