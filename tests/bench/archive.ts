import { existsSync, mkdirSync, mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { listReports } from '../../runner/archive/layout.ts';
import { makeAuthority, serveAuthority } from '../../runner/sign/testing/tsa.ts';
import { keyPlaces } from '../../runner/sign/key-places.ts';
import { makeSigner, trustAuthority } from '../../runner/sign/state.ts';
import { fillOne, type Filled, type Filling } from './archive-fill.ts';
import { command, emptyProcess, forgetIndex, several, sizeOf, type Command, type Place } from './archive-measure.ts';
import { readArchiveBenchOptions } from './archive-options.ts';
import { makeSeed } from './archive-seed.ts';
import { BenchProblem } from './options.ts';
import { spread } from './statistics.ts';
import { load, machineLine, say, seconds } from './tell.ts';

/*
 * `npm run bench:archive`: an archive of full-size reports, made by the code that seals real runs, and what whole processes need to list,
 * search, export and verify it. docs/archive.md has the figures; no test depends on them.
 */

/** One report takes about ten megabytes; some room stays free. */
const bytesOfReport = 12_000_000;

async function bench(folder: string, count: number): Promise<void> {
  say(machineLine());
  const place: Place = { folder, reports: join(folder, 'reports'), state: join(folder, 'state') };
  mkdirSync(place.reports, { recursive: true });
  if (listReports(place.reports).length === 0) await fill(count, place);
  const { files, bytes } = sizeOf(place.reports);
  const held = listReports(place.reports).length;
  row('archive', `${held} reports, ${files} files, ${(bytes / 1e9).toFixed(2)} GB`);
  await measureListing(place);
  await measureVerifying(`verify, ${held} reports`, place);
}

async function fill(count: number, place: Place): Promise<void> {
  const { bavail, bsize } = statfsSync(place.folder);
  if (count * bytesOfReport > bavail * bsize)
    throw new BenchProblem(`${count} reports need ${(count * bytesOfReport) / 1e9} GB on the disk of ${place.folder}`);
  const seed = await makeSeed(join(place.folder, 'seed'));
  row('run end to process end', `${seconds(seed.endMs)}, one real run of the demo, settling and report included`);
  const authority = makeAuthority(join(place.folder, 'authority'));
  const server = await serveAuthority(authority);
  try {
    const filling = prepare(count, place, { url: server.url, seed });
    trustAuthority(keyPlaces(place.state), authority.authority);
    const filled: Filled[] = [];
    for (let index = 0; index < count; index += 1) {
      filled.push(await fillOne(index, filling));
      // Memory that grows with the number of reports shows between this and the whole.
      if (count >= 50 && index + 1 === Math.floor(count / 10))
        await measureVerifying(`verify, ${index + 1} reports`, place);
      if ((index + 1) % 100 === 0) say(`… ${index + 1} reports sealed, load ${load()}`);
    }
    row(
      'seal one report',
      spread(
        filled.map(({ sealMs }) => sealMs),
        seconds,
      ),
    );
    row(
      '… time stamp after it',
      spread(
        filled.map(({ stampMs }) => stampMs),
        milliseconds,
      ),
    );
  } finally {
    await server.close();
    rmSync(join(place.folder, 'seed'), { recursive: true, force: true });
  }
}

/** Keys and settings of a team whose runs of the last hours stand one behind the other. */
function prepare(count: number, place: Place, made: { readonly url: string; readonly seed: Filling['seed'] }): Filling {
  const { reports, state } = place;
  // A stamp that is a day late would be told by every check: all of them end before now, within some hours.
  const apartMs = Math.min(60_000, (18 * 3_600_000) / count);
  const firstMs = Date.now() - (count + 1) * apartMs;
  mkdirSync(state, { recursive: true });
  writeFileSync(join(state, 'archive.json'), JSON.stringify({ timestamps: [made.url] }));
  const clock = { now: () => firstMs - 3_600_000, elapsed: () => 0 };
  return {
    seed: made.seed,
    reports,
    state,
    firstMs,
    apartMs,
    signer: makeSigner(keyPlaces(state), made.seed.env, clock),
  };
}

async function measureListing(place: Place): Promise<void> {
  row('empty Node process', spread((await emptyProcess(9, place)).map(wall), milliseconds));
  forgetIndex(place);
  const first = await command(['archive', 'list'], place);
  row('list, no index yet', `${seconds(first.wallMs)}, ${megabytes(first)}`);
  for (const words of [
    ['archive', 'list'],
    ['archive', 'list', '--limit', '20'],
    ['archive', 'search', '한소라'],
    ['archive', 'list', '--json'],
    ['archive', 'show', 'last'],
  ]) {
    const all = await several(15, words, place);
    row(words.slice(1).join(' '), `${spread(all.map(wall), milliseconds)}, ${megabytes(...all)}`);
  }
  const exported = await command(['archive', 'export'], place);
  row('export', `${seconds(exported.wallMs)}, ${megabytes(exported)}`);
}

async function measureVerifying(name: string, place: Place): Promise<void> {
  const verified = await command(['verify', place.reports], place);
  const cpu = verified.cpuMs === null ? '–' : seconds(verified.cpuMs);
  row(name, `${seconds(verified.wallMs)}, CPU ${cpu}, ${megabytes(verified)}, load ${load()}`);
}

const wall = ({ wallMs }: { readonly wallMs: number }): number => wallMs;

function milliseconds(value: number): string {
  return `${Math.round(value)} ms`;
}

function megabytes(...all: readonly Command[]): string {
  return `${Math.round(Math.max(...all.map(({ memoryKb }) => memoryKb)) / 1024)} MiB`;
}

function row(name: string, value: string): void {
  say(`${name.padEnd(26)}${value}`);
}

let own: string | null = null;
try {
  const { reports, at } = readArchiveBenchOptions(process.argv.slice(2), process.cwd());
  own = at === null ? mkdtempSync(join(tmpdir(), 'postflight-bench-archive-')) : null;
  const folder = at ?? own ?? '';
  if (!existsSync(folder)) mkdirSync(folder, { recursive: true });
  await bench(folder, reports);
} catch (error) {
  if (!(error instanceof BenchProblem)) throw error;
  process.stderr.write(`bench: ${error.message}\n`);
  process.exitCode = 1;
} finally {
  if (own !== null) rmSync(own, { recursive: true, force: true });
}
