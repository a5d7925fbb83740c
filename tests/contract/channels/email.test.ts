import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { startMailServer, type MailFault } from '../../../fixtures/mail/smtp-server.ts';
import type { Delivery, OpenChannel } from '../../../runner/model/channel.ts';
import { SetupError } from '../../../runner/model/trouble.ts';
import { hostile, kim, night } from './notices.ts';
import { kindOf } from './under-test.ts';

/* E-mail against a server that really speaks SMTP and misbehaves in every way of the list. */

const password = 'xq7-Secret-Value-91';
const server = await startMailServer({ auth: { user: 'bot', pass: password } });
after(() => server.close());

const to = kim('kim@shop.example');
const soon = () => ({ signal: AbortSignal.timeout(30_000), updates: null });

const faults: readonly (readonly [string, MailFault, Delivery['kind']])[] = [
  ['it takes the mail', { kind: 'take' }, 'accepted'],
  ['451, try later', { kind: 'refuse', code: 451, text: 'greylisted, try again' }, 'retry'],
  ['421, too busy', { kind: 'refuse', code: 421, text: 'too many connections' }, 'retry'],
  ['550, never', { kind: 'refuse', code: 550, text: 'spam' }, 'refused'],
  ['the recipient is unknown', { kind: 'refuse-recipients', addresses: ['kim@shop.example'] }, 'refused'],
  ['silence', { kind: 'hang' }, 'retry'],
  ['the line is cut after the data', { kind: 'drop-after-data' }, 'retry'],
];

test('every fault of a mail server is what it is', async () => {
  for (const [name, fault, kind] of faults) {
    server.script(fault);
    const delivery = await open(fault.kind === 'hang' ? '2s' : '20s').send(night.page, to, soon());
    assert.equal(delivery.kind, kind, `${name}: ${JSON.stringify(delivery)}`);
    const said = JSON.stringify(delivery);
    assert.ok(!said.includes(password), 'no password in what is kept');
    if (delivery.kind !== 'accepted') assert.ok(!said.includes('kim@shop.example'), 'the address is masked');
  }
});

test('nobody listens: asking again may help; a wrong password: it cannot', async () => {
  const nobody = await open('20s', 'smtp://bot:x@127.0.0.1:9').send(night.page, to, soon());
  assert.equal(nobody.kind, 'retry');
  const wrong = await open('20s', server.url.replace('//', '//bot:hemmelig98@')).send(night.page, to, soon());
  assert.equal(wrong.kind, 'refused', JSON.stringify(wrong));
  assert.ok(!JSON.stringify(wrong).includes('hemmelig98'));
});

test('it stops when it is told to', async (context) => {
  const silent = await startMailServer();
  context.after(() => silent.close());
  silent.script({ kind: 'hang' });
  const stop = new AbortController();
  const sending = open('20s', silent.url).send(night.page, to, { signal: stop.signal, updates: null });
  setImmediate(() => stop.abort());
  assert.equal((await sending).kind, 'retry');
  const early = await open('20s').send(night.page, to, { signal: AbortSignal.abort(), updates: null });
  assert.equal(early.kind, 'retry');
});

test('a mail that is sent again is the same mail, and all mails of a page lie together', async () => {
  const from = server.taken.length;
  for (const notice of [night.page, night.page, night.update]) await open('20s').send(notice, to, soon());
  const [first, second, update] = server.taken.slice(from).map(({ raw }) => ({
    id: /^Message-ID: *(\S+)/im.exec(raw)?.[1],
    thread: /^References: *(\S+)/im.exec(raw)?.[1],
    notice: /^X-Postflight-Notice: *(\S+)/im.exec(raw)?.[1],
  }));
  assert.equal(first?.notice, night.page.id);
  assert.ok(first?.id?.endsWith('@shop.example>') === true);
  assert.deepEqual(first, second);
  assert.notEqual(update?.id, first?.id);
  assert.equal(update?.thread, first?.thread);
});

