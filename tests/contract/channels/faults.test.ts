import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { startProvider, type ProviderFault } from '../../../fixtures/pagers/provider.ts';
import type { Delivery, Notice, NoticeKind, OpenChannel } from '../../../runner/model/channel.ts';
import { hostile, kim, night } from './notices.ts';
import type { UnderTest } from './set-up.ts';
import { channelsUnderTest, openUnderTest, stillWorld } from './under-test.ts';

/*
 * Every channel over HTTP against a provider that misbehaves in every way of the list. The same promises for all of them: a new line in
 * channels/index.ts is held to them by existing.
 */

const provider = await startProvider();
after(() => provider.close());

/** Providers whose 200 may hold a no. */
const saysYesInBody = new Set(['aligo', 'nhn', 'slack-bot', 'slack-incoming', 'solapi', 'telegram']);

type Expected = {
  readonly kind: Delivery['kind'];
  readonly httpStatus?: number | null;
  readonly retryAfterMs?: number | null;
};

const faults: readonly (readonly [string, ProviderFault, Expected])[] = [
  ['the provider takes it', { kind: 'take' }, { kind: 'accepted' }],
  [
    '429 with a time',
    { kind: 'answer', status: 429, headers: { 'retry-after': '7' } },
    { kind: 'retry', httpStatus: 429, retryAfterMs: 7_000 },
  ],
  [
    '429 with a date',
    { kind: 'answer', status: 429, headers: { 'retry-after': 'Sat, 21 Nov 2026 15:41:32 GMT' } },
    { kind: 'retry', httpStatus: 429, retryAfterMs: 20_000 },
  ],
  ['429 without a word', { kind: 'answer', status: 429 }, { kind: 'retry', httpStatus: 429, retryAfterMs: null }],
  [
    '429 with nonsense',
    { kind: 'answer', status: 429, headers: { 'retry-after': 'soon' } },
    { kind: 'retry', httpStatus: 429, retryAfterMs: null },
  ],
  ['500', { kind: 'answer', status: 500, body: 'oops' }, { kind: 'retry', httpStatus: 500 }],
  [
    '503 with a time',
    { kind: 'answer', status: 503, headers: { 'retry-after': '2' } },
    { kind: 'retry', httpStatus: 503, retryAfterMs: 2_000 },
  ],
  ['408', { kind: 'answer', status: 408 }, { kind: 'retry', httpStatus: 408 }],
  ['400', { kind: 'answer', status: 400, body: '{"error":"bad"}' }, { kind: 'refused', httpStatus: 400 }],
  ['401', { kind: 'answer', status: 401 }, { kind: 'refused', httpStatus: 401 }],
  ['404', { kind: 'answer', status: 404 }, { kind: 'refused', httpStatus: 404 }],
  ['410', { kind: 'answer', status: 410 }, { kind: 'refused', httpStatus: 410 }],
  ['the line is cut after it was taken', { kind: 'reset-after-accept' }, { kind: 'retry', httpStatus: null }],
  ['silence', { kind: 'hang' }, { kind: 'retry', httpStatus: null }],
  ['a redirect', { kind: 'redirect', to: '/elsewhere' }, { kind: 'refused', httpStatus: 302 }],
  [
    'a permanent redirect',
    { kind: 'redirect', to: 'http://169.254.169.254/', status: 308 },
    { kind: 'refused', httpStatus: 308 },
  ],
];

