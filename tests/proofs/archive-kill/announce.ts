import { join } from 'node:path';
import { openArchive } from '../../../runner/archive/open-archive.ts';
import { systemClock } from '../../../runner/base/clock.ts';

// Announces a run in the ledger, as `postflight run` does before its first step: `announce.ts <folder> <run id>`.
const [folder = '', runId = ''] = process.argv.slice(2);
const archive = openArchive(
  { reports: join(folder, 'reports'), state: join(folder, 'state') },
  process.env,
  systemClock,
);
archive.desk.opening({ runId, target: 'shop', checklistSha256: 'c'.repeat(64) });
