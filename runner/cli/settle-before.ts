import type { Archive } from '../archive/open-archive.ts';
import { systemClock } from '../base/clock.ts';
import { packageVersion } from '../base/own-package.ts';
import type { Redactor } from '../base/redact.ts';
import type { MoneyDesk } from '../engine/money-desk.ts';
import { settleEarlierRuns } from '../engine/settle-earlier.ts';
import type { Journal } from '../model/journal.ts';
import { resumeOnCall } from './oncall/start-worker.ts';
import { onCallText } from './oncall/text.ts';
import type { Work } from './run-plan.ts';
import { tellRecovered } from './tell-recovered.ts';
import { tellSettled } from './tell-settled.ts';

/** What a run writes into. */
export type Writing = {
  readonly journal: Journal;
  readonly redactor: Redactor;
  readonly money: MoneyDesk;
  readonly archive: Archive;
};

/** Before a run: what earlier ones left open is closed, paged and settled. */
export async function settleEarlier(
  { plan, places, signer, surroundings, json }: Work,
  writing: Writing,
): Promise<void> {
  const { terminal, env } = surroundings;
  const { money, journal, archive } = writing;
  const recovered = await settleEarlierRuns(
    {
      ...writing,
      archive: archive.desk,
      reports: places.reports,
      lockFolder: places.locks,
      signer,
      freeze: { version: packageVersion(), workingDirectory: surroundings.workingDirectory },
    },
    plan.target.id,
    { clock: systemClock, wait, tell: terminal.complain },
  );
  const shown = json ? { ...terminal, say: terminal.complain } : terminal;
  for (const one of recovered) tellRecovered(one, shown);
  const resumed = resumeOnCall(journal, { places, env, nowMs: systemClock.now() });
  if (resumed.length > 0) shown.say(onCallText.resumed({ runs: resumed.join(', ') }));
  const settled = await money.settleEarlier(plan.target);
  if (settled !== null) tellSettled(settled, shown);
}

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
