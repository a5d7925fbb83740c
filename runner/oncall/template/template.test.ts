import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { JsonValue } from '../../base/json.ts';
import type { Notice } from '../../model/channel.ts';
import { SetupError } from '../../model/trouble.ts';
import { filterKinds } from './filters.ts';
import { readTemplate, readTree, renderHeader, renderText, renderTree, renderUrl } from './template.ts';
import { viewOf, viewPaths, type View } from './view.ts';

const notice: Notice = {
  id: 'n1',
  kind: 'page',
  dedupKey: 'shop:p1',
  severity: 'critical',
  runId: null,
  target: { id: 'shop', title: '홈쇼핑' },
  at: '2026-11-21T15:41:11.204Z',
  headline: { ko: '주문 <불가> "지금"', en: 'no <orders> "now"' },
  facts: [{ label: { ko: '기대', en: 'Expected' }, value: { ko: '완료', en: 'done' } }],
  links: { acknowledge: 'https://p.example/a/token?x=1&y=2', run: null, runbook: null, picture: null },
  maybeDuplicate: false,
};
const view: View = viewOf(
  notice,
  { person: 'kim', name: '김서연', language: 'ko', address: '+82 10-1234-5678' },
  { updates: null },
);

test('a template is words and values', () => {
  const rows: readonly (readonly [string, string])[] = [
    ['no values', 'no values'],
    ['{{headline}}', '주문 <불가> "지금"'],
    ['[{{ severity }}] {{target.title}}: {{kind}}', '[critical] 홈쇼핑: page'],
    ['{{headline|truncate:4}}', '주문…'],
    ['{{headline|bytes:10}}', '주문…'],
    ['{{headline|sms:6}}', '주문…'],
    ['{{headline|json}}', '"주문 <불가> \\"지금\\""'],
    ['{{headline|urlencode}}', '%EC%A3%BC%EB%AC%B8%20%3C%EB%B6%88%EA%B0%80%3E%20%22%EC%A7%80%EA%B8%88%22'],
    ['{{runId|default:-}}', '-'],
    ['{{severity|pick:critical=P1,*=P3}}', 'P1'],
    ['{{kind|pick:worse=1,*=0}}', '0'],
    ['{{links.run}}', ''],
    ['{{links.acknowledge}}', 'https://p.example/a/token?x=1&y=2'],
    ['{{links.acknowledge|truncate:10}}', ''],
    ['{{to.digits}}', '821012345678'],
    ['{{to.address}}', '+82 10-1234-5678'],
    ['{{factsText}}', '기대: 완료'],
    ['{ {{id}} }', '{ n1 }'],
  ];
  for (const [source, wanted] of rows) assert.equal(renderText(readTemplate(source), view, 'none'), wanted, source);
});

test('values are written for the markup around them, ids and addresses are not changed', () => {
  const write = (source: string): string => renderText(readTemplate(source), view, 'html');
  assert.equal(write('<b>{{headline}}</b>'), '<b>주문 &lt;불가&gt; &quot;지금&quot;</b>');
  // Eight characters of what is written, and no entity cut in two.
  assert.equal(write('{{headline|truncate:8}}'), '주문 &lt;…');
  assert.equal(write('{{headline|truncate:7}}'), '주문…');
  assert.equal(write('{{headline|as:none}}'), '주문 <불가> "지금"');
  assert.equal(write('{{dedupKey}}'), 'shop:p1');
  assert.equal(write('{{links.acknowledge}}'), 'https://p.example/a/token?x=1&amp;y=2');
});

test('a body is a tree: a value is never structure, and what has nothing to say goes with its key or its item', () => {
  const tree: JsonValue = {
    title: '{{headline}}',
    priority: '{{severity|pick:critical=5,*=3|number}}',
    silent: '{{kind|pick:page=false,*=true|flag}}',
    facts: '{{facts|fields:name,value}}',
    run: '{{links.run|omit}}',
    buttons: [
      { title: 'take', url: '{{links.acknowledge|need}}' },
      { title: 'run', url: '{{links.run|need}}' },
    ],
    rows: ['{{runId|need}}', '{{id}}', 7, null, true],
  };
  assert.deepEqual(renderTree(readTree(tree), view, 'html'), {
    title: '주문 &lt;불가&gt; &quot;지금&quot;',
    priority: 5,
    silent: false,
    facts: [{ name: '기대', value: '완료' }],
    buttons: [{ title: 'take', url: 'https://p.example/a/token?x=1&y=2' }],
    rows: ['n1', 7, null, true],
  });
});

test('whatever a page says, the body keeps its shape and the address its server', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const hostile = viewOf(
        { ...notice, headline: { ko: text, en: text } },
        { person: 'kim', name: text, language: 'en', address: text },
        { updates: text },
      );
      const body = renderTree(readTree({ a: '{{headline}}', b: ['{{to.name}}', '{{updates}}'] }), hostile, 'none');
      assert.deepEqual(Object.keys(body ?? {}), ['a', 'b']);
      const url = renderUrl(
        readTemplate('https://p.example/x/{{updates}}/y?z={{headline}}#{{to.address|json}}'),
        hostile,
      );
      assert.equal(new URL(url).host, 'p.example');
      assert.match(new URL(url).pathname, /^\/x\/[^/]*\/y$|^\/(x\/)?y$/);
      assert.match(renderHeader(readTemplate('{{headline}}'), hostile), /^[\x20-\x7e]*$/);
    }),
  );
});

test('what a template names and there is not is found when it is read', () => {
  for (const bad of [
    '{{nope}}',
    '{{}}',
    '{{headline',
    '{{headline|nope}}',
    '{{headline|truncate:x}}',
    '{{headline|fields:a,b}}',
    '{{__proto__}}',
    '{{facts|fields:a}}',
    '{{headline|pick:a}}',
    '{{headline|as:latex}}',
  ])
    assert.throws(() => readTemplate(bad), SetupError, bad);
});

test('every name of the manual has a value', () => {
  for (const path of Object.keys(viewPaths)) assert.ok(view[path] !== undefined, path);
  assert.deepEqual(Object.keys(view).toSorted(), Object.keys(viewPaths).toSorted());
  assert.ok(filterKinds.length > 8);
});
