import { accessSync, constants, existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { Browser } from 'playwright';
import { SetupError } from '../model/trouble.ts';
import type { OwnTraffic } from '../network/own-traffic.ts';
import { playwright } from './playwright.ts';
import { text } from './text.ts';

export type BrowserWish = { readonly headed: boolean; readonly debug: boolean };

export type FoundBrowser = { readonly executable: string; readonly source: 'environment' | 'playwright' | 'installed' };

const environmentNames = [
  'POSTFLIGHT_CHROMIUM',
  'PLAYWRIGHT_CHROMIUM_PATH',
  'PLAYWRIGHT_CHROMIUM_EXECUTABLE_PATH',
] as const;
const shells = ['chromium-headless-shell', 'chrome-headless-shell'] as const;
const browsers = ['google-chrome-stable', 'google-chrome', 'chrome', 'chromium', 'chromium-browser'] as const;
const macBrowsers = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
] as const;

/**
 * Finds a Chromium: the environment's, Playwright's own, an installed one. The headless shell is preferred where no window
 * is wanted: it takes half the CPU. Throws SetupError naming what was tried.
 */
export function findBrowser(wish: BrowserWish, env: NodeJS.ProcessEnv): FoundBrowser {
  for (const name of environmentNames) {
    const path = env[name];
    if (path === undefined || path === '') continue;
    if (!isExecutable(path)) throw new SetupError(text.browserNotExecutable({ name, path }));
    return { executable: path, source: 'environment' };
  }
  const own = ownBrowser(wish);
  if (own !== null) return { executable: own, source: 'playwright' };
  const window = wish.headed || wish.debug;
  const names = window ? browsers : [...shells, ...browsers];
  const installed = findOnPath(names, env) ?? macBrowsers.find(isExecutable);
  if (installed !== undefined) return { executable: installed, source: 'installed' };
  throw new SetupError(text.noBrowser({ window }));
}

/**
 * Launches with signals left to the supervisor; the sandbox stays on except for root, where Chromium
 * refuses it. `own` is the way out that the browser itself gets; sessions bring theirs.
 */
export async function launchBrowser(
  found: FoundBrowser,
  wish: BrowserWish,
  own: OwnTraffic | null = null,
): Promise<Browser> {
  const root = typeof process.getuid === 'function' && process.getuid() === 0;
  try {
    return await playwright().chromium.launch({
      executablePath: found.executable,
      headless: !(wish.headed || wish.debug),
      chromiumSandbox: !root,
      handleSIGINT: false,
      handleSIGTERM: false,
      handleSIGHUP: false,
      args: quietArguments,
      ...(own === null ? {} : { proxy: own.settings }),
    });
  } catch (cause) {
    throw new SetupError(text.browserDidNotStart({ path: found.executable, why: firstLine(cause) }), { cause });
  }
}

/**
 * Switches that keep Chromium from talking to its maker while it tests somebody's shop, and WebRTC from sending packets beside the
 * proxy. Never an own --disable-features: the last one wins, and Playwright's list would be lost.
 */
export const quietArguments: string[] = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-domain-reliability',
  '--disable-sync',
  '--no-first-run',
  '--no-pings',
  // The headless shell knows only the first, a full Chromium only the second.
  '--force-webrtc-ip-handling-policy=disable_non_proxied_udp',
  '--webrtc-ip-handling-policy=disable_non_proxied_udp',
];

/** For a browser that others start: by itself it reaches nothing (no program listens on the discard port); sessions bring their way out. */
export const noWayOut = { server: 'http://127.0.0.1:9', bypass: '<-loopback>' } as const;

/** Playwright's own browser; its headless shell stands in a folder of its own beside it, named alike on every system. */
function ownBrowser(wish: BrowserWish): string | null {
  const full = playwright().chromium.executablePath();
  if (full === '') return null;
  if (!wish.headed && !wish.debug) {
    const shell = ownShell(full);
    if (shell !== null) return shell;
  }
  return isExecutable(full) ? full : null;
}

function ownShell(full: string): string | null {
  const match = /^(.*[\\/])chromium-(\d+)[\\/]/.exec(full);
  if (match === null) return null;
  const folder = `${match[1]}chromium_headless_shell-${match[2]}`;
  if (!existsSync(folder)) return null;
  const candidates = readdirSync(folder).flatMap((inner) =>
    ['chrome-headless-shell', 'chrome-headless-shell.exe', 'headless_shell'].map((name) => join(folder, inner, name)),
  );
  return candidates.find(isExecutable) ?? null;
}

function findOnPath(names: readonly string[], env: NodeJS.ProcessEnv): string | undefined {
  const folders = (env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  for (const name of names) {
    for (const folder of folders) {
      const path = join(folder, name);
      if (isExecutable(path)) return path;
    }
  }
  return undefined;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    // Absent or not executable are the same answer here: not usable.
    return false;
  }
}

function firstLine(cause: unknown): string {
  const message = cause instanceof Error ? cause.message : String(cause);
  return message.split('\n').find((line) => line.trim() !== '') ?? message;
}
