import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { openJournal } from '../../runner/journal/store.ts';
import { systemClock } from '../../runner/base/clock.ts';
import { createRedactor } from '../../runner/base/redact.ts';
import type { StoredEvent } from '../../runner/model/event.ts';
import { environmentFor, runChecklist } from './checklist-side.ts';
import { BenchProblem } from './options.ts';
import { inNewWorld } from './world.ts';

/** One real run of the whole demo checklist: what its journal holds, and the files that its steps left. */
export type Seed = {
  readonly runId: string;
  readonly events: readonly StoredEvent[];
  readonly evidence: readonly Evidence[];
  /** What the run's process knew; its secrets must not stand in any report. */
  readonly env: NodeJS.ProcessEnv;
  /** From the end of the last step until the process had ended, with report, signature and ledger. */
  readonly endMs: number;
};

export type Evidence = { readonly path: string; readonly bytes: Buffer; readonly sha256: string };

/** Runs the checklist once with the compiled program. Its pictures are of a plain demo page; they are made as big as those of a real shop. */
export async function makeSeed(folder: string): Promise<Seed> {
  return inNewWorld(0, async (world) => {
    const { startedAtMs, wallMs } = await runChecklist({ world, folder, only: [] });
    const journal = openJournal(join(folder, 'state', 'journal.sqlite'), {
      clock: systemClock,
      redactor: createRedactor(),
    });
    const [run] = journal.runs().filter(({ runId }) => !runId.includes(':'));
    if (run === undefined) throw new BenchProblem('the run left no journal');
    const { runId } = run;
    const stored = journal.events(runId);
    journal.close();
    const lastStep = stored.findLast(({ event }) => event.kind === 'step.finished');
    if (lastStep === undefined) throw new BenchProblem('the run finished no step');
    const sealed = join(folder, 'reports', 'runs', runId.slice(0, 4), runId.slice(4, 6), runId);
    return {
      runId,
      events: stored.filter(({ event }) => event.kind !== 'run.closed' && event.kind !== 'freeze.compared'),
      evidence: filesOf(sealed),
      env: environmentFor(world),
      endMs: startedAtMs + wallMs - Date.parse(lastStep.at),
    };
  });
}

function filesOf(sealed: string): readonly Evidence[] {
  const found = readdirSync(join(sealed, 'evidence'), { recursive: true, withFileTypes: true });
  return found.flatMap((entry, index) => {
    if (!entry.isFile()) return [];
    const file = join(entry.parentPath, entry.name);
    const read = readFileSync(file);
    const bytes = entry.name.endsWith('.jpg') ? grown(read, index) : read;
    const path = file.slice(sealed.length + 1).replaceAll('\\', '/');
    return [{ path, bytes, sha256: createHash('sha256').update(bytes).digest('hex') }];
  });
}

/** A JPEG of 40 to 60 KB: bytes that look like packed picture data stand before its end mark, so that no two are alike. */
function grown(jpeg: Buffer, index: number): Buffer {
  const size = 40_000 + ((index * 7_919) % 20_000);
  if (jpeg.length >= size) return jpeg;
  let block = createHash('sha256').update(jpeg).digest();
  const more: Buffer[] = [];
  for (let length = jpeg.length; length < size; length += block.length) {
    block = createHash('sha256').update(block).digest();
    // 0xFF would begin a marker.
    more.push(Buffer.from(block.map((byte) => (byte === 0xff ? 0x7f : byte))));
  }
  return Buffer.concat([jpeg.subarray(0, -2), ...more, jpeg.subarray(-2)]);
}
