import { readFileSync, existsSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { readLedger } from '../../../runner/archive/ledger/read.ts';
import { headOf } from '../../../runner/archive/ledger/ledger.ts';
import { knownFor } from '../../../runner/archive/ledger/known.ts';
import { knownFolder } from '../../../runner/archive/known-folder.ts';
import { verifyArchive } from '../../../runner/archive/verify-archive.ts';
import type { VerifyState } from '../../../runner/archive/check.ts';
import { systemClock } from '../../../runner/base/clock.ts';
import { readAuthorities, readTrust } from '../../../runner/sign/state.ts';
import { keyPlaces } from '../../../runner/sign/key-places.ts';
import { describe, differences, type Described } from './describe.ts';
import type { Operation } from './operations.ts';
import type { Project } from './project.ts';

/** An operation that was struck before one of its steps, and everything about what followed that is not as it should be. */
export type Trial = {
  readonly operation: string;
  readonly strikes: readonly number[];
  /** The step it did not get to. */
  readonly at: string;
  readonly wasKilled: boolean;
  readonly problems: readonly string[];
};

/** Does the operation once without disturbing it: how many steps it has, and what it leaves. */
export async function undisturbed(
  project: Project,
  operation: Operation,
): Promise<{ readonly steps: number; readonly left: Described }> {
  begin(project);
  await mustEnd(project, operation.act(project), 0);
  const steps = stepsOf(project).length;
  for (const args of operation.meanwhile ?? []) await mustEnd(project, args);
  const seen = look(project);
  if (seen.state !== 'verified')
    throw new Error(`${operation.name}: undisturbed it is ${seen.state}: ${seen.words.join('\n')}`);
  return { steps, left: describe(project) };
}

/** Strikes it before these steps, one start after the other, lets the user go on, and looks what came of it. */
export async function struck(
  project: Project,
  operation: Operation,
  { strikes, wanted }: { readonly strikes: readonly number[]; readonly wanted: Described },
): Promise<Trial> {
  begin(project);
  const problems: string[] = [];
  let wasKilled = false;
  let at = '';
  for (const strike of strikes) {
    if (operation.isDone?.(project) === true) break;
    const ended = await project.command(operation.act(project), strike);
    if (ended.signal !== 'SIGKILL') {
      if (ended.code !== 0) problems.push(`it ended with ${ended.code}: ${ended.stdout}${ended.stderr}`);
      break;
    }
    wasKilled = true;
    at = `${at === '' ? '' : `${at}, then `}${stepsOf(project).at(-1) ?? ''}`;
    const seen = look(project);
    if (seen.state === 'tampered' && operation.isBrokenBefore !== true)
      problems.push(...seen.words.map((words) => `after the kill: ${words}`));
  }
  problems.push(...(await goOn(project, operation)));
  const seen = look(project);
  if (seen.state !== 'verified') problems.push(...seen.words.map((words) => `in the end ${seen.state}: ${words}`));
  const left = differences(describe(project), wanted);
  problems.push(...(left.every((one) => one.includes(' checkpoint: ')) ? await stampLater(project, wanted) : left));
  return { operation: operation.name, strikes, at, wasKilled, problems };
}

/** A command waits seconds for an authority, and a busy machine may be slower: then the checkpoint's stamp comes with cron, as the guide says. */
async function stampLater(project: Project, wanted: Described): Promise<readonly string[]> {
  if (differences(describe(project), wanted).length === 0) return [];
  await mustEnd(project, ['archive', 'stamp']);
  return differences(describe(project), wanted);
}

/** What the user does next: what went on meanwhile, the command again, and what follows. */
async function goOn(project: Project, operation: Operation): Promise<readonly string[]> {
  const problems: string[] = [];
  const run = async (args: readonly string[]): Promise<void> => {
    const { code, signal, stdout, stderr } = await call(project, args);
    if (code !== 0) problems.push(`${args.join(' ')} ended with ${code ?? signal}: ${stdout}${stderr}`);
  };
  // A night's run may come before anybody repeats the command.
  const early = operation.isDone === undefined ? [] : (operation.meanwhile ?? []);
  for (const args of early) await run(args);
  if (operation.isDone?.(project) !== true) await run(operation.act(project));
  for (const args of operation.meanwhile ?? []) await run(args);
  return problems;
}

async function call(project: Project, args: readonly string[]) {
  if (args[0] !== 'leave') return project.command(args);
  project.leaveRun(args[1] ?? '');
  return { code: 0, signal: null, stdout: '', stderr: '' };
}

async function mustEnd(project: Project, args: readonly string[], strike?: number): Promise<void> {
  if (args[0] === 'leave') return void project.leaveRun(args[1] ?? '');
  const { code, stdout, stderr } = await project.command(args, strike);
  if (code !== 0) throw new Error(`${args.join(' ')} ended with ${code}:\n${stdout}${stderr}`);
}

function begin(project: Project): void {
  project.restore('prepared');
  project.world.bucket.held.clear();
  project.world.bucket.writes.length = 0;
  writeFileSync(stepsFile(project), '');
}

const stepsFile = ({ folder }: Project): string => join(folder, '..', 'steps.txt');

function stepsOf(project: Project): readonly string[] {
  const lines = readFileSync(stepsFile(project), 'utf8').trimEnd();
  return lines === '' ? [] : lines.split('\n');
}

/** As an auditor sees it now, with the keys and the checkpoints that this machine knows. */
function look({ reports, state }: Project): { readonly state: VerifyState; readonly words: readonly string[] } {
  if (!existsSync(reports)) return { state: 'verified', words: [] };
  const places = keyPlaces(state);
  const words: string[] = [];
  const ledger = readLedger(reports);
  const origin = ledger === null ? null : (headOf(ledger)?.origin ?? null);
  const kept = knownFor(knownFolder(state), { archive: reports, origin });
  const told = (name: string, checks: ReturnType<typeof verifyArchive>['checks']): void => {
    for (const { outcome, matters, detail, name: check } of checks)
      if (outcome === 'failed' || matters) words.push(`${name} ${check}: ${detail.en}`);
  };
  const { state: found, checks } = verifyArchive(
    reports,
    existsSync(places.trust) ? { trust: readTrust(places.trust) } : { nobody: true },
    {
      known: kept.map(({ file, text }) => ({ name: file, text })),
      authorities: readAuthorities(places.trust),
      nowMs: systemClock.now(),
      onReport: (folder, result) => told(basename(folder), result.checks),
    },
  );
  told('archive', checks);
  return { state: found, words };
}
