import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { FullConfig, Reporter, Suite, TestCase } from '@playwright/test/reporter';
import { stagingFolder } from '../../archive/layout.ts';
import { systemClock } from '../../base/clock.ts';
import { newRunId } from '../../base/ids.ts';
import { createRedactor, type Redactor } from '../../base/redact.ts';
import { acquireLock, type Lock } from '../../journal/lock.ts';
import { openJournal } from '../../journal/store.ts';
import type { Journal } from '../../model/journal.ts';
import { keyPlaces, loadSigner } from '../../sign/state.ts';
import type { Signer } from '../../sign/signer.ts';
import { finishRun } from '../finish-run.ts';
import { supervisorLock } from '../locks.ts';
import { createPlan, openedEvent } from '../plan.ts';
import { readInputs } from './inputs.ts';
import { publishLink } from './run-link.ts';

type Options = { readonly state: string; readonly reports: string; readonly target?: string };

type OpenRun = { readonly runId: string; readonly lock: Lock };

/**
 * Opens a run in the journal for every checklist that Playwright is about to execute, and closes, reports and seals it at the
 * end. What happens in between is written by the workers themselves, step by step: a SIGTERM gives a reporter no last word.
 * The one `default export` of the project: Playwright loads reporters so.
 */
export default class JournalReporter implements Reporter {
  private readonly options: Options;
  private readonly redactor: Redactor = createRedactor([]);
  private journal: Journal | null = null;
  private signer: Signer | null = null;
  private runs: OpenRun[] = [];
  private readonly lockFolder: string;

  constructor(options: Options) {
    this.options = options;
    this.lockFolder = join(options.state, 'locks');
  }

  printsToStdio(): boolean {
    return false;
  }

  onBegin(config: FullConfig, suite: Suite): void {
    const chosen = sectionsByChecklist(suite.allTests());
    if (chosen.size === 0 || process.argv.includes('--list')) return;
    const { state, reports } = this.options;
    this.signer = loadSigner(keyPlaces(state), process.env);
    mkdirSync(this.lockFolder, { recursive: true });
    const journalFile = join(state, 'journal.sqlite');
    const journal = openJournal(journalFile, { clock: systemClock, redactor: this.redactor });
    this.journal = journal;
    const runs: { [file: string]: string } = {};
    for (const [file, ids] of chosen) {
      const runId = newRunId(systemClock);
      const lock = acquireLock(this.lockFolder, supervisorLock(runId));
      if (lock === null) throw new Error(`run id ${runId} is taken`);
      this.runs.push({ runId, lock });
      mkdirSync(stagingFolder(reports, runId), { recursive: true });
      const { checklist, target } = readInputs(file, this.options.target);
      const sections = checklist.sections.filter((section) => ids.has(section.id));
      const options = { tracks: config.workers, headed: false, debug: false, trace: 'off', confirm: true } as const;
      journal.append(
        runId,
        openedEvent(createPlan({ checklist, target, sections, options }), {
          version: config.version,
          door: 'playwright-test',
        }),
      );
      runs[file] = runId;
    }
    publishLink({ runs, journalFile, lockFolder: this.lockFolder, reports });
  }

  async onEnd(): Promise<void> {
    const { journal, signer } = this;
    if (journal === null || signer === null) return;
    for (const { runId, lock } of this.runs) {
      const { doc, folder } = await finishRun({
        journal,
        runId,
        by: 'reporter',
        reports: this.options.reports,
        signer,
        redactor: this.redactor,
      });
      lock.release();
      process.stdout.write(`\n${doc.verdict}  ${folder}\n`);
    }
    journal.close();
  }
}

function sectionsByChecklist(tests: readonly TestCase[]): ReadonlyMap<string, ReadonlySet<string>> {
  const chosen = new Map<string, Set<string>>();
  for (const test of tests) {
    const note = (type: string): string | undefined =>
      test.annotations.find((annotation) => annotation.type === type)?.description;
    const [file, section] = [note('postflight-checklist'), note('postflight-section')];
    if (file === undefined || section === undefined) continue;
    chosen.set(file, (chosen.get(file) ?? new Set()).add(section));
  }
  return chosen;
}
