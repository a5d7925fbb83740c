// Finds a Chromium that starts, and letters for Korean; installs what is missing where that is allowed.
import { accessSync, constants, existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { aptInstall, mayUseApt, recall, remember, root, run, say, SetupProblem, tail } from './tell.mjs';

const byHand = [
  'No Chromium that starts was found, and it could not be installed from here. Run one of:',
  '  npx playwright install --with-deps chromium',
  '  sudo apt-get install -y --no-install-recommends chromium fonts-noto-cjk',
  'or name one that is there: POSTFLIGHT_CHROMIUM=/path/to/chromium',
].join('\n');

/** Leaves a browser that the runner finds and that starts. Costs nothing once that was proven. */
export async function findOrInstallBrowser() {
  const named = JSON.stringify(Object.entries(process.env).filter(([name]) => name.includes('CHROMIUM')));
  const { browser } = recall();
  if (browser?.named === named && isExecutable(browser.path)) return;
  const path = (await firstThatStarts()) ?? (await installBrowser());
  ensureKoreanLetters();
  remember({ browser: { path, named } });
  say(`browser: ${path}`);
}

/** Asks the runner itself, so that the two never disagree on what is used. Null when nothing is there or it does not start. */
async function firstThatStarts() {
  const { findBrowser } = await import(pathToFileURL(join(root, 'dist', 'runner', 'engine', 'browser.js')).href);
  let path;
  try {
    path = findBrowser({ headed: false, debug: false }, process.env).executable;
  } catch (error) {
    if (error.name !== 'SetupError') throw error;
    // A browser named by hand that cannot be run is the person's to correct: nothing is installed behind their back.
    if (process.env.POSTFLIGHT_CHROMIUM) throw new SetupProblem(error.message);
    return null;
  }
  // A browser whose system libraries are missing is there and yet does not start, as in a bare container.
  const tried = run(path, ['--version', '--no-sandbox'], { limitMs: 30_000 });
  if (tried.ok) return path;
  say(`${path} does not start: ${tail(tried.output, 1)}`);
  return null;
}

async function installBrowser() {
  say("downloading Playwright's Chromium");
  // Elsewhere the runner looks for the full browser; only on Linux does it know where the smaller shell is put.
  const shell = process.platform === 'linux' ? ['--only-shell'] : [];
  const env = { PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: '15000', ...process.env };
  const cli = join('node_modules', 'playwright', 'cli.js');
  const download = run(process.execPath, [cli, 'install', ...shell, 'chromium'], { env });
  if (!download.ok) say(`that failed: ${tail(download.output, 1)}`);
  const downloaded = download.ok ? await firstThatStarts() : null;
  if (downloaded !== null) return downloaded;
  if (!mayUseApt()) throw new SetupProblem(byHand);
  say('installing chromium-headless-shell and fonts-noto-cjk with apt-get');
  const installed = aptInstall(['chromium-headless-shell', 'fonts-noto-cjk']);
  const path = installed.ok ? await firstThatStarts() : null;
  if (path === null) throw new SetupProblem(`${byHand}\n${tail(installed.output)}`);
  return path;
}

/** Without Hangul letters every picture in a report shows boxes; the run itself would still be right, so this only warns. */
function ensureKoreanLetters() {
  if (process.platform !== 'linux' || hasKoreanLetters()) return;
  if (mayUseApt()) {
    say('installing Korean letters (fonts-noto-cjk) with apt-get');
    aptInstall(['fonts-noto-cjk']);
  }
  if (!hasKoreanLetters()) say('no Korean font found: pictures will show boxes. apt-get install fonts-noto-cjk');
}

function hasKoreanLetters() {
  const listed = run('fc-list', [':lang=ko']);
  if (listed.ok) return listed.output.trim() !== '';
  const folders = ['/usr/share/fonts', '/usr/local/share/fonts'].filter((folder) => existsSync(folder));
  const files = folders.flatMap((folder) => readdirSync(folder, { recursive: true }));
  return files.some((file) => /CJK|Nanum|Gothic.*KR|Hangul/i.test(String(file)));
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    // Absent or not executable are the same answer here: it has to be looked for again.
    return false;
  }
}