test('a page says how urgent it is and that no person wrote it; the link stands whole in both parts', async () => {
  await open('20s').send(night.page, to, soon());
  const raw = decoded(server.taken.at(-1)?.raw ?? '');
  assert.match(raw, /^Importance: High/im);
  assert.match(raw, /^Auto-Submitted: auto-generated/im);
  const link = night.page.links.acknowledge ?? '';
  assert.equal(raw.split(link).length, 3, raw);
  assert.match(raw, /주문할 수 없습니다/);
});

test('a page that wants more than to be read adds no header, no recipient and no markup', async () => {
  const delivery = await open('20s').send(hostile, to, soon());
  assert.equal(delivery.kind, 'accepted');
  const mail = server.taken.at(-1);
  assert.deepEqual(mail?.to, ['kim@shop.example']);
  assert.doesNotMatch(mail?.raw ?? '', /^Bcc:/im);
  const raw = decoded(mail?.raw ?? '');
  const html = raw.slice(raw.indexOf('<!doctype html>'));
  assert.match(html, /I have it|확인하고 맡기/);
  assert.doesNotMatch(html, /<img|<\/script>|<at>/);
  assert.doesNotMatch(raw, /[\p{Cc}\u202a-\u202e\u2066-\u2069](?<![\r\n])/u);
  assert.doesNotMatch(raw, /javascript:/);
});

test('an address that is more than one is refused before anything is said', async () => {
  const before = server.connections();
  for (const address of [
    '',
    'kim',
    'a@b.example, c@d.example',
    'kim@shop.example\r\nRCPT TO:<x@y.example>',
    'Kim <kim@shop.example>',
    'kim@',
  ]) {
    const delivery = await open('20s').send(night.page, kim(address), soon());
    assert.equal(delivery.kind, 'refused', address);
  }
  assert.equal(server.connections(), before);
});

test('the proof signs in and sends nothing', async () => {
  const taken = server.taken.length;
  const proven = await open('20s').prove({ signal: AbortSignal.timeout(30_000) });
  assert.equal(proven.kind, 'accepted', JSON.stringify(proven));
  assert.equal(server.taken.length, taken);
  const wrong = await open('20s', server.url.replace('//', '//bot:no@')).prove({ signal: AbortSignal.timeout(30_000) });
  assert.equal(wrong.kind, 'refused');
});

test('what a dry run shows has the address and no secret', () => {
  const shown = JSON.stringify(open('20s').prepare(night.page, to));
  assert.match(shown, /kim@shop\.example/);
  assert.ok(!shown.includes(password));
  assert.match(shown, /\/a\/\*\*\*/);
});

test('settings that can never work are told in words, without the secret', () => {
  for (const smtp of ['http://mail', 'smtp://', 'smtps://bot:100%sure@mail.example', 'mail.example']) {
    assert.throws(
      () => open('20s', smtp),
      (error) => error instanceof SetupError && !error.text.en.includes('100%sure'),
    );
  }
});

function open(
  timeout: string,
  smtp: string = server.url.replace('//', `//bot:${encodeURIComponent(password)}@`),
): OpenChannel {
  return kindOf('email').open({
    id: 'mail',
    settings: { smtp: '${secret:SMTP}', from: 'Postflight <pager@shop.example>', timeout },
    secret: () => smtp,
    fetch,
  });
}

/** The mail with its transfer encodings undone. */
function decoded(raw: string): string {
  const [head = '', ...parts] = raw.split(/\r\n--[^\r\n]+\r\n/);
  const bodies = parts.map((part) => {
    const [headers = '', ...rest] = part.split('\r\n\r\n');
    const body = rest.join('\r\n\r\n');
    if (/base64/i.test(headers)) return Buffer.from(body, 'base64').toString('utf8');
    if (!/quoted-printable/i.test(headers)) return body;
    const bytes = body
      .replaceAll('=\r\n', '')
      .replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
    return Buffer.from(bytes, 'latin1').toString('utf8');
  });
  return [head, ...bodies].join('\n').replaceAll('&amp;', '&');
}
