// Puts each test file together with the sources it uses, and shares what several of them use. A test process spends seconds on
// finding and loading a thousand small modules; the sources themselves stay what is tested.
import { rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { forNode } from './setup/bundle.mjs';
import { root } from './setup/tell.mjs';

const folder = join(root, `dist.${process.pid}.tmp`);

/** Bundles test files (absolute paths) for as long as this process lives. Gives the source of each bundle by the bundle's path. */
export async function bundleTests(files) {
  const { build } = await import('esbuild');
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  const nameOf = (file) => relative(root, file).replace(/\.ts$/, '');
  await build({
    ...forNode,
    splitting: true,
    packages: 'external',
    entryPoints: Object.fromEntries(files.map((file) => [nameOf(file), file])),
    outdir: folder,
    chunkNames: 'parts/[name]-[hash]',
    sourcemap: 'linked',
    sourcesContent: false,
    define: { 'import.meta.url': 'ownUrl', 'import.meta.dirname': 'ownFolder' },
    plugins: [whereItStands],
  });
  return new Map(files.map((file) => [join(folder, `${nameOf(file)}.js`), file]));
}

/** A file that looks for others beside it, or starts itself by its path, finds them where its source stands. */
const whereItStands = {
  name: 'where it stands',
  setup: (builder) =>
    builder.onLoad({ filter: /\.(ts|mjs)$/ }, async ({ path }) => {
      const source = await readFile(path, 'utf8');
      if (!source.includes('import.meta.')) return undefined;
      // On the first line, so that the others keep their numbers.
      const own = `const ownUrl = ${JSON.stringify(pathToFileURL(path).href)}, ownFolder = ${JSON.stringify(dirname(path))};`;
      return { contents: `${own} ${source}`, loader: path.endsWith('.ts') ? 'ts' : 'js' };
    }),
};
