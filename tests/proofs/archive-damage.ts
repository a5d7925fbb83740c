import {
  appendFileSync,
  cpSync,
  existsSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { generateKey } from '../../runner/sign/keys.ts';
import { openBundle, signBundle } from '../../runner/sign/bundle.ts';
import type { Signer } from '../../runner/sign/signer.ts';

/** One change to an archive's files, with what it was; `undo` brings everything back. */
export type Damage = { readonly what: string; undo(): void };
export type Random = (below: number) => number;

/** Numbers that are the same for the same seed, so that a failure can be looked at again. */
export function seeded(seed: number): Random {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** Every file of an archive that says anything; locks and indexes beside it say nothing. */
export function filesOf(archive: string): readonly string[] {
  return readdirSync(archive, { recursive: true, encoding: 'utf8' })
    .filter(
      (name) =>
        !name.startsWith('.') && statSync(join(archive, name)).isFile() && statSync(join(archive, name)).size > 0,
    )
    .toSorted();
}

/** Flips one bit of one file. */
export function flipBit(archive: string, files: readonly string[], random: Random): Damage {
  const name = files[random(files.length)] ?? '';
  const path = join(archive, name);
  const original = readFileSync(path);
  const bit = random(original.length * 8);
  const changed = Buffer.from(original);
  changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
  writeFileSync(path, changed);
  return { what: `bit ${bit} of ${name}`, undo: () => writeFileSync(path, original) };
}

export type World = {
  readonly archive: string;
  readonly files: readonly string[];
  readonly random: Random;
  readonly stranger: Signer;
  /** A copy to take everything back from. */
  readonly pristine: string;
};

type Change = (world: World, path: string, name: string) => string;

/** Changes of whole files: what they are called and what they do. A change that changes nothing says so with an empty text. */
const changes: readonly Change[] = [
  (_world, path, name) => {
    rmSync(path);
    return `${name} deleted`;
  },
  (world, path, name) => {
    const other = world.files[world.random(world.files.length)] ?? name;
    const [own, its] = [readFileSync(path), readFileSync(join(world.archive, other))];
    if (own.equals(its)) return '';
    writeFileSync(path, its);
    writeFileSync(join(world.archive, other), own);
    return `${name} and ${other} swapped`;
  },
  (_world, path, name) => {
    writeFileSync(`${path}.new`, 'added');
    return `${name}.new added`;
  },
  (world, path, name) => {
    truncateSync(path, world.random(statSync(path).size));
    return `${name} truncated`;
  },
  (_world, path, name) => {
    appendFileSync(path, '\n');
    return `${name} has a line more`;
  },
  (_world, path, name) => {
    renameSync(path, `${path}_`);
    return `${name} renamed`;
  },
  (world, path, name) => {
    const lines = readFileSync(path, 'latin1').split('\n');
    const at = world.random(Math.max(1, lines.length - 2));
    const [one, two] = [lines[at], lines[at + 1]];
    if (one === undefined || two === undefined || one === two) return '';
    writeFileSync(
      path,
      lines
        .with(at, two)
        .with(at + 1, one)
        .join('\n'),
      'latin1',
    );
    return `lines ${at} and ${at + 1} of ${name} swapped`;
  },
  (world, path, name) => {
    const lines = readFileSync(path, 'latin1').split('\n');
    const at = world.random(lines.length);
    const line = lines[at] ?? '';
    writeFileSync(path, lines.toSpliced(at, 0, line).join('\n'), 'latin1');
    return `line ${at} of ${name} doubled`;
  },
];

/** One structural change to a file, a ledger line, a folder or a signature. */
export async function damage(world: World): Promise<Damage> {
  const undo = (): void => {
    rmSync(world.archive, { recursive: true });
    cpSync(world.pristine, world.archive, { recursive: true });
  };
  for (;;) {
    const what = world.random(10) === 0 ? await resign(world) : change(world);
    if (what !== '') return { what, undo };
  }
}

function change(world: World): string {
  const { archive, files, random } = world;
  const kind = random(changes.length + 1);
  // The ledger is one file among many, and the one that matters most.
  const isLedger = random(4) === 0;
  const name = isLedger ? 'ledger/entries.jsonl' : (files[random(files.length)] ?? '');
  const act = changes[kind];
  if (act !== undefined) return existsSync(join(archive, name)) ? act(world, join(archive, name), name) : '';
  const runs = readdirSync(join(archive, 'runs/2026/11'));
  const run = runs[random(runs.length)] ?? '';
  rmSync(join(archive, 'runs/2026/11', run), { recursive: true });
  return `${run} deleted whole`;
}

async function resign({ archive, random, stranger }: World): Promise<string> {
  const runs = readdirSync(join(archive, 'runs/2026/11'));
  const file = join(archive, 'runs/2026/11', runs[random(runs.length)] ?? '', 'run.sigstore.json');
  const result = openBundle(readFileSync(file));
  if ('problem' in result) return '';
  writeFileSync(file, await signBundle(result.opened.payload, stranger));
  return `${file.slice(archive.length + 1)} signed by a stranger`;
}

/** A key that nobody trusts. */
export function strangersKey(folder: string): Signer {
  return generateKey(join(folder, 'stranger.pem'));
}
