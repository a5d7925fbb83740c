import assert from 'node:assert/strict';
import { readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { createRedactor } from '../base/redact.ts';
import { generateKey } from '../sign/keys.ts';
import { trustOnly } from '../sign/trust.ts';
import { addApproval, addFacts, type Adding } from './addenda/add.ts';
import { approvedBefore, differences, type StepNow } from './approved.ts';
import { sealRun } from './seal.ts';
import { reportsFolder, sampleSealing } from './testing/sample.ts';

const step = (id: string, more: Partial<StepNow> = {}): StepNow => {
  return { id, title: id, severity: 'major', effect: 'none', ...more };
};

test('steps that came, went or say something else are told', () => {
  const found = differences(
    [step('A'), step('B'), step('C')],
    [step('A', { severity: 'minor', title: '새 제목' }), step('C', { effect: 'money' }), step('D')],
  );
  assert.deepEqual([found.added.map(({ id }) => id), found.removed.map(({ id }) => id)], [['D'], ['B']]);
  assert.deepEqual(
    found.changed.map(({ id, field, from, to }) => `${id} ${field} ${from}→${to}`),
    ['A title A→새 제목', 'A severity major→minor', 'C effect none→money'],
  );
});

test('only a report that two people approved is compared with, and only while its signatures hold', async (t) => {
  const sealing = sampleSealing(reportsFolder(t), '20261122-003012-k3f5q2');
  const { reportsDirectory: reports, signer, doc } = sealing;
  const folder = await sealRun(sealing);
  const trust = trustOnly(signer);
  const steps = doc.steps.map(({ id, title, severity, effect }) => ({ id, title, severity, effect }));
  const now = { target: doc.target.id, file: doc.checklist.file, steps: [...steps, step('NEW-01')] };
  const look = (believed = trust) => approvedBefore(reports, believed, now);
  assert.equal(look(), null, 'nobody decided');
  const at = '2026-11-22T01:00:00.000Z';
  const desk = { record: () => assert.fail('the ledger is away') };
  const adding: Adding = { reports, folder, signer, trust, redactor: createRedactor(), desk, now: () => at };
  const fact = {
    type: 'decision',
    key: 'd',
    at,
    by: '김',
    about: 'a@b',
    text: 'x',
    decision: 'GO',
    files: [],
  } as const;
  await assert.rejects(addFacts(adding, [fact]), /ledger is away/);
  assert.equal(look(), null, 'decided by one person');
  const said = { account: 'a@b', at, reason: 'x' };
  const approve = addApproval(adding, ({ added }, bound) => ({
    ...bound,
    verdict: doc.verdict,
    decision: 'GO',
    decider: { name: '김', ...said },
    approver: { name: '박', ...said },
    decisionSha256: added[0]?.statementSha256 ?? '',
  }));
  await assert.rejects(approve, /ledger is away/);
  const found = look();
  assert.deepEqual([found?.runId, found?.approver, found?.added.map(({ id }) => id)], [doc.runId, '박', ['NEW-01']]);
  // The index is a convenience that anybody may have written.
  const index = join(reports, '.index/reports.jsonl');
  writeFileSync(index, readFileSync(index, 'utf8').replaceAll(found?.checklistSha256 ?? '', 'f'.repeat(64)));
  assert.equal(look()?.checklistSha256, found?.checklistSha256);
  assert.equal(look(trustOnly(generateKey(`${folder}.pem`))), null, 'signed by nobody who is trusted');
  assert.equal(approvedBefore(reports, trust, { ...now, target: 'other' }), null);
  const file = join(folder, 'report.json');
  const { atime, mtime, size } = statSync(file);
  for (const content of ['x'.repeat(size), `${'['.repeat(size - 1)}1`]) {
    writeFileSync(file, content);
    utimesSync(file, atime, mtime);
    assert.equal(look(), null, 'damaged after it was indexed: no run is kept from starting');
  }
});
