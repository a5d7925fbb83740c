import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { Command } from 'commander';
import { startMail, type MailServer } from '../../../tests/kit/mail-server.ts';
import { goodRecord, payment, paymentMoves, runId, ticketTarget } from '../../../tests/kit/ticket-world.ts';
import { systemClock } from '../../base/clock.ts';
import { createRedactor } from '../../base/redact.ts';
import { openJournal } from '../../journal/store.ts';
import { SetupError } from '../../model/trouble.ts';
import { draftTicket } from '../../payment/tickets/draft.ts';
import { openTerminal } from '../terminal.ts';
import { ticketsCommand } from './tickets.ts';

const folder = mkdtempSync(join(tmpdir(), 'postflight-tickets-'));
const state = join(folder, '.postflight');
let server: MailServer;
let id: string;

before(async () => {
  server = await startMail();
  mkdirSync(join(folder, 'targets'));
  const tickets =
    'tickets: { to: [finance@shop.example], from: postflight@shop.example, smtp: SMTP, cut-off: "18:00" }';
  writeFileSync(join(folder, 'targets/demo.yaml'), `target: demo\nbase-url: http://127.0.0.1:1\n${tickets}\n`);
  writeFileSync(join(folder, 'proof.txt'), 'cancelled');
  const journal = openJournal(join(state, 'journal.sqlite'), { clock: systemClock, redactor: createRedactor() });
  journal.appendAll(runId, paymentMoves());
  const record = goodRecord();
  const draft = { journal, clock: systemClock, target: { ...ticketTarget, tickets: null }, runId, payment, record };
  id = draftTicket({ ...draft, reason: 'approved-by-mistake' });
  journal.close();
});
after(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

/** One call of the command: its exit code and what it printed. A refusal is told as its words. */
async function run(...args: readonly string[]): Promise<{ readonly code: number; readonly out: string }> {
  const env = { PATH: '', POSTFLIGHT_SECRET_SMTP: server.url, POSTFLIGHT_CHROMIUM: join(folder, 'none') };
  const lines: string[] = [];
  const terminal = {
    ...openTerminal({ language: 'en', color: false }, env),
    line: (text = '') => void lines.push(text),
    say: (text: { readonly en: string }) => void lines.push(text.en),
    complain: (text: string | { readonly en: string }) => void lines.push(typeof text === 'string' ? text : text.en),
  };
  let code = 0;
  const around = { terminal, env, workingDirectory: folder };
  const command = ticketsCommand(
    new Command(),
    () => around,
    (given) => {
      code = given;
    },
  );
  try {
    await command.parseAsync([...args], { from: 'user' });
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    return { code: 2, out: error.text.en };
  }
  return { code, out: lines.join('\n') };
}

test('list tells how much, since when and what to do next; --fail-open turns an open ticket into exit 3', async () => {
  const { code, out } = await run('list');
  assert.equal(code, 0);
  for (const word of [id, 'OPEN', 'KRW 200,000,000', 'Toss Payments', `postflight tickets ack ${id} --person NAME`])
    assert.ok(out.includes(word), `${word} in: ${out}`);
  assert.equal((await run('list', '--fail-open')).code, 3);
  const { out: json } = await run('list', '--json');
  const parsed: unknown = JSON.parse(json);
  assert.ok(Array.isArray(parsed) && parsed.length === 1);
});

test('show prints the whole request and its history', async () => {
  const { out } = await run('show', id);
  for (const word of ['tviva20261122003107Lh8s2', 'Request to cancel a payment', 'History', 'DRAFT'])
    assert.ok(out.includes(word), word);
});

test('export writes text, JSON and the page; without a browser a PDF is the page, and exit 4 says so', async () => {
  assert.match((await run('export', id, '--format', 'txt')).out, /Transaction no\. \(paymentKey\): tviva/);
  assert.match((await run('export', id, '--format', 'json')).out, /"ticket-1\.json|schema\/ticket-1\.json/);
  await run('export', id, '--format', 'html', '--out', 'form.html');
  assert.match(readFileSync(join(folder, 'form.html'), 'utf8'), /<h1>Request to cancel a payment/);
  const { code, out } = await run('export', id, '--format', 'pdf');
  assert.equal(code, 4);
  assert.match(out, /No browser is here/);
  assert.ok(existsSync(join(folder, `${id}.html`)) && !existsSync(join(folder, `${id}.pdf`)));
  assert.equal((await run('export', id, '--format', 'docx')).code, 2);
});

test('nag sends the first mail, then nothing until something is due; a refusal is exit 4', async () => {
  server.script({ kind: 'refuse', code: 451, text: 'later' });
  assert.equal((await run('nag')).code, 4);
  assert.equal((await run('nag')).code, 0);
  assert.equal(server.taken.length, 1);
  assert.match((await run('nag')).out, /Nothing is due now/);
  assert.equal(server.taken.length, 1);
});

test('from ack to close; what is not possible is refused with what is', async () => {
  assert.match((await run('close', id)).out, /cannot become CLOSED.*tickets ack/);
  assert.match((await run('ack', id)).out, /--person/);
  assert.equal((await run('ack', id, '--person', 'jiyeon')).code, 0);
  assert.equal((await run('submit', id, '--person', 'jiyeon', '--receipt', 'R-7', '--channel', 'console')).code, 0);
  assert.match((await run('verify', id)).out, /no gateway to ask/);
  const alone = await run('verify', id, '--proof', 'proof.txt', '--person', 'jiyeon', '--second-person', 'Jiyeon');
  assert.match(alone.out, /two different people/);
  const missing = await run('verify', id, '--proof', 'none.txt', '--person', 'jiyeon', '--second-person', 'minho');
  assert.match(missing.out, /cannot be read/);
  assert.equal(
    (await run('verify', id, '--proof', 'proof.txt', '--person', 'jiyeon', '--second-person', 'minho')).code,
    0,
  );
  assert.equal((await run('close', id, '--person', 'jiyeon')).code, 0);
  assert.match((await run('list')).out, /No ticket is open\. \(1 closed: --all\)/);
  assert.equal((await run('list', '--fail-open')).code, 0);
});

test('an unknown ticket and an unknown target are refused with the known ones', async () => {
  assert.match((await run('show', 'T-1')).out, /There is no ticket T-1/);
  assert.match((await run('list', '--target', 'prod')).out, /Known targets: demo/);
});
