import { verifyArchive } from '../../archive/verify-archive.ts';
import { knownFolder } from '../../archive/known-folder.ts';
import { knownFor } from '../../archive/ledger/known.ts';
import { headOf } from '../../archive/ledger/ledger.ts';
import { readLedger } from '../../archive/ledger/read.ts';
import { systemClock } from '../../base/clock.ts';
import { SetupError } from '../../model/trouble.ts';
import { readAuthorities, readTrust } from '../../sign/state.ts';
import { ledgerUse } from '../../sign/trust.ts';
import { archiveText } from '../archive/text.ts';
import type { Surroundings } from '../command.ts';
import type { Places } from '../places.ts';

/**
 * Before a ledger goes on under another key: everything that was signed with the one that leaked still holds, but for the leak itself, and fits
 * the checkpoint that this machine kept and those inside signed reports. Throws SetupError.
 */
export function refuseChangedPast({ reports, state, trust }: Places, { terminal }: Surroundings): void {
  const ledger = readLedger(reports);
  if (ledger === null) return;
  const keys = readTrust(trust).keys.map((key) => (key.use === ledgerUse ? { ...key, revoked: null, end: null } : key));
  const kept = knownFor(knownFolder(state), { archive: reports, origin: headOf(ledger)?.origin ?? null });
  const result = verifyArchive(
    reports,
    { trust: { keys } },
    {
      authorities: readAuthorities(trust),
      known: kept.map(({ file, text }) => ({ name: file, text })),
      nowMs: systemClock.now(),
    },
  );
  if (result.state === 'tampered') throw new SetupError(archiveText.pastChanged());
  terminal.say(archiveText.pastHolds({ entries: result.entries, kept: Math.max(0, ...kept.map(({ size }) => size)) }));
}
