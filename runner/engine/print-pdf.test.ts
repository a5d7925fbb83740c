import assert from 'node:assert/strict';
import { test } from 'node:test';
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
import { printPdf } from './print-pdf.ts';

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
