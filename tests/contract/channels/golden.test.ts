import { join } from 'node:path';
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { takenAnswer } from '../../../fixtures/pagers/answers.ts';
import type { Notice, OpenChannel, Recipient } from '../../../runner/model/channel.ts';
import { outsideKinds } from '../../../runner/oncall/channels/index.ts';
import { assertGolden } from '../../golden.ts';
import { kim, night } from './notices.ts';
import { channelsUnderTest, kindOf, openUnderTest } from './under-test.ts';

/*
 * The exact bytes that each provider gets on one night, at its own address. Read them as the provider would: a change here is a change of
 * what a woken person sees.
 */

const folder = join(import.meta.dirname, '..', '..', 'golden', 'oncall');
const languages = ['ko', 'en'] as const;

for (const under of channelsUnderTest) {
  for (const language of languages) {
    test(`${under.name}: the requests of one night are what they were (${language})`, async () => {
      const seen: string[] = [];
      const channel = openUnderTest(under, { url: null, fetch: recorder(seen) });
      const to = kim(under.address, language);
      let updates: string | null = null;
      for (const notice of [
        night.change,
        night.heartbeat,
        night.page,
        night.update,
        night.status,
        night.worse,
        night.resolved,
      ]) {
        if (channel.carries?.(notice.kind) === false) continue;
        seen.push(`=== ${notice.kind}`);
        updates = await sendOne(channel, notice, { to, updates });
      }
      if (channel.acknowledged !== undefined) {
        seen.push('=== somebody has it');
        const told = await channel.acknowledged(night.page, { by: '김서연', signal: AbortSignal.timeout(30_000) });
        assert.equal(told.kind, 'accepted');
      }
      seen.push('=== proof');
      const proven = await channel.prove({ signal: AbortSignal.timeout(30_000) });
      assert.equal(proven.kind, 'accepted', JSON.stringify(proven));
      assertGolden(join(folder, `${under.name}.${language}.txt`), `${seen.join('\n')}\n`);
    });
  }
}

test('e-mail: the letters of one night are what they were', () => {
  const channel = kindOf('email').open({
    id: 'mail',
    settings: { smtp: '${secret:SMTP}', from: 'Postflight <pager@shop.example>' },
    secret: () => 'smtps://bot:hemmelig98@mail.shop.example:465',
    fetch,
  });
  for (const language of languages) {
    const letters = [night.page, night.update, night.worse, night.status, night.resolved].map((notice) => {
      const { line, headers, body } = channel.prepare(notice, kim('kim@shop.example', language));
      return `=== ${notice.kind}\n${line}\n${headerLines(headers)}\n\n${body}`;
    });
    assertGolden(join(folder, `email.${language}.txt`), letters.join('\n'));
  }
});

test('every kind of the list has golden requests', () => {
  const tried = new Set([...channelsUnderTest.map(({ kind }) => kind), 'email']);
  assert.deepEqual(
    outsideKinds().flatMap(({ name }) => (tried.has(name) ? [] : [name])),
    [],
  );
});

async function sendOne(
  channel: OpenChannel,
  notice: Notice,
  { to, updates }: { readonly to: Recipient; readonly updates: string | null },
): Promise<string | null> {
  const changes = ['update', 'resolved', 'status'].includes(notice.kind) ? updates : null;
  const delivery = await channel.send(notice, to, { signal: AbortSignal.timeout(30_000), updates: changes });
  assert.equal(delivery.kind, 'accepted', JSON.stringify(delivery));
  return delivery.kind === 'accepted' && notice.kind === 'page' ? delivery.providerId : updates;
}

/** Keeps what is sent and answers as the provider does. */
function recorder(seen: string[]): typeof fetch {
  return async (input, init) => {
    const url = String(input instanceof Request ? input.url : input);
    const body = typeof init?.body === 'string' ? init.body : '';
    const headers = Object.fromEntries(new Headers(init?.headers).entries());
    seen.push(
      `${init?.method ?? 'GET'} ${url}\n${headerLines(headers)}\n\n${readable(body, headers['content-type'] ?? '')}\n`,
    );
    const { pathname, search } = new URL(url);
    const taken = takenAnswer({ line: `${init?.method ?? 'GET'} ${pathname}${search}`, body, number: 1 });
    return new Response(taken.body, { status: taken.status, headers: { 'content-type': taken.type } });
  };
}

function headerLines(headers: { readonly [name: string]: string }): string {
  return Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n');
}

function readable(body: string, type: string): string {
  if (type.startsWith('application/json')) {
    const value: unknown = JSON.parse(body);
    return JSON.stringify(value, null, 2);
  }
  if (type.startsWith('application/x-www-form-urlencoded'))
    return [...new URLSearchParams(body)].map(([name, value]) => `${name} = ${value}`).join('\n');
  return body;
}
