import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '../../base/clock.ts';
import type { Signer } from '../../sign/signer.ts';
import { keyPlaces } from '../../sign/key-places.ts';
import { loadSigner, makeSigner, readTrust } from '../../sign/state.ts';
import type { Trust } from '../../sign/trust.ts';
import { openArchive, type Archive } from '../open-archive.ts';
import { sealRun } from '../seal.ts';
import { sampleSealing } from './sample.ts';

/** A team's archive with real keys. Only tests use it. */
export type SampleArchive = {
  readonly reports: string;
  readonly state: string;
  readonly signer: Signer;
  readonly trust: Trust;
  readonly clock: Clock & { nowMs: number };
  open(): Archive;
  /** Runs and seals one more; returns its folder. */
  run(index: number): Promise<string>;
};

/** Makes keys and an empty archive below `root`. */
export function sampleArchive(root: string, config: { readonly [key: string]: unknown } = {}): SampleArchive {
  const [reports, state] = [join(root, 'reports'), join(root, 'state')];
  mkdirSync(state, { recursive: true });
  mkdirSync(reports, { recursive: true });
  const clock = { nowMs: Date.parse('2026-11-22T00:30:00.000Z'), now: () => clock.nowMs, elapsed: () => 0 };
  const places = keyPlaces(state);
  makeSigner(places, {}, { now: () => Date.parse('2026-11-01T00:00:00.000Z'), elapsed: () => 0 });
  writeFileSync(join(state, 'archive.json'), JSON.stringify(config));
  const signer = loadSigner(places, {});
  const open = () => openArchive({ reports, state }, {}, clock);
  return {
    reports,
    state,
    signer,
    trust: readTrust(places.trust),
    clock,
    open,
    run: async (index) => {
      const runId = sampleRunId(index);
      const { desk } = open();
      clock.nowMs = Date.parse('2026-11-22T00:30:12.000Z');
      desk.opening({ runId, target: 'demo', checklistSha256: 'c'.repeat(64) });
      return sealRun({ ...sampleSealing(reports, runId), signer, archive: desk });
    },
  };
}

/** Run ids in the order of their index. */
export function sampleRunId(index: number): string {
  const letters = 'abcdefghijklmnopqrstuvwxyz234567';
  const tail = Array.from(index.toString(32).padStart(4, '0'), (digit) => letters[Number.parseInt(digit, 32)]).join('');
  return `20261122-003012-aa${tail}`;
}

/** The newest checkpoint, as somebody outside would have kept it. */
export function checkpointOf({ reports }: SampleArchive) {
  return { name: 'kept.txt', text: readFileSync(join(reports, 'ledger', 'checkpoint'), 'utf8') };
}
