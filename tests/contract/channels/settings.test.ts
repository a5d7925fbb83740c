import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { JsonObject } from '../../../runner/base/json.ts';
import { SetupError } from '../../../runner/model/trouble.ts';
import { channelKinds, outsideKinds } from '../../../runner/oncall/channels/index.ts';
import { channelsUnderTest, kindOf, openUnderTest } from './under-test.ts';

for (const under of channelsUnderTest) {
  test(`${under.name}: a setting that there is not is named, with those that there are`, () => {
    assert.throws(
      () => openUnderTest(under, { url: null, fetch }, { chanel: 'x' }),
      said(/"chanel" is no setting; settings: /),
    );
  });

  test(`${under.name}: a key never stands in the file, and a missing secret is named`, () => {
    const settings = under.settings(null);
    const key = Object.entries(settings).find(
      ([name, value]) =>
        typeof value === 'string' && value.includes('${secret:') && name !== 'sender-key' && name !== 'headers',
    );
    if (key !== undefined)
      assert.throws(
        () => openUnderTest(under, { url: null, fetch }, { [key[0]]: 'abcdef0123456789' }),
        said(/must be \$\{secret:NAME\}/),
      );
    const open = (secret: (name: string) => string) =>
      kindOf(under.kind).open({ id: under.name, settings, secret, fetch });
    assert.throws(
      () =>
        open((name) => {
          throw new SetupError({ ko: name, en: `POSTFLIGHT_SECRET_${name} is not set` });
        }),
      said(/POSTFLIGHT_SECRET_/),
    );
    const values = under.secrets(null);
    for (const bad of ['\r\nX-Evil: 1', '\u0000', '{{text}}']) {
      assert.throws(() => open((name) => `${values[name] ?? ''}${bad}x`), said(/cannot be used/));
    }
  });

  test(`${under.name}: an address in the clear or at a server that is not listed is refused when the file is read`, () => {
    const isHook = 'HOOK' in under.secrets(null);
    const at = (url: string): JsonObject =>
      Object.fromEntries(Object.entries(under.settings(url)).filter(([name]) => name !== 'hosts'));
    const open = (url: string) =>
      kindOf(under.kind).open({
        id: under.name,
        settings: at(url),
        secret: (name) => under.secrets(url)[name] ?? '',
        fetch,
      });
    assert.throws(() => open('http://pager.shop.example'), said(isHook ? /may be reached/ : /in the clear/));
    if (isHook) assert.throws(() => open('https://evil.example'), said(/may be reached/));
  });
}

test('a retired connector of Teams is refused with the way out', () => {
  const open = (url: string) =>
    kindOf('teams-workflows').open({ id: 'teams', settings: { url: '${secret:HOOK}' }, secret: () => url, fetch });
  assert.throws(() => open('https://shop.webhook.office.com/webhookb2/1@2/IncomingWebhook/3/4'), said(/Workflows/));
  assert.throws(() => open('https://outlook.office.com/webhook/1'), said(/Workflows/));
});

test('a webhook whose server is inside a secret must list it; a template may not choose the server', () => {
  const open = (settings: JsonObject) =>
    kindOf('webhook').open({ id: 'hook', settings, secret: () => 'https://hooks.shop.example/x/abc', fetch });
  assert.throws(() => open({ url: '${secret:URL}' }), said(/"hosts"/));
  assert.doesNotThrow(() => open({ url: '${secret:URL}', hosts: ['hooks.shop.example'] }));
  assert.throws(() => open({ url: '${secret:URL}', hosts: ['other.example'] }), said(/may be reached/));
  assert.throws(() => open({ url: '${secret:URL}', hosts: ['not a host'] }), said(/is no host/));
  for (const url of [
    'https://{{to.address}}/x',
    'https://shop.example{{target.id}}/x',
    '{{links.run}}',
    'ftp://shop.example/',
    'https:///x',
  ])
    assert.throws(() => open({ url, hosts: ['shop.example'] }), SetupError, url);
});

test('a template that names what there is not is found when the file is read', () => {
  const open = (json: JsonObject) =>
    kindOf('webhook').open({
      id: 'hook',
      settings: { url: 'https://hooks.shop.example/', body: { json } },
      secret: () => '',
      fetch,
    });
  assert.throws(() => open({ a: '{{headlin}}' }), said(/no name of a template; names: id, kind/));
  assert.throws(() => open({ a: '{{headline|upcase}}' }), said(/no template filter "upcase"; filters: truncate/));
  assert.throws(() => open({ a: '{{headline|truncate}}' }), said(/truncate:NUMBER/));
  assert.throws(() => open({ a: '{{headline|fit:90}}' }), said(/works only with \{\{text\}\}/));
  assert.throws(() => open({ a: '{{headline' }), said(/never closed/));
  assert.throws(() => open({ a: { b: [{ c: '{{constructor}}' }] } }), said(/no name of a template/));
});

test('headers that are not ours to set are refused', () => {
  const open = (headers: JsonObject) =>
    kindOf('webhook').open({
      id: 'hook',
      settings: { url: 'https://hooks.shop.example/', headers },
      secret: () => '',
      fetch,
    });
  for (const headers of [
    { Host: 'x' },
    { 'Content-Length': '1' },
    { 'webhook-signature': 'v1,x' },
    { 'a b': 'x' },
    { a: 'x\r\ny: z' },
    { a: '한글' },
  ])
    assert.throws(() => open(headers), said(/headers/));
});

test('signing secrets that are none are refused without being shown', () => {
  const open = (value: string) =>
    kindOf('webhook').open({
      id: 'hook',
      settings: { url: 'https://hooks.shop.example/', sign: ['${secret:SIGN}'] },
      secret: () => value,
      fetch,
    });
  for (const value of ['hemmelig98', 'whsec_QUJD', 'whsec_not base64!', `whsk_${Buffer.alloc(16).toString('base64')}`])
    assert.throws(
      () => open(value),
      (error) => error instanceof SetupError && !error.text.en.includes(value),
    );
});

test('names of kinds are unique, and every kind says what its settings mean', () => {
  const names = channelKinds.map(({ name }) => name);
  assert.deepEqual([...new Set(names)], names);
  for (const { name } of outsideKinds()) assert.match(name, /^[a-z][a-z-]{2,30}$/);
});

function said(pattern: RegExp): (error: unknown) => boolean {
  return (error) => {
    assert.ok(error instanceof SetupError, String(error));
    assert.match(error.text.en, pattern);
    assert.ok(error.text.ko.length > 0);
    assert.ok(!error.text.en.includes('xq7-Secret-Value-91'), error.text.en);
    return true;
  };
}
