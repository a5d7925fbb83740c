import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { TestContext } from 'node:test';
import { createRedactor } from '../../base/redact.ts';
import { chainStart, hashLine } from '../../journal/chain.ts';
import type { ReportDoc, ReportStep } from '../../model/report.ts';
import { generateKey } from '../../sign/keys.ts';
import { stagingFolder } from '../layout.ts';
import type { Sealing } from '../seal.ts';

/** A finished run of two steps with one picture, as sealRun takes it. Only tests use it. */
export function sampleSealing(reports: string, runId = '20261122-003012-k3f5q2'): Sealing {
  const picture = stage(reports, runId, 'evidence/SRCH-01/01.png', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3]));
  const notes = stage(reports, runId, 'evidence/SRCH-02/console.txt', Buffer.from('TypeError: x is null\n'));
  const yaml = 'checklist: 홈쇼핑 점검\n';
  const journalLines = sampleJournal(runId);
  const base = sampleDoc(runId, { head: hashLine(journalLines.at(-1) ?? ''), events: journalLines.length });
  const doc: ReportDoc = {
    ...base,
    steps: [
      step('SRCH-01', 'passed', [
        { kind: 'screenshot', file: picture, width: 1, height: 1, pageUrl: 'http://shop/', attempt: 1 },
      ]),
      step('SRCH-02', 'failed', [{ kind: 'text', label: 'console', file: notes, attempt: 1 }]),
    ],
  };
  return {
    reportsDirectory: reports,
    doc,
    files: [
      { name: 'report.json', text: `${JSON.stringify(doc, null, 2)}\n` },
      { name: 'report.html', text: '<!doctype html><title>NO-GO</title>' },
      { name: 'ctrf.json', text: JSON.stringify(sampleCtrf) },
      {
        name: 'junit.xml',
        text: '<testsuites><testcase name="1"></testcase><testcase name="2"><failure message="x"/></testcase></testsuites>\n',
      },
    ],
    sources: [{ file: 'checklists/릴리스.yaml', sha256: sha256(Buffer.from(yaml)), text: yaml }],
    journalLines,
    signer: generateKey(join(mkdtempSync(join(reports, '..', 'key-')), 'signer.pem')),
    redactor: createRedactor(['hunter2-secret']),
  };
}

/** A reports folder inside a folder of the test's own. */
export function reportsFolder(t: TestContext): string {
  const root = mkdtempSync(join(tmpdir(), 'archive-'));
  t.after(() => rmSync(root, { recursive: true, force: true }));
  return join(root, 'reports');
}

/** Writes a file into the run's staging folder, as a step does. */
export function stage(reports: string, runId: string, path: string, bytes: Buffer) {
  const file = join(stagingFolder(reports, runId), path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, bytes);
  return { path, sha256: sha256(bytes), bytes: bytes.length };
}

const sampleCtrf = {
  results: { summary: { tests: 2, passed: 1 }, tests: [{ status: 'passed' }, { status: 'failed' }] },
};

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function sampleJournal(runId: string): readonly string[] {
  const lines: string[] = [];
  for (let seq = 1; seq <= 5; seq += 1) {
    const prev = seq === 1 ? chainStart : hashLine(lines.at(-1) ?? '');
    lines.push(JSON.stringify({ runId, seq, at: '2026-11-22T00:30:12.000Z', prev, event: sampleEvent(seq) }));
  }
  return lines;
}

const moves = ['INTENT', 'VERIFIED_DECLINED'] as const;

function sampleEvent(seq: number) {
  const state = moves[seq - 4];
  if (state === undefined) return { kind: 'driver.started', pid: seq };
  return { kind: 'payment.moved', payment: 'p1', step: 'SRCH-01', state, facts: { amountKrw: '1000' } };
}

function step(id: string, status: ReportStep['status'], evidence: ReportStep['evidence']): ReportStep {
  const place = { file: 'checklists/릴리스.yaml', line: 1, column: 1, endLine: 1, endColumn: 2 };
  const message = { ko: '빈 화면', en: 'blank page' };
  return {
    id,
    section: 'SRCH',
    title: id,
    status,
    severity: 'critical',
    effect: 'none',
    owner: null,
    runbook: null,
    startedAt: '2026-11-22T00:30:12.000Z',
    durationMs: 10,
    attempts: 1,
    place,
    failure: status === 'failed' ? { message, at: place } : null,
    reason: null,
    evidence,
    network: null,
    console: null,
  };
}

function sampleDoc(runId: string, journal: ReportDoc['journal']): ReportDoc {
  const none = {
    flaky: 0,
    known: 0,
    blocked: 0,
    'not-run': 0,
    waived: 0,
    inconclusive: 0,
    'tool-error': 0,
    aborted: 0,
  };
  return {
    schema: 'https://postflight.dev/schema/report-1.json',
    runId,
    verdict: 'NO-GO',
    verdictReason: { ko: '실패', en: 'failed' },
    exitCode: 1,
    summary: { total: 2, passed: 1, failed: 1, ...none },
    scope: { selectedSteps: 2, allSteps: 2 },
    startedAt: '2026-11-22T00:30:12.000Z',
    finishedAt: '2026-11-22T00:30:42.000Z',
    durationMs: 30_000,
    firstStepAt: '2026-11-22T00:30:13.000Z',
    ending: { by: 'supervisor', complete: true, message: { ko: '끝', en: 'done' } },
    door: 'run',
    tool: { name: 'postflight', version: '0.1.0' },
    operator: { user: 'tester', host: 'ci', node: 'v20', platform: 'linux' },
    checklist: { title: '홈쇼핑', file: 'checklists/릴리스.yaml', sources: [] },
    target: {
      id: 'demo',
      title: 'Demo',
      baseUrl: 'http://127.0.0.1:1/',
      fingerprintAtStart: 'd20a'.repeat(10),
      fingerprintAtEnd: 'd20a'.repeat(10),
    },
    browser: null,
    device: 'Galaxy S24',
    options: { tracks: 2, headed: false, trace: 'off', confirm: true },
    sections: [],
    steps: [],
    payments: [samplePayment()],
    guards: [],
    people: [],
    incidents: [],
    traces: [],
    journal,
  };
}

function samplePayment(): ReportDoc['payments'][number] {
  const at = '2026-11-22T00:30:12.000Z';
  const history = moves.map((state) => ({ state, at }));
  return { payment: 'p1', step: 'SRCH-01', state: 'VERIFIED_DECLINED', history, facts: { amountKrw: '1000' } };
}
