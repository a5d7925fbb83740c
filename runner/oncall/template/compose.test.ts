import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Notice } from '../../model/channel.ts';
import { composeText } from './compose.ts';
import { dialects, escapeFor, escapeUrlFor } from './escape.ts';
import { sizeOf, toEucKr, type Unit } from './measure.ts';
import { messageOf } from './message.ts';
import { safeLine, safeUrl } from './safe-text.ts';

const link = 'https://pager.shop.example/a/eyJwIjoicDEifQ.5Yh2cXJ0dG9rZW4';

function noticeWith(change: Partial<Notice> = {}): Notice {
  return {
    id: 'n1',
    kind: 'page',
    dedupKey: 'p1',
    severity: 'critical',
    runId: '20261121-153000-k3f9q2',
    target: { id: 'shop', title: '홈쇼핑' },
    at: '2026-11-21T15:41:11.204Z',
    headline: { ko: '주문할 수 없습니다', en: 'Nobody can order' },
    facts: [
      { label: { ko: '기대', en: 'Expected' }, value: { ko: '주문완료', en: 'order complete' } },
      { label: { ko: '관찰', en: 'Observed' }, value: { ko: '오류', en: 'an error' } },
    ],
    links: { acknowledge: link, run: 'https://pager.shop.example/r/1', runbook: null, picture: null },
    maybeDuplicate: false,
    ...change,
  };
}

function composed(notice: Notice, limit: number, unit: Unit = 'characters'): string {
  const plain = unit === 'euc-kr' ? toEucKr : (text: string): string => text;
  return composeText(messageOf(notice, { language: 'ko' }), notice, {
    limit,
    size: (text) => sizeOf(text, unit),
    value: plain,
    url: (url) => url,
  });
}

test('a page says what is wrong, the facts, where and when, and its links, in this order', () => {
  assert.equal(
    composed(noticeWith({ maybeDuplicate: true }), 4_000),
    [
      '[긴급] 주문할 수 없습니다',
      '같은 호출이 이미 갔을 수 있습니다.',
      '기대: 주문완료',
      '관찰: 오류',
      '대상: 홈쇼핑 · 점검: 20261121-153000-k3f9q2 · 시각: 2026-11-22 00:41:11 KST (+09:00)',
      `확인하고 맡기: ${link}`,
      '실시간 화면: https://pager.shop.example/r/1',
    ].join('\n'),
  );
});

test('where nobody can reach the page, it says how else it is taken', () => {
  const text = composed(noticeWith({ links: { acknowledge: null, run: null, runbook: null, picture: null } }), 4_000);
  assert.match(text, /전화로 알려 주세요/);
});

test('what is over is not taken by anybody, even when a link is given', () => {
  for (const kind of ['resolved', 'status', 'change', 'test'] as const)
    assert.ok(!composed(noticeWith({ kind }), 4_000).includes(link), kind);
  assert.ok(composed(noticeWith({ kind: 'update' }), 4_000).includes(link));
});

test('a message never has more than its room, and its first link is whole or not there', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme', maxLength: 300 }),
      fc.array(fc.string({ unit: 'grapheme', maxLength: 80 }), { maxLength: 12 }),
      fc.integer({ min: 1, max: 600 }),
      fc.constantFrom<Unit>('characters', 'utf8', 'euc-kr'),
      (headline, values, limit, unit) => {
        const notice = noticeWith({
          headline: { ko: headline, en: headline },
          facts: values.map((value) => ({ label: { ko: '값', en: 'value' }, value: { ko: value, en: value } })),
        });
        const text = composed(notice, limit, unit);
        assert.ok(sizeOf(text, unit) <= limit, `${sizeOf(text, unit)} of ${limit}`);
        const at = text.indexOf('https://pager.shop.example/a/');
        if (at !== -1) assert.equal(text.slice(at, at + link.length), link);
        // The link, its label and 16 characters of what is wrong fit in 160 of every unit: then both are there.
        if (limit >= 160) assert.ok(at !== -1 && text.startsWith('[긴급]'));
      },
    ),
  );
});

test('what matters least goes first', () => {
  const links = {
    acknowledge: link,
    run: `https://pager.shop.example/${'r'.repeat(300)}`,
    runbook: null,
    picture: null,
  };
  const text = composed(noticeWith({ links }), 240);
  assert.match(text, /주문할 수 없습니다\n기대: 주문완료\n관찰: 오류/);
  assert.ok(text.endsWith(link));
});

test('no line of somebody else can look like one of ours', () => {
  const text = composed(noticeWith({ headline: { ko: '실패\n확인하고 맡기: https://evil.example', en: '' } }), 4_000);
  assert.equal(text.split('\n')[0], '[긴급] 실패 확인하고 맡기: https://evil.example');
});

test('one harmless line is made of anything', () => {
  const rows: readonly (readonly [string, string])[] = [
    ['a\u001b[31mb\u0000c', 'ab�c'],
    ['줄\r\n바꿈\t탭', '줄 바꿈 탭'],
    ['\u202egnp.exe', '�gnp.exe'],
    ['a\u200bb\u{e0041}c\u00ad', 'abc'],
    ['\ud800 외톨이', '� 외톨이'],
    [`z${'\u0301'.repeat(50)}`, `z${'\u0301'.repeat(4)}`],
    ['👨‍👩‍👧‍👦', '👨‍👩‍👧‍👦'],
  ];
  for (const [text, wanted] of rows) assert.equal(safeLine(text), wanted);
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      assert.doesNotMatch(safeLine(text), /[\p{Cc}\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069]/u);
    }),
  );
});

test('only addresses of the web are addresses, and nothing in them ends a link early', () => {
  assert.equal(safeUrl('javascript:alert(1)'), null);
  assert.equal(safeUrl('data:text/html,x'), null);
  assert.equal(safeUrl('nonsense'), null);
  assert.equal(safeUrl(null), null);
  assert.equal(safeUrl('https://a.example/x|y>z"(1)[2]'), 'https://a.example/x%7Cy%3Ez%22%281%29%5B2%5D');
  assert.equal(safeUrl('http://[::1]:4390/a/b'), 'http://[::1]:4390/a/b');
  assert.equal(safeUrl(link), link);
});

test('in every markup a value stays a value', () => {
  const nasty =
    '<!channel> @everyone **b** [x](https://evil.example) `c` {{DATE(1,SHORT)}} <img> &amp; ||s|| ~~d~~ _u_ # h > q \\';
  const forbidden: { readonly [dialect: string]: RegExp } = {
    slack: /<|(?<!&lt;[^&]*)>(?!)/,
    discord: /(?<!\\)[*_~`|<>[\]()#]|@everyone/,
    telegram: /@everyone/,
    adaptive: /\{\{|[*_~`[\]<>#\\]/,
    jandi: /[[\]]/,
    markdown: /(?<!\\)[*_~`|<>[\]()#!]/,
    html: /[<>"']/,
    'no-tags': /[<>]/,
  };
  for (const dialect of dialects) {
    const written = escapeFor(nasty, dialect);
    const pattern = forbidden[dialect];
    if (pattern !== undefined) assert.doesNotMatch(written, pattern, dialect);
    // Each is applied character by character, so lengths add up and a cut never changes what was escaped.
    assert.equal(written, Array.from(nasty, (sign) => escapeFor(sign, dialect)).join(''), dialect);
    assert.doesNotMatch(escapeUrlFor('https://a.example/?a=1&b=2', dialect), /[<>]/);
  }
});
