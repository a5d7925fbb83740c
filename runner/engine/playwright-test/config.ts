import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig, type PlaywrightTestConfig } from '@playwright/test';
import { findBrowser, quietArguments } from '../browser.ts';
import { compileChecklist, wantedLines } from './compile.ts';
import { readInputs } from './inputs.ts';

export type PostflightConfig = {
  /** Checklists to offer, relative to the working directory. */
  readonly checklists: readonly string[];
  /** Overrides each checklist's own target. */
  readonly target?: string;
  /** Journal, locks and keys (default: .postflight). */
  readonly state?: string;
  /** Where signed reports go (default: reports). */
  readonly reports?: string;
  /** Reporters beside ours; default: list. */
  readonly reporter?: readonly (readonly [string] | readonly [string, unknown])[];
};

/**
 * A Playwright Test configuration that offers checklists as test files: sections are tests, steps are test steps, places are
 * YAML lines. Throws with every mistake of every checklist.
 */
export function postflightConfig(options: PostflightConfig): PlaywrightTestConfig {
  const state = resolve(options.state ?? process.env['POSTFLIGHT_STATE'] ?? '.postflight');
  const reports = resolve(options.reports ?? process.env['POSTFLIGHT_REPORTS'] ?? 'reports');
  const generated = join(state, 'playwright');
  // Workers load the configuration again; the files are there by then and must not change under them.
  if (process.env['TEST_WORKER_INDEX'] === undefined)
    for (const file of options.checklists) generate(file, generated, options.target);
  const headed = process.argv.includes('--headed') || process.argv.includes('--debug') || process.argv.includes('--ui');
  const found = findBrowser({ headed, debug: false }, process.env);
  const root = typeof process.getuid === 'function' && process.getuid() === 0;
  const own = fileURLToPath(import.meta.url);
  return defineConfig({
    testDir: generated,
    testMatch: '**/*.checklist.js',
    respectGitIgnore: false,
    fullyParallel: true,
    workers: 1,
    retries: 0,
    timeout: 0,
    forbidOnly: true,
    outputDir: resolve('test-results'),
    build: { external: [`${generated}/**`] },
    reporter: [
      ...(options.reporter ?? [['list']]).map(toReporter),
      [own.replace(/config\.(ts|js)$/, 'journal-reporter.$1'), { state, reports, target: options.target }],
    ],
    use: { launchOptions: { executablePath: found.executable, chromiumSandbox: !root, args: quietArguments } },
  });
}

function toReporter(entry: readonly [string] | readonly [string, unknown]): [string] | [string, unknown] {
  return entry.length === 1 ? [entry[0]] : [entry[0], entry[1]];
}

function generate(file: string, folder: string, target: string | undefined): void {
  const { checklist } = readInputs(file, target);
  const name = join(folder, `${relative(process.cwd(), resolve(file)).replaceAll(sep, '__')}.checklist.js`);
  const own = fileURLToPath(import.meta.url);
  const code = compileChecklist(checklist, {
    sectionsModule: new URL(own.endsWith('.ts') ? './sections.ts' : './sections.js', import.meta.url).href,
    source: relative(dirname(name), resolve(file)).replaceAll(sep, '/'),
    checklistFile: file,
    target: target ?? null,
    wantedLines: wantedLines(process.argv, file),
  });
  mkdirSync(folder, { recursive: true });
  if (existsSync(name) && readFileSync(name, 'utf8') === code) return;
  const beside = `${name}.${process.pid}.tmp`;
  writeFileSync(beside, code);
  renameSync(beside, name);
}
