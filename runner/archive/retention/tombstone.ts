import { basename, join } from 'node:path';
import type { Trust } from '../../sign/trust.ts';
import { verifyBundle } from '../../sign/verify.ts';
import { readAddendum } from '../addenda/statement.ts';
import { tombstonesFolder } from '../layout.ts';
import { readPlain } from '../plain-file.ts';

/** Where the signed record of a removed report stands. */
export function tombstoneFile(reports: string, runId: string): string {
  return join(reports, tombstonesFolder, `${runId}.sigstore.json`);
}

/** Whether a trusted key signed that this very report is removed; without `trust` only what it says is looked at. */
export function isTombstone(file: string, trust: Trust | null): boolean {
  const bytes = readPlain(file);
  if (bytes === null) return false;
  const verdict = verifyBundle(bytes, trust);
  const said = verdict.kind === 'bad' ? null : readAddendum(verdict.payload);
  const runId = basename(file).replace(/\.sigstore\.json$/, '');
  return said?.runId === runId && said.fact.type === 'files.erased' && said.fact.about === runId;
}
