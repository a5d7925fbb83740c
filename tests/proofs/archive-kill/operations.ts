import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { systemClock } from '../../../runner/base/clock.ts';
import { newRunId } from '../../../runner/base/ids.ts';
import { keyPlaces } from '../../../runner/sign/key-places.ts';
import { generateKey } from '../../../runner/sign/keys.ts';
import { loadLedgerSigner, loadSigner } from '../../../runner/sign/state.ts';
import { isRenewed, isRotated } from './describe.ts';
import type { Project } from './project.ts';

type Args = readonly string[];

/** Something that is done to an archive, and what its user does after it was cut off. */
export type Operation = {
  readonly name: string;
  /** Brings the archive of two reports to where it is done. */
  prepare(project: Project): Promise<void> | void;
  act(project: Project): Args;
  /** Beforehand and afterwards, whether it was struck or not: the night goes on. */
  readonly meanwhile?: readonly Args[];
  /** Said again it would be done a second time, so it is said again only when it was not done. */
  readonly isDone?: (project: Project) => boolean;
  /** Until it is done nothing vouches for the archive any more, and `verify` says so. */
  readonly isBrokenBefore?: boolean;
};

const by = ['--by', 'kim', '--reason', '고객 요청'];
const announced = `${newRunId(systemClock).slice(0, -6)}dddddd`;

/** Everything that writes into an archive, its copies, or the keys beside it. */
export const operations: readonly Operation[] = [
  { name: 'announce', prepare: nothing, act: () => ['announce', announced], meanwhile: [['recover']] },
  { name: 'seal', prepare: (project) => void project.leaveRun('cccccc'), act: () => ['recover'] },
  { name: 'add', prepare: nothing, act: () => ['archive', 'add', 'aaaaaa', '--text', '환불 확인', '--by', 'kim'] },
  { name: 'decide', prepare: nothing, act: () => ['decide', 'aaaaaa', 'no-go', ...by] },
  {
    name: 'approve',
    prepare: (project) => done(project, ['decide', 'aaaaaa', 'no-go', ...by]),
    act: () => ['approve', 'aaaaaa', '--by', 'lee', '--reason', 'ok'],
  },
  { name: 'hold', prepare: nothing, act: () => ['archive', 'hold', 'aaaaaa', ...by] },
  {
    name: 'erase',
    prepare: nothing,
    act: () => ['archive', 'erase', 'aaaaaa', 'evidence/SRCH-01/01.png', 'evidence/SRCH-01/console.txt', ...by],
  },
  { name: 'prune files', prepare: (project) => aged(project, '7y'), act: () => ['archive', 'prune', ...by] },
  { name: 'prune report', prepare: (project) => aged(project, '1d'), act: () => ['archive', 'prune', ...by] },
  { name: 'stamp', prepare: unstamped, act: () => ['archive', 'stamp'] },
  { name: 'stamp --renew', prepare: nothing, act: () => ['archive', 'stamp', '--renew'], isDone: isRenewed },
  { name: 'sign later', prepare: unsigned, act: () => ['archive', 'stamp'] },
  { name: 'publish', prepare: published, act: () => ['archive', 'stamp'] },
  { name: 'copy folder', prepare: (project) => stored(project, 'nas'), act: () => ['archive', 'copy'] },
  { name: 'copy S3', prepare: (project) => stored(project, 'vault'), act: () => ['archive', 'copy'] },
  { name: 'pdf', prepare: nothing, act: () => ['archive', 'pdf', 'aaaaaa'] },
  { name: 'list', prepare: nothing, act: () => ['archive', 'list'] },
  { name: 'export', prepare: nothing, act: () => ['archive', 'export', '--out', 'all.csv'] },
  {
    name: 'keys init',
    prepare: ({ state, reports }) => [state, reports].forEach((folder) => rmSync(folder, { recursive: true })),
    act: () => ['keys', 'init'],
    meanwhile: [['leave', 'cccccc'], ['recover']],
  },
  rotation('keys rotate', []),
  rotation('keys rotate --ledger', ['--ledger']),
  {
    ...rotation('keys rotate --ledger after a leak', ['--ledger']),
    isBrokenBefore: true,
    prepare: async (project) => {
      project.leaveRun('cccccc');
      await done(project, [
        'keys',
        'revoke',
        loadLedgerSigner(keyPlaces(project.state), {})?.keyId ?? '',
        '--reason',
        'leak',
      ]);
    },
  },
  {
    name: 'keys retire',
    prepare: nothing,
    act: ({ state }) => ['keys', 'retire', loadSigner(keyPlaces(state), {}).keyId],
  },
  {
    name: 'keys revoke',
    prepare: nothing,
    act: ({ state }) => ['keys', 'revoke', loadSigner(keyPlaces(state), {}).keyId, '--reason', '노트북 분실'],
  },
  { name: 'keys trust', prepare: approver, act: () => ['keys', 'trust', '--approver', 'lee.pub.pem'] },
  { name: 'keys export', prepare: nothing, act: () => ['keys', 'export', 'exported'] },
];

function nothing(): void {
  // The archive of two reports is where it begins.
}

/** The settings of every project: one authority, pinned. */
export function settingsOf({ world }: Project): { readonly [key: string]: unknown } {
  return { timestamps: [world.authorityUrl] };
}

/** A command that must work. */
export async function done(project: Project, args: Args): Promise<void> {
  const { code, stdout, stderr } = await project.command(args);
  if (code !== 0) throw new Error(`${args.join(' ')} ended with ${code}:\n${stdout}${stderr}`);
}

async function aged(project: Project, report: string): Promise<void> {
  project.leaveRun('eeeeee', 3);
  await done(project, ['recover']);
  project.configure({ ...settingsOf(project), retention: { report, evidence: '1d', trace: '1d' } });
}

async function unstamped(project: Project): Promise<void> {
  project.configure({});
  project.leaveRun('cccccc');
  await done(project, ['recover']);
  project.configure(settingsOf(project));
}

async function unsigned(project: Project): Promise<void> {
  const [key, away] = [join(project.state, 'keys', 'ledger.pem'), join(project.folder, 'away.pem')];
  renameSync(key, away);
  project.leaveRun('cccccc');
  await done(project, ['recover']);
  renameSync(away, key);
}

async function published(project: Project): Promise<void> {
  await unstamped(project);
  const listen = `process.stdin.pipe(require('node:fs').createWriteStream('heard.txt', { flags: 'a' }))`;
  const { webhook } = project.world;
  const publish = [
    { command: [process.execPath, '-e', listen] },
    { webhook },
    { email: { from: 'ci@shop.test', to: ['auditor@shop.test'] } },
  ];
  project.configure({ ...settingsOf(project), publish });
}

function stored(project: Project, name: 'nas' | 'vault'): void {
  const s3 = { endpoint: project.world.bucket.endpoint, bucket: 'vault' };
  const store = name === 'nas' ? { name, folder: '../nas' } : { name, s3 };
  project.configure({ ...settingsOf(project), stores: [store] });
}

/** A run waits to be sealed, with whichever key there is. */
function rotation(name: string, options: Args): Operation {
  return {
    name,
    prepare: (project) => void project.leaveRun('cccccc'),
    act: () => ['keys', 'rotate', ...options],
    meanwhile: [['recover']],
    isDone: (project) => isRotated(project, options.length > 0 ? loadLedgerSigner : loadSigner),
  };
}

function approver({ folder }: Project): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'lee.pub.pem'), generateKey(join(folder, 'lee.pem')).publicPem);
}
