import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { basename, join, relative, resolve, sep } from 'node:path';
import { defineConfig, type PlaywrightTestConfig } from '@playwright/test';
import { programFile } from '../../base/own-package.ts';
import { SetupError } from '../../model/trouble.ts';
import { findBrowser, noWayOut, quietArguments } from '../browser.ts';
import { compileChecklist } from './compile.ts';
import { readAllInputs, type Inputs } from './inputs.ts';
import { wantedPlaces } from './places.ts';
import { Refusal } from './refusal.ts';
import { publishDoor, readParentsDoor, type Door } from './run-link.ts';

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
  const door = readParentsDoor() ?? openDoor(options);
  const generated = join(door.state, 'playwright');
  const names = options.checklists.map((file) => basename(generatedFile(file, generated)));
  const root = typeof process.getuid === 'function' && process.getuid() === 0;
  return defineConfig({
    // Places are shown relative to this folder.
    testDir: process.cwd(),
    respectGitIgnore: false,
    fullyParallel: true,
    workers: 1,
    retries: 0,
    timeout: 0,
    forbidOnly: true,
    outputDir: resolve('test-results'),
    // Ours comes first: it redacts what the others print.
    reporter: [[siblingFile('journal-reporter')], ...(options.reporter ?? [['list']]).map(toReporter)],
    use: {
      launchOptions: {
        chromiumSandbox: !root,
        args: quietArguments,
        proxy: { ...noWayOut },
        ...(door.executable === null ? {} : { executablePath: door.executable }),
      },
    },
    projects: [{ testDir: generated, testMatch: names.map(endsWith) }],
  });
}

/** What only the first process does; its workers and loaders load the configuration again and must find everything unchanged. */
function openDoor(options: PostflightConfig): Door {
  const { argv, env } = process;
  const door: Door = {
    mode: isAuthoring(argv) ? 'authoring' : 'recorded',
    state: resolve(options.state ?? env['POSTFLIGHT_STATE'] ?? '.postflight'),
    reports: resolve(options.reports ?? env['POSTFLIGHT_REPORTS'] ?? 'reports'),
    target: options.target ?? null,
    executable: findExecutable(argv),
  };
  for (const inputs of readAllInputs(options.checklists, door.target))
    generate(inputs, join(door.state, 'playwright'), door.target);
  publishDoor(door);
  // --reporter takes the place of all reporters in the configuration; the one that records and signs must stay.
  if (hasOption(argv, '--reporter')) env['PW_TEST_REPORTER'] ??= siblingFile('journal-reporter');
  return door;
}

function generate({ file, checklist }: Inputs, folder: string, target: string | null): void {
  const name = generatedFile(file, folder);
  const code = compileChecklist(checklist, {
    // A relative path is a module's name to `import` and, in a CommonJS project, to `require`.
    sectionsModule: fromFolder(folder, siblingFile('sections')),
    source: fromFolder(folder, resolve(file)),
    checklistFile: file,
    target,
    wanted: wantedPlaces(process.argv, file),
  });
  mkdirSync(folder, { recursive: true });
  if (existsSync(name) && readFileSync(name, 'utf8') === code) return;
  const beside = `${name}.${process.pid}.tmp`;
  writeFileSync(beside, code);
  renameSync(beside, name);
}

function fromFolder(folder: string, file: string): string {
  const path = relative(folder, file).replaceAll(sep, '/');
  return path.startsWith('.') ? path : `./${path}`;
}

/** Test ids and result folders carry this name, so it stays the same for a checklist. */
function generatedFile(file: string, folder: string): string {
  return join(folder, `${relative(process.cwd(), resolve(file)).replaceAll(sep, '__')}.checklist.js`);
}

/** A module of this folder, in the form that is running: TypeScript or compiled. */
function siblingFile(name: string): string {
  return programFile(`engine/playwright-test/${name}`);
}

/** UI mode and editors start tests by themselves and have no reporters; every other command must record. */
function isAuthoring(argv: readonly string[]): boolean {
  return argv[2] !== 'test' || argv.some((argument) => argument === '--ui' || argument.startsWith('--ui-'));
}

function hasOption(argv: readonly string[], name: string): boolean {
  return argv.some((argument) => argument === name || argument.startsWith(`${name}=`));
}

/** Playwright's own options decide whether a window is wanted; not every Chromium can open one. */
function findExecutable(argv: readonly string[]): string | null {
  const isHeaded = hasOption(argv, '--headed') || hasOption(argv, '--debug') || process.env['PWDEBUG'] !== undefined;
  // In UI mode a person may ask for a window later; without such a browser it still runs.
  const wishes = isAuthoring(argv) && !isHeaded ? [true, false] : [isHeaded];
  let problem: SetupError | null = null;
  for (const headed of wishes) {
    try {
      return findBrowser({ headed, debug: false }, process.env).executable;
    } catch (error) {
      if (!(error instanceof SetupError)) throw error;
      problem = error;
    }
  }
  // Looking at the list needs no browser.
  if (problem === null || argv.includes('--list')) return null;
  throw new Refusal(problem.text);
}

function endsWith(name: string): RegExp {
  return new RegExp(`[\\\\/]${name.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`);
}

function toReporter(entry: readonly [string] | readonly [string, unknown]): [string] | [string, unknown] {
  return entry.length === 1 ? [entry[0]] : [entry[0], entry[1]];
}
