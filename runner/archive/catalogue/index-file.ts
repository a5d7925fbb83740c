import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isMoment } from '../../base/date.ts';
import { isObject } from '../../base/json.ts';
import { readJson } from '../../base/read-json.ts';
import { sweepUnfinished } from '../../base/unfinished.ts';
import { errnoOf, writeAtomic, WriteError } from '../../base/write-atomic.ts';
import { readPlain } from '../plain-file.ts';
import type { CatalogueEntry } from './entry.ts';

/** An entry, what its report's files looked like when it was made, and the two lines that say so. */
export type Indexed = {
  readonly stamp: string;
  readonly entry: CatalogueEntry;
  readonly listLine: string;
  readonly line: string;
};

/** Raised whenever an entry gains or loses a field: what older versions wrote is made anew. */
const version = 3;

/*
 * `.index/reports.jsonl`: a line for every list of steps (hundreds of runs share one checklist), then a line for every report, which
 * names its list and gives each step's end. A thousand reports of 160 steps take one and a half megabytes.
 */
function indexFile(reports: string): string {
  return join(reports, '.index', 'reports.jsonl');
}

type Steps = { readonly ids: readonly string[]; readonly titles: readonly string[]; readonly line: string };

/** What was indexed, by run; lines that are damaged or of another version are left out, and their reports read again. */
export function readIndex(reports: string): ReadonlyMap<string, Indexed> {
  const lists = new Map<string, Steps>();
  const found = new Map<string, Indexed>();
  for (const line of (readPlain(indexFile(reports))?.toString('utf8') ?? '').split('\n')) {
    // A torn line: its report is read again.
    const json = readJson(line);
    if (!isObject(json) || json['version'] !== version) continue;
    const { list, ids, titles, stamp, entry, ends } = json;
    if (typeof list !== 'string') continue;
    if (isTexts(ids) && isTexts(titles)) lists.set(list, { ids, titles, line });
    const steps = lists.get(list);
    if (typeof stamp !== 'string' || typeof ends !== 'string' || !isObject(entry) || steps === undefined) continue;
    const whole = withSteps(entry, steps, ends);
    if (isEntry(whole)) found.set(whole.runId, { stamp, entry: whole, listLine: steps.line, line });
  }
  return found;
}

/** Each step with its end, put together when somebody asks: a listing of a thousand reports asks of few. */
function withSteps(entry: { readonly [key: string]: unknown }, { ids, titles }: Steps, ends: string): object {
  let made: readonly string[] | null = null;
  return {
    ...entry,
    titles,
    get steps() {
      const words = made === null && ends !== '' ? ends.split(' ') : [];
      made ??= ids.map((id, index) => `${id} ${words[index] ?? ''}`);
      return made;
    },
  };
}

/** An entry that was just read, as the index keeps it. */
export function toIndexed(stamp: string, entry: CatalogueEntry): Indexed {
  const { steps, titles, ...rest } = entry;
  const ids = steps.map((step) => step.slice(0, step.lastIndexOf(' ')));
  const ends = steps.map((step) => step.slice(step.lastIndexOf(' ') + 1)).join(' ');
  const list = createHash('sha256')
    .update(JSON.stringify([ids, titles]))
    .digest('base64url')
    .slice(0, 22);
  return {
    stamp,
    entry,
    listLine: JSON.stringify({ version, list, ids, titles }),
    line: JSON.stringify({ version, list, stamp, ends, entry: rest }),
  };
}

/** An archive that this user may only read, or whose disk is full, is listed all the same; the next listing reads the reports again. */
export function writeIndex(reports: string, all: readonly Indexed[]): void {
  const file = indexFile(reports);
  const lists = new Set(all.map(({ listLine }) => listLine));
  try {
    mkdirSync(dirname(file), { recursive: true });
    sweepUnfinished(dirname(file));
    writeAtomic(file, [...lists, ...all.map(({ line }) => line)].map((line) => `${line}\n`).join(''));
  } catch (error) {
    // The index only saves time.
    if (!(error instanceof WriteError) && errnoOf(error) === null) throw error;
  }
}

function isEntry(value: object): value is CatalogueEntry {
  if (!isObject(value)) return false;
  const texts = [
    'runId',
    'startedAt',
    'finishedAt',
    'verdict',
    'title',
    'target',
    'baseUrl',
    'checklistSha256',
    'reportSha256',
  ];
  const numbers = ['exitCode', 'planned', 'passed', 'suppressed', 'addenda'];
  return (
    texts.every((key) => typeof value[key] === 'string') &&
    [value['startedAt'], value['finishedAt']].every((time) => isMoment(String(time))) &&
    ['release', 'decision', 'approvedBy'].every((key) => value[key] === null || typeof value[key] === 'string') &&
    numbers.every((key) => typeof value[key] === 'number') &&
    ['people', 'tickets', 'failed'].every((key) => isTexts(value[key]))
  );
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((one) => typeof one === 'string');
}
