import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { barePlan } from '../../../tests/kit/bare-plan.ts';
import { openArchive } from '../../archive/open-archive.ts';
import { systemClock } from '../../base/clock.ts';
import { createRedactor } from '../../base/redact.ts';
import { openJournal } from '../../journal/store.ts';
import { keyPlaces } from '../../sign/key-places.ts';
import { makeSigner } from '../../sign/state.ts';
import { recordRuns, type Ending } from './recorded-runs.ts';

const file = 'checklist.yaml';

test('a run whose steps all passed is GO, unless Playwright saw one of its sections fail or an error of no test', async () => {
  const table: readonly (readonly [Ending, string])[] = [
    [{ failed: [], errors: [] }, 'GO'],
    [{ failed: [{ file: 'other.yaml', section: 'HOME' }], errors: [] }, 'GO'],
    [{ failed: [{ file, section: 'HOME' }], errors: [] }, 'INCONCLUSIVE'],
    [{ failed: [], errors: ['worker process exited unexpectedly'] }, 'INCONCLUSIVE'],
  ];
  for (const [ending, verdict] of table) assert.equal(await verdictOf(ending), verdict, JSON.stringify(ending));
});

async function verdictOf(ending: Ending): Promise<string | undefined> {
  const state = mkdtempSync(join(tmpdir(), 'postflight-recorded-'));
  try {
    const reports = join(state, 'reports');
    mkdirSync(join(state, 'locks'));
    const signer = makeSigner(keyPlaces(state), {}, systemClock);
    const redactor = createRedactor();
    const door = { mode: 'recorded', state, reports, target: null, executable: null } as const;
    const { checklist, target } = barePlan();
    const runs = recordRuns(door, { signer, archive: openArchive(door, {}, systemClock).desk }, redactor);
    const ids = checklist.sections.map(({ id }) => id);
    const prepared = { inputs: new Map([[file, { file, checklist, target }]]), builds: new Map(), locks: [] };
    const link = runs.open(new Map([[file, ids]]), prepared, { workers: 1, headed: false });
    passEverything(join(state, 'journal.sqlite'), link[file]?.runId ?? '');
    const [finished] = await runs.finish(ending);
    runs.close();
    // The bare plan's files are nowhere: what was frozen was looked at, and that is what was found.
    assert.deepEqual(
      finished?.doc.freeze?.changed?.map(({ name, found }) => [name, found]),
      [
        ['checklist.yaml', null],
        ['targets/shop.yaml', null],
      ],
    );
    return finished?.doc.verdict;
  } finally {
    rmSync(state, { recursive: true, force: true });
  }
}

/** What a worker would have written. */
function passEverything(journalFile: string, runId: string): void {
  const journal = openJournal(journalFile, { clock: systemClock, redactor: createRedactor() });
  const none = { problems: [], file: null };
  for (const section of barePlan().sections) {
    for (const step of section.steps) {
      journal.appendAll(runId, [
        { kind: 'step.started', section: section.id, step: step.id, attempt: 1 },
        {
          kind: 'step.finished',
          section: section.id,
          step: step.id,
          attempt: 1,
          status: 'passed',
          durationMs: 1,
          failure: null,
          reason: null,
          evidence: [],
          network: { requests: 0, bytes: 0, ...none },
          console: { messages: 0, errors: [], file: null },
        },
      ]);
    }
  }
  journal.close();
}
