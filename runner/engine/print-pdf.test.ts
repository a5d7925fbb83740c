import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { everyStatus, sources, store } from '../../tests/golden/report/run-events.ts';
import {
  goodRecord,
  payment,
  paymentMoves,
  runId,
  ticketTarget,
  clockedJournal,
} from '../../tests/kit/ticket-world.ts';
import { targetStream } from '../model/journal.ts';
import { draftTicket, type Draft } from '../payment/tickets/draft.ts';
import { readTickets } from '../payment/tickets/fold.ts';
import { formPage } from '../payment/tickets/form-page.ts';
import { textInPdf } from '../base/pdf-text.ts';
import { buildReport } from '../report/build.ts';
import { closeRun } from '../report/close.ts';
import { html } from '../report/formats/html.ts';
import { json } from '../report/formats/json.ts';
import { printPdf, printReport } from './print-pdf.ts';

function pageOf(language: 'ko' | 'en', changes: Partial<Draft>): string {
  const { journal, clock } = clockedJournal();
  journal.appendAll(runId, paymentMoves());
  const record = goodRecord();
  draftTicket({ journal, clock, target: ticketTarget, runId, payment, reason: 'double-charge', record, ...changes });
  const doc = readTickets(journal.events(targetStream(ticketTarget.id)))[0]?.doc;
  assert.ok(doc !== undefined && doc !== null);
  return formPage(doc, language, { nowMs: clock.now(), cutOffMs: clock.now() });
}

const approvals = Array.from({ length: 8 }, (_, index) => ({
  ...goodRecord().payment,
  paymentKey: `tviva2026112200310${index}Zq11x`,
}));

for (const [name, changes] of [
  ['a complete request', {}],
  [
    'a request that lacks almost everything and lists eight approvals',
    { record: null, approvals, target: { ...ticketTarget, merchant: null } },
  ],
] as const) {
  for (const language of ['ko', 'en'] as const) {
    test(`${name} prints on one sheet (${language})`, async () => {
      const pdf = await printPdf(pageOf(language, changes), process.env);
      assert.ok(pdf !== null, 'a browser is there');
      const pages = pdf.toString('latin1').match(/\/Type\s*\/Page[^s]/g) ?? [];
      assert.equal(pages.length, 1);
    });
  }
}

test('without a browser there is no PDF, and no error', async () => {
  assert.equal(await printPdf('<p>x</p>', { PATH: '', POSTFLIGHT_CHROMIUM: '/nowhere/chromium' }), null);
});

test('a report is printed in the reader’s language, every sheet with its run, the digest of its data and its number', async () => {
  const doc = buildReport(store([...everyStatus, { seconds: 8, event: closeRun(store(everyStatus), 'supervisor') }]));
  const [data, page] = [json, html].map((format) => format.render(doc, sources)[0]?.text ?? '');
  const digest = createHash('sha256')
    .update(data ?? '')
    .digest('hex');
  const folder = mkdtempSync(join(tmpdir(), 'print-'));
  const file = join(folder, 'report.html');
  writeFileSync(file, page ?? '');
  try {
    for (const [language, own, other] of [
      ['en', 'Deployed at', '배포 시각'],
      ['ko', '배포 시각', 'Deployed at'],
    ] as const) {
      const pdf = await printReport(file, { runId: doc.runId, language }, process.env);
      assert.ok(pdf !== null, 'a browser is there');
      // Glyphs are read one run at a time, so blanks between them are of no meaning.
      const words = (textInPdf(pdf) ?? '').replaceAll(/\s+/g, '');
      const has = (text: string): boolean => words.includes(text.replaceAll(' ', ''));
      assert.ok(has(own) && !has(other), language);
      const sheets = pdf.toString('latin1').match(/\/Type\s*\/Page[^s]/g)?.length ?? 0;
      assert.ok(sheets > 1);
      const feet = words.split(`${doc.runId}·report.jsonSHA-256${digest.slice(0, 16)}`).length - 1;
      assert.equal(feet, sheets, 'a foot on every sheet');
      for (let sheet = 1; sheet <= sheets; sheet += 1) assert.ok(has(`${sheet} / ${sheets}`), `sheet ${sheet}`);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
});
