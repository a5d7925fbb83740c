import { join } from 'node:path';
import type { Believing } from './believed.ts';
import { failed, notChecked, noted, type Check } from './check.ts';
import { tombstonesFolder } from './layout.ts';
import type { LedgerView } from './ledger/view.ts';
import { pendingText } from './pending-text.ts';
import { populationText as text } from './population-text.ts';
import { listFolder } from './plain-file.ts';
import { isTombstone } from './retention/tombstone.ts';

/**
 * A report that is gone after its time left a signed record of what it held, and nothing else stands among these records: the ledger's key
 * alone cannot make a report disappear.
 */
export function checkTombstones(
  archive: string,
  parts: { readonly view: LedgerView; readonly believing: Believing; readonly present: readonly string[] },
): readonly Check[] {
  const { view, believing, present } = parts;
  const runs = [...new Set([...view.expired.keys(), ...view.expiring.keys()])];
  const wanted = runs.map((runId) => `${runId}.sigstore.json`);
  const folder = join(archive, tombstonesFolder);
  const added = (listFolder(folder) ?? []).map(({ name }) => name).filter((name) => !wanted.includes(name));
  // Its report is still there: who removes it writes this record first.
  const early = added.filter(
    (name) =>
      present.includes(name.replace(/\.sigstore\.json$/, '')) && isTombstone(join(folder, name), believing.trust),
  );
  const strange = added.filter((name) => !early.includes(name));
  const broken = wanted.filter((name) => !isTombstone(join(folder, name), believing.trust));
  const bad = [...broken, ...strange].map((name) => `${tombstonesFolder}/${name}`);
  const left = runs.filter((runId) => present.includes(runId));
  return [
    ...(bad.length > 0 ? [failed('archive', text.tombstones(bad), bad)] : []),
    ...(early.length > 0 ? [notChecked('archive', pendingText.removal(early))] : []),
    ...(left.length > 0 ? [noted('archive', text.stillThere(left))] : []),
  ];
}
