import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { startMail, type MailServer } from '../../../tests/kit/mail-server.ts';
import {
  cancelledRecord,
  goodRecord,
  payment,
  runId,
  ticketTarget,
  worldWithPayment,
} from '../../../tests/kit/ticket-world.ts';
import { targetStream } from '../../model/journal.ts';
import { SetupError } from '../../model/trouble.ts';
import { deliverTickets, type Post } from './deliver.ts';
import { draftTicket } from './draft.ts';
import { findTicket, moveTicket } from './moves.ts';
import { standingMoney } from './standing.ts';
import { verifyTicket } from './verify.ts';

let server: MailServer;
before(async () => {
  server = await startMail({ auth: { user: 'bot', pass: 'hemmelig99' } });
});
after(() => server.close());

const stream = targetStream(ticketTarget.id);
let world: ReturnType<typeof worldWithPayment>;
let id: string;
let post: Post;
beforeEach(() => {
  world = worldWithPayment();
  const { journal, clock } = world;
  const target = ticketTarget;
  id = draftTicket({ journal, clock, target, runId, payment, reason: 'approved-by-mistake', record: goodRecord() });
  const secret = (name: string): string => (name === 'SMTP' ? `smtp://bot:hemmelig99@127.0.0.1:${server.port}` : '');
  post = { journal, clock, target, secret, print: async () => null };
});
const standing = () => standingMoney('end', world.journal.events(stream), null).tickets[0];

test('an opened ticket is told once, in both languages, complete without its attachments', async () => {
  assert.equal(standing()?.mail, 'none');
  const [delivery, ...others] = await deliverTickets(post, 'opened');
  assert.deepEqual([delivery?.accepted, others.length, standing()?.mail], [true, 0, 'sent']);
  assert.deepEqual(await deliverTickets(post, 'due'), []);
  const mail = server.lastMail();
  assert.equal(
    mail.subject,
    `[Postflight] (TEST) ${id} 결제 취소 요청 200,000,000원 토스페이먼츠 · demo / Cancel KRW 200,000,000, Toss Payments`,
  );
  const text = mail.parts.find(({ type }) => type === 'text/plain')?.body.toString('utf8') ?? '';
  for (const word of [
    'tviva20261122003107Lh8s2',
    'tvivarepublica',
    '536510******0000',
    '토스페이먼츠',
    'Toss Payments',
    id,
  ])
    assert.ok(text.includes(word), word);
  assert.deepEqual(
    mail.parts.flatMap(({ name }) => name ?? []),
    [`${id}.ko.html`, `${id}.en.html`, `${id}.json`],
  );
  const json: unknown = JSON.parse(mail.parts.find(({ name }) => name === `${id}.json`)?.body.toString('utf8') ?? '');
  assert.deepEqual(json, findTicket({ journal: world.journal, targetId: 'demo' }, id).doc);
});

test('a PDF is attached when there is a browser to print it', async () => {
  await deliverTickets({ ...post, print: async (page) => Buffer.from(`%PDF ${page.length}`) }, 'opened');
  const pdf = server.lastMail().parts.find(({ type }) => type === 'application/pdf');
  assert.match(pdf?.body.toString('utf8') ?? '', /^%PDF \d+/);
});

for (const fault of [
  { kind: 'refuse', code: 451, text: 'later' },
  { kind: 'refuse', code: 554, text: 'never' },
  { kind: 'drop-after-data' },
] as const) {
  test(`a mail that failed (${fault.kind}${'code' in fault ? ` ${fault.code}` : ''}) is sent again by the next call, under the same id`, async () => {
    server.script(fault);
    assert.deepEqual(
      (await deliverTickets(post, 'opened')).map(({ accepted }) => accepted),
      [false],
    );
    assert.equal(standing()?.mail, 'unsent');
    assert.deepEqual(
      (await deliverTickets(post, 'due')).map(({ accepted }) => accepted),
      [true],
    );
    assert.equal(server.lastMail().header('message-id'), `<${id}.opened.${runId}@postflight.invalid>`);
  });
}

test('only the recipient that was refused is written to again', async () => {
  const to = ['finance@shop.example', 'cfo@shop.example'];
  const tickets = ticketTarget.tickets;
  assert.ok(tickets !== null);
  const both = { ...post, target: { ...ticketTarget, tickets: { ...tickets, to } } };
  server.script({ kind: 'refuse-recipients', addresses: ['cfo@shop.example'] });
  await deliverTickets(both, 'opened');
  assert.equal(standing()?.mail, 'unsent');
  await deliverTickets(both, 'opened');
  assert.deepEqual(server.taken.at(-1)?.to, ['cfo@shop.example']);
  assert.equal(standing()?.mail, 'sent');
});

test('nags go out when they are due, each once, and say why', async () => {
  await deliverTickets(post, 'due');
  world.after(600_000);
  assert.equal((await deliverTickets(post, 'due')).length, 1);
  assert.match(server.lastMail().subject, /아직 아무도 맡지 않음/);
  assert.deepEqual(await deliverTickets(post, 'due'), []);
  assert.deepEqual(await deliverTickets(post, 'opened'), [], 'a run sends no nags');
  moveTicket({ journal: world.journal, targetId: 'demo' }, id, { kind: 'ack', person: 'jiyeon' });
  world.after(600_000);
  assert.deepEqual(await deliverTickets(post, 'due'), []);
});

test('people are told of a payment that is back already, as such, and are not asked to cancel it', async () => {
  const book = { journal: world.journal, clock: world.clock, targetId: 'demo' };
  await verifyTicket(book, id, { readRecord: async () => cancelledRecord(), findByOrder: async () => null });
  assert.equal((await deliverTickets(post, 'due'))[0]?.accepted, true);
  const mail = server.lastMail();
  assert.match(mail.subject, /전액 취소 확인됨/);
  const text = mail.parts.find(({ type }) => type === 'text/plain')?.body.toString('utf8') ?? '';
  assert.match(text, /CANCELED \/ 0원/);
  assert.doesNotMatch(text, /전액 취소를 요청합니다/);
  world.after(7_200_000);
  assert.deepEqual(await deliverTickets(post, 'due'), []);
});

test('a missing secret is written down with the ticket, and the next call tries again', async () => {
  const secret = (): string => {
    throw new SetupError({ ko: '비밀 없음', en: 'POSTFLIGHT_SECRET_SMTP is not set' });
  };
  const [delivery] = await deliverTickets({ ...post, secret }, 'opened');
  assert.deepEqual([delivery?.accepted, delivery?.answer], [false, 'POSTFLIGHT_SECRET_SMTP is not set']);
  assert.equal(standing()?.mail, 'unsent');
  assert.equal((await deliverTickets(post, 'opened'))[0]?.accepted, true);
});

test('a target without an address is never written for, and the journal keeps no password', async () => {
  assert.deepEqual(await deliverTickets({ ...post, target: { ...ticketTarget, tickets: null } }, 'due'), []);
  server.script({ kind: 'refuse', code: 554, text: 'never' });
  await deliverTickets(post, 'opened');
  await deliverTickets({ ...post, secret: () => 'smtp://bot:hemmelig98@127.0.0.1:1' }, 'opened');
  assert.doesNotMatch(JSON.stringify(world.journal.events(stream)), /hemmelig/);
});
