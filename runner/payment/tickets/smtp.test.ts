import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startMail, type MailServer } from '../../../tests/kit/mail-server.ts';
import { SetupError } from '../../model/trouble.ts';
import { sendMail, type Mail } from './smtp.ts';

const mail: Mail = {
  from: 'postflight@shop.example',
  to: ['one@shop.example', 'two@shop.example'],
  subject: '취소 요청 200,000,000원',
  text: '본문',
  messageId: '<T-1.opened@postflight.invalid>',
  attachments: [],
};
let server: MailServer;
before(async () => {
  server = await startMail({ auth: { user: 'bot', pass: 'geheim%1' }, starttls: true });
});
after(() => server.close());
const url = (): string => `smtp://bot:geheim%251@127.0.0.1:${server.port}`;

test('a mail goes out signed in and over TLS when the server offers it', async () => {
  const sent = await sendMail(url(), mail);
  assert.deepEqual(sent.accepted, mail.to);
  const last = server.taken.at(-1);
  assert.deepEqual([last?.user, last?.secure, last?.from], ['bot', true, mail.from]);
  assert.match(last?.raw ?? '', /Message-ID: <T-1\.opened@postflight\.invalid>/);
});

for (const [code, words] of [
  [451, 'try again later'],
  [554, 'we do not like you'],
] as const) {
  test(`a server that answers ${code} has accepted nobody, and its words are kept`, async () => {
    server.script({ kind: 'refuse', code, text: words });
    const sent = await sendMail(url(), mail);
    assert.deepEqual(sent.accepted, []);
    assert.match(sent.answer, new RegExp(`${code}.*${words}`));
  });
}

test('of two recipients only the refused one is not accepted', async () => {
  server.script({ kind: 'refuse-recipients', addresses: ['two@shop.example'] });
  const sent = await sendMail(url(), mail);
  assert.deepEqual([sent.accepted, sent.rejected], [['one@shop.example'], ['two@shop.example']]);
});

test('a line that is cut after the data counts as not accepted, although the server has the mail', async () => {
  const before = server.taken.length;
  server.script({ kind: 'drop-after-data' });
  const sent = await sendMail(url(), mail);
  assert.deepEqual(sent.accepted, []);
  assert.equal(server.taken.length, before + 1);
});

test('a slow server is waited for', async () => {
  server.script({ kind: 'slow', ms: 300 });
  assert.deepEqual((await sendMail(url(), mail)).accepted, mail.to);
});

test('a server that falls silent is given up', async () => {
  server.script({ kind: 'hang' });
  const sent = await sendMail(url(), mail, { silenceMs: 300, wholeMs: 2_000 });
  assert.deepEqual(sent.accepted, []);
  assert.notEqual(sent.answer, '');
});

test('a wrong password is an answer, and the password is not in it', async () => {
  const sent = await sendMail(`smtp://bot:hemmelig99@127.0.0.1:${server.port}`, mail);
  assert.deepEqual(sent.accepted, []);
  assert.match(sent.answer, /authentication failed/);
  assert.doesNotMatch(sent.answer, /hemmelig99/);
});

test('a server that is not there is an answer too', async () => {
  const gone = await startMail();
  await gone.close();
  const sent = await sendMail(gone.url, mail);
  assert.match(sent.answer, /ECONNREFUSED/);
});

for (const bad of ['', 'mail.shop.example', 'https://mail.shop.example', 'smtp://u:100%@mail.shop.example']) {
  test(`"${bad}" is no address, and the refusal does not repeat it`, async () => {
    await assert.rejects(
      sendMail(bad, mail),
      (error) => error instanceof SetupError && (bad === '' || !error.text.en.includes(bad)),
    );
  });
}
