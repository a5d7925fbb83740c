import { existsSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { isRunId } from '../base/ids.ts';
import { SetupError } from '../model/trouble.ts';
import { addendaText } from './addenda/text.ts';
import { listReports, names, reportFolder } from './layout.ts';

/**
 * The folder of the sealed report that a person means: its run id, the beginning or end of one, `last`, or the folder itself. Throws
 * SetupError when there is none or more than one.
 */
export function findReport(reports: string, wanted: string): string {
  if (isRunId(wanted)) {
    const folder = reportFolder(reports, wanted);
    if (existsSync(join(folder, names.bundle))) return folder;
    throw new SetupError(addendaText.noReport(wanted));
  }
  if (/[\\/]/.test(wanted) && existsSync(join(wanted, names.bundle))) return resolve(wanted);
  const all = listReports(reports);
  const found =
    wanted === 'last'
      ? all.slice(-1)
      : all.filter((folder) => {
          const runId = basename(folder);
          return wanted.length >= 4 && (runId.startsWith(wanted) || runId.endsWith(wanted));
        });
  const [first, second] = found;
  if (first === undefined) throw new SetupError(addendaText.noReport(wanted));
  if (second !== undefined)
    throw new SetupError(
      addendaText.severalReports(
        wanted,
        found.slice(0, 5).map((folder) => basename(folder)),
      ),
    );
  return first;
}
