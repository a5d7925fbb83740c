// Puts the program together: each file that is started or loaded by its path, and beside them the parts that several of them
// share. A thousand small modules take Node longer to find and load than everything else before a run's first step.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './tell.mjs';

/** Found by the program as packages: they have native code, start processes of their own, or must be there once only. */
const packages = ['@playwright/test', 'better-sqlite3', 'playwright', 'playwright-core', 'tsx'];

const playwrightDoor = ['config', 'journal-reporter', 'sections'].map(
  (name) => `runner/engine/playwright-test/${name}`,
);
const runner = [
  'runner/archive/verify-helper',
  'runner/cli/main',
  'runner/engine/browser',
  'runner/engine/driver',
  ...playwrightDoor,
];

/** Builds runner/ and fixtures/ below this folder. Throws esbuild's failure, which lists `errors`. */
export async function bundleProgram(folder) {
  const { build } = await import('esbuild');
  // CommonJS packages ask for Node's own modules by require, which a module does not have.
  const banner = {
    js: "import { createRequire as requireOf } from 'node:module';\nconst require = requireOf(import.meta.url);",
  };
  const put = (entries, parts) =>
    build({
      absWorkingDir: root,
      entryPoints: Object.fromEntries(entries.map((entry) => [entry, `${entry}.ts`])),
      outdir: folder,
      chunkNames: `${parts}/[name]-[hash]`,
      bundle: true,
      splitting: true,
      format: 'esm',
      platform: 'node',
      target: 'node20.19',
      external: packages,
      banner,
      logLevel: 'silent',
    });
  // Two calls: the package holds the runner alone, so it shares nothing with the demo's servers.
  await Promise.all([put(runner, 'runner/parts'), put(fixtureEntries(), 'fixtures/parts')]);
}

function fixtureEntries() {
  const servers = readdirSync(join(root, 'fixtures')).map((name) => `fixtures/${name}/main`);
  const demo = ['shop', 'end-with-parent'].map((name) => `fixtures/demo/${name}`);
  return [...servers.filter((entry) => existsSync(join(root, `${entry}.ts`))), ...demo];
}