for (const under of channelsUnderTest) {
  test(`${under.name}: every fault of the provider is what it is`, async () => {
    for (const [name, fault, expected] of faults) {
      provider.script(fault);
      const before = provider.calls.length;
      const delivery = await sendTo(under, kindFor(under), { timeout: fault.kind === 'hang' ? '1s' : '20s' });
      const seen = Object.fromEntries(Object.entries(delivery).filter(([key]) => key in expected));
      assert.deepEqual(seen, expected, `${name}: ${JSON.stringify(delivery)}`);
      assert.equal(provider.calls.length, before + 1, `${name}: one request, and no redirect followed`);
    }
  });

  test(`${under.name}: a portal's page, an endless body and half an answer end in time and are never a false "delivered"`, async () => {
    for (const fault of [{ kind: 'garbage' }, { kind: 'huge' }, { kind: 'hang-in-body' }] as const) {
      provider.script(fault);
      const delivery = await sendTo(under, kindFor(under), { timeout: fault.kind === 'hang-in-body' ? '1s' : '20s' });
      // Who says yes in its body has not said it; for the others the status is all there ever is.
      const isSure = !saysYesInBody.has(under.kind);
      assert.equal(delivery.kind === 'accepted', isSure, `${fault.kind}: ${JSON.stringify(delivery)}`);
      const answer = delivery.kind === 'accepted' ? delivery.answer : delivery.why.en;
      assert.ok(answer.length < 500, 'what is kept of an answer is short');
      assert.doesNotMatch(answer, /\p{Cc}/u);
    }
  });

  test(`${under.name}: the id is the same through every retry, and so is the message`, async () => {
    const from = provider.calls.length;
    provider.script({ kind: 'answer', status: 503 }, { kind: 'reset-after-accept' }, { kind: 'take' });
    const kind = kindFor(under);
    for (const wanted of ['retry', 'retry', 'accepted']) assert.equal((await sendTo(under, kind)).kind, wanted);
    const tries = provider.calls.slice(from);
    assert.equal(tries.length, 3);
    const [first] = tries;
    for (const { headers, body, path } of tries) {
      assert.equal(
        `${headers['webhook-id'] ?? ''} ${body}`.includes(night[kind].id),
        true,
        'the notice is named on the wire',
      );
      assert.deepEqual(
        { body, path, id: headers['webhook-id'] },
        { body: first?.body, path: first?.path, id: first?.headers['webhook-id'] },
      );
    }
    assert.equal(
      tries.filter(({ wasTaken }) => wasTaken).length,
      2,
      'the provider can see that it has this one already',
    );
  });

  test(`${under.name}: it stops when it is told to`, async () => {
    provider.script({ kind: 'late' });
    const count = provider.calls.length + 1;
    const stop = new AbortController();
    const sending = sendTo(under, kindFor(under), {}, stop.signal);
    await provider.received(count);
    stop.abort();
    const delivery = await sending;
    provider.release();
    assert.equal(delivery.kind, 'retry');
    const early = await sendTo(under, kindFor(under), {}, AbortSignal.abort());
    assert.equal(early.kind, 'retry');
    assert.equal(provider.calls.length, count, 'what is stopped before it began sends nothing');
  });

  test(`${under.name}: an answer that comes late but in time counts`, async () => {
    provider.script({ kind: 'late' });
    const count = provider.calls.length + 1;
    const sending = sendTo(under, kindFor(under));
    await provider.received(count);
    provider.release();
    assert.equal((await sending).kind, 'accepted');
  });

  test(`${under.name}: no secret and no acknowledge link in what is shown or kept`, async () => {
    const kind = kindFor(under);
    const secrets = Object.values(under.secrets(provider.url));
    const token = new URL(night.page.links.acknowledge ?? 'x:').pathname.split('/').at(-1) ?? '';
    const channel = open(under);
    const prepared = JSON.stringify(channel.prepare(night[kind], kim(under.address)));
    // The provider repeats everything that it was sent, in several spellings.
    const sent = await capture(under, kind);
    for (const status of [400, 500, 200]) {
      provider.script(
        { kind: 'answer', status, body: sent },
        { kind: 'answer', status, body: JSON.stringify(sent).replaceAll('/', '\\/') },
      );
      for (const delivery of [await sendTo(under, kind), await sendTo(under, kind)]) {
        for (const text of [prepared, JSON.stringify(delivery)]) {
          for (const secret of [...secrets, ...tailsOf(secrets)])
            assert.ok(!text.includes(secret), `${text} holds ${secret}`);
          assert.ok(!text.includes(token), 'whoever has the link can acknowledge');
        }
        const digits = under.address.replaceAll(/\D/g, '');
        if (digits.length > 9 && under.address.startsWith('0'))
          assert.ok(!JSON.stringify(delivery).includes(digits), 'numbers are masked');
      }
    }
  });

  test(`${under.name}: a page that wants more than to be read is only read`, async () => {
    const from = provider.calls.length;
    const delivery = await open(under).send(
      { ...hostile, kind: kindFor(under), dedupKey: night[kindFor(under)].dedupKey },
      kim(under.address),
      {
        signal: AbortSignal.timeout(20_000),
        updates: null,
      },
    );
    assert.equal(delivery.kind, 'accepted', JSON.stringify(delivery));
    const call = provider.calls[from];
    assert.ok(call !== undefined);
    for (const value of Object.values(call.headers)) assert.match(value, /^[\x20-\x7e]*$/, 'headers are one line');
    assert.equal(call.headers['bcc'], undefined);
    assert.ok(
      Buffer.byteLength(call.body) <= (under.kind === 'pagerduty' ? 500_000 : 26_000),
      `${under.name}: ${Buffer.byteLength(call.body)} bytes`,
    );
    const said = textsOf(call.body, call.headers['content-type'] ?? '');
    for (const text of said) {
      assert.doesNotMatch(
        text,
        /[\p{Cc}\u200e\u200f\u2028-\u202e\u2060-\u206f](?<!\n)/u,
        'no control characters, nothing that turns or hides',
      );
      assert.doesNotMatch(text, /javascript:/);
      assert.doesNotMatch(text, /^(확인하고 맡기|I have it): https:\/\/evil/m, 'no line pretends to be ours');
    }
    const whole = said.join('\n');
    const keys = (text: string): number => text.split('xq7-Secret-Value-91').length;
    assert.equal(keys(call.body), keys(await capturedBody(under)), 'nobody gets a secret by asking for it in a text');
    if (under.kind === 'slack-bot' || under.kind === 'slack-incoming') assert.doesNotMatch(whole, /<!channel>|<@U123>/);
    if (under.kind === 'discord') assert.match(call.body, /"allowed_mentions":\{"parse":\[\]\}/);
    if (['discord', 'telegram'].includes(under.kind)) assert.doesNotMatch(whole, /@everyone/);
    if (under.kind === 'teams-workflows') assert.doesNotMatch(whole, /\{\{DATE|<at>|\[여기\]\(/);
    const url = night.page.links.acknowledge ?? '';
    const carriesLink = !['healthchecks', 'solapi-voice'].includes(under.name);
    if (carriesLink) assert.ok(whole.includes(url), `the link is whole in ${whole}`);
  });

  test(`${under.name}: the proof disturbs nobody and needs the right key`, async () => {
    const proven = await open(under).prove({ signal: AbortSignal.timeout(20_000) });
    assert.equal(proven.kind, 'accepted', JSON.stringify(proven));
    provider.script({ kind: 'answer', status: 401 });
    assert.equal((await open(under).prove({ signal: AbortSignal.timeout(20_000) })).kind, 'refused');
    provider.script({ kind: 'answer', status: 503 });
    assert.equal((await open(under).prove({ signal: AbortSignal.timeout(20_000) })).kind, 'retry');
  });

  test(`${under.name}: nobody listens, the name is unknown, the server is one inside the company`, async () => {
    const signal = AbortSignal.timeout(20_000);
    const options = { signal, updates: null };
    const nowhere = openUnderTest(under, { url: 'http://127.0.0.1:9', fetch });
    assert.equal((await nowhere.send(night[kindFor(under)], kim(under.address), options)).kind, 'retry');
    const unknown = openUnderTest(under, {
      url: null,
      fetch,
      world: { ...stillWorld, lookup: () => Promise.reject(Object.assign(new Error('x'), { code: 'ENOTFOUND' })) },
    });
    const lost = await unknown.send(night[kindFor(under)], kim(under.address), options);
    assert.equal(lost.kind, 'retry');
    assert.match(lost.kind === 'retry' ? lost.why.en : '', /ENOTFOUND/);
    const inside = openUnderTest(under, {
      url: null,
      fetch: neverFetch,
      world: { ...stillWorld, lookup: async () => ['8.8.8.8', '10.0.0.7'] },
    });
    const refused = await inside.send(night[kindFor(under)], kim(under.address), options);
    assert.equal(refused.kind, 'refused');
    assert.match(refused.kind === 'refused' ? refused.why.en : '', /internal address/);
  });
}

type Carried = 'page' | 'heartbeat';

/** What this channel is made for. */
function kindFor({ kind }: UnderTest): Carried {
  return kind === 'healthchecks' ? 'heartbeat' : 'page';
}

const opened = new Map<string, OpenChannel>();

/** The channel, opened once for each time-out. */
function open(under: UnderTest, { timeout = '20s' }: { readonly timeout?: string } = {}): OpenChannel {
  const key = `${under.name} ${timeout}`;
  const channel = opened.get(key) ?? openUnderTest(under, { url: provider.url, fetch }, { timeout });
  opened.set(key, channel);
  return channel;
}

async function sendTo(
  under: UnderTest,
  kind: NoticeKind & Carried,
  more: { readonly timeout?: string } = {},
  signal: AbortSignal = AbortSignal.timeout(30_000),
): Promise<Delivery> {
  const notice: Notice = night[kind];
  return await open(under, more).send(notice, kim(under.address), { signal, updates: null });
}

/** What the provider was sent, address and headers too. */
async function capture(under: UnderTest, kind: Carried): Promise<string> {
  const from = provider.calls.length;
  await sendTo(under, kind);
  return JSON.stringify(provider.calls[from]).slice(0, 4_000);
}

async function capturedBody(under: UnderTest): Promise<string> {
  const from = provider.calls.length;
  await sendTo(under, kindFor(under));
  return provider.calls[from]?.body ?? '';
}

/** The part of a secret address that is the secret. */
function tailsOf(secrets: readonly string[]): readonly string[] {
  return secrets.flatMap((secret) => /xq7-Secret-Value-91/.exec(secret)?.[0] ?? []);
}

function textsOf(body: string, type: string): readonly string[] {
  if (type.startsWith('application/x-www-form-urlencoded')) return [...new URLSearchParams(body).values()];
  if (!type.startsWith('application/json')) return [body];
  const value: unknown = JSON.parse(body);
  return leavesOf(value);
}

function leavesOf(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(leavesOf) : [];
}

const neverFetch: typeof fetch = () => Promise.reject(new Error('nothing may be sent'));
