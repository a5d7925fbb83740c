// Puts the program together: each file that is started or loaded by its path, and beside them the parts that several of them
// share. A thousand small modules take Node longer to find and load than everything else before a run's first step.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { precompiledModule } from './precompile.mjs';
import { root } from './tell.mjs';

/** Found by the program as packages: they have native code, start processes of their own, or must be there once only. */
const packages = ['@playwright/test', 'better-sqlite3', 'playwright', 'playwright-core', 'tsx'];

/** What every bundle of this project is for. */
export const forNode = {
  absWorkingDir: root,
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  logLevel: 'silent',
};

const options = {
  ...forNode,
  external: packages,
  // CommonJS packages ask for Node's own modules by require, which a module does not have.
  banner: {
    js: "import { createRequire as requireOf } from 'node:module';\nconst require = requireOf(import.meta.url);",
  },
};

const playwrightDoor = ['config', 'journal-reporter', 'sections'].map(
  (name) => `runner/engine/playwright-test/${name}`,
);

/** Files of the runner that are started or loaded by their path. */
export const runnerEntries = [
  'runner/archive/verify-helper',
  'runner/cli/main',
  'runner/engine/browser',
  'runner/engine/driver',
  ...playwrightDoor,
];

/** Builds runner/ and fixtures/ below this folder. Throws esbuild's failure, which lists `errors`. */
export async function bundleProgram(folder) {
  const { build } = await import('esbuild');
  const shapes = await precompiledModule(build, options);
  const put = (entries, parts, plugins) =>
    build({
      ...options,
      entryPoints: Object.fromEntries(entries.map((entry) => [entry, `${entry}.ts`])),
      outdir: folder,
      chunkNames: `${parts}/[name]-[hash]`,
      splitting: true,
      plugins,
    });
  // Two calls: the package holds the runner alone, so it shares nothing with the demo's servers.
  await Promise.all([
    put(runnerEntries, 'runner/parts', [inPlaceOf('runner/base/precompiled.ts', shapes)]),
    put(fixtureEntries(), 'fixtures/parts', []),
  ]);
}

/** Puts a text in the place of a module. */
function inPlaceOf(path, contents) {
  const place = join(root, path);
  return {
    name: path,
    setup: (builder) =>
      builder.onLoad({ filter: /\.ts$/ }, ({ path: file }) =>
        file === place ? { contents, loader: 'js', resolveDir: root } : undefined,
      ),
  };
}

function fixtureEntries() {
  const servers = readdirSync(join(root, 'fixtures')).map((name) => `fixtures/${name}/main`);
  const demo = ['shop', 'end-with-parent'].map((name) => `fixtures/demo/${name}`);
  return [...servers.filter((entry) => existsSync(join(root, `${entry}.ts`))), ...demo];
}
