import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import { bigRun, bigSources } from '../../../tests/golden/report/big-run.ts';
import { everyStatus, sources, store } from '../../../tests/golden/report/run-events.ts';
import type { ReportDoc } from '../../model/report.ts';
import { buildReport } from '../build.ts';
import { closeRun } from '../close.ts';
import { html } from './html.ts';
import { json } from './json.ts';
import { parseReport } from '../parse-report.ts';
import { statusNames } from '../../view/names.ts';
import { reportPage } from '../../view/document.ts';

const small = buildReport(store([...everyStatus, { seconds: 8, event: closeRun(store(everyStatus), 'supervisor') }]));
const big = buildReport(store([...bigRun(), { seconds: 42, event: closeRun(store(bigRun()), 'supervisor') }]));
const pages = [
  { name: 'small', doc: small, page: reportPage(small, sources).toString() },
  { name: 'big', doc: big, page: reportPage(big, bigSources).toString() },
] as const;

type Tag = { readonly name: string; readonly attributes: ReadonlyMap<string, string> };

/** Tags of a page. Attribute values of ours hold no bare < or >, so a page in which text leaked shows up as other tags. */
function tagsOf(page: string): readonly Tag[] {
  const body = page.replace(/<style>.*?<\/style>/s, '<style></style>');
  return Array.from(body.matchAll(/<([!/]?[A-Za-z][A-Za-z0-9]*)([^<>]*)>/g), ([, name = '', rest = '']) => ({
    name,
    attributes: new Map(
      Array.from(rest.matchAll(/([A-Za-z-]+)(?:="([^"]*)")?/g), ([, key = '', value = '']) => [key, value]),
    ),
  }));
}

/** The money parts of a report, made of that text. */
function moneyWithText(at: string, text: string): Pick<ReportDoc, 'money' | 'network'> {
  const both = { ko: text, en: text };
  return {
    money: {
      atStart: null,
      atEnd: {
        at,
        halts: [{ halt: text, at, runId: text, payment: text, message: both }],
        lifted: [{ halt: text, at, person: text, reason: text }],
        tickets: [
          {
            ticket: text,
            state: 'OPEN',
            openedAt: at,
            runId: text,
            payment: text,
            orderId: text,
            amountKrw: text,
            gateway: text,
            complete: false,
            mail: 'unsent',
            next: both,
          },
        ],
      },
      guards: [{ guard: text, layer: text, state: 'tripped', reason: both, trips: 2 }],
      canaries: [
        {
          proof: text,
          payment: text,
          state: 'void',
          history: [{ state: 'void', at, payment: text }],
          facts: { fact: text },
        },
      ],
    },
    network: {
      requests: [{ at, step: text, by: 'proxy', host: text, what: text, count: 1, message: both }],
      compared: {
        hosts: [{ host: text, allowed: false, byProxy: 1, byListeners: 0 }],
        missing: [{ host: text, seenBy: text, notSeenBy: text }],
      },
    },
  };
}

/** The page with every text that comes from a page, a person or a checklist replaced. */
function withText(doc: ReportDoc, text: string): ReportDoc {
  const both = { ko: text, en: text };
  return {
    ...doc,
    verdictReason: both,
    checklist: { ...doc.checklist, title: text, file: text },
    target: { ...doc.target, id: text, title: text, baseUrl: text, fingerprintAtStart: text },
    operator: { user: text, host: text, node: text, platform: text },
    device: text,
    sections: doc.sections.map((section) => ({ ...section, title: text })),
    guards: [{ guard: text, step: text, at: doc.startedAt, money: true, message: both }],
    people: [{ step: text, at: doc.startedAt, person: text, answer: 'passed', observed: text }],
    incidents: doc.incidents.map((incident) => ({ ...incident, kind: text, message: both })),
    payments: doc.payments.map((payment) => ({ ...payment, payment: text, step: text, facts: { fact: text } })),
    ...moneyWithText(doc.startedAt, text),
    traces: [{ section: text, file: { path: `../${text}`, sha256: text, bytes: 1 } }],
    steps: doc.steps.map((step) => ({
      ...step,
      title: text,
      owner: text,
      runbook: `javascript:${text}`,
      failure:
        step.failure === null ? null : { ...step.failure, message: both, expected: text, observed: text, detail: text },
      reason: step.reason === null ? null : { ...step.reason, message: both },
      evidence: step.evidence.map((one) => (one.kind === 'screenshot' ? { ...one, pageUrl: `data:${text}` } : one)),
      network: {
        requests: 1,
        bytes: 1,
        file: null,
        problems: [{ method: text, url: text, status: null, error: text }],
      },
      console: { messages: 1, file: null, errors: [text] },
    })),
  };
}

function skeleton(page: string): string {
  return tagsOf(page)
    .map((tag) => `${tag.name} ${[...tag.attributes.keys()].join(' ')}`)
    .join('\n');
}

for (const { name, doc, page } of pages) {
  test(`${name}: nothing runs and nothing is loaded from elsewhere`, () => {
    for (const { name: tag, attributes } of tagsOf(page)) {
      assert.ok(!['script', 'iframe', 'object', 'embed', 'link', 'base', 'form'].includes(tag.toLowerCase()), tag);
      for (const key of attributes.keys()) assert.doesNotMatch(key, /^on/i);
      const src = attributes.get('src');
      if (src !== undefined) assert.match(src, /^evidence\/[A-Za-z0-9._/-]+$/);
      const href = attributes.get('href');
      if (href !== undefined) assert.match(href, /^(#|evidence\/|https?:\/\/)/);
      if (href?.startsWith('http')) assert.equal(attributes.get('rel'), 'noreferrer noopener');
    }
    assert.doesNotMatch(page, /@import|url\(/);
  });

  test(`${name}: links lead somewhere, ids are unique, headings do not skip a level`, () => {
    const tags = tagsOf(page);
    const ids = tags.flatMap((tag) => tag.attributes.get('id') ?? []);
    assert.equal(new Set(ids).size, ids.length);
    for (const { attributes } of tags) {
      const targets = [
        attributes.get('href')?.startsWith('#') === true ? attributes.get('href')?.slice(1) : undefined,
        attributes.get('for'),
        attributes.get('aria-labelledby'),
      ];
      for (const target of targets) if (target !== undefined) assert.ok(ids.includes(target), `#${target} exists`);
    }
    const levels = tags.flatMap((tag) => (/^h[1-6]$/.test(tag.name) ? [Number(tag.name.slice(1))] : []));
    assert.equal(levels[0], 1);
    for (const [index, level] of levels.entries()) assert.ok(level <= (levels[index - 1] ?? 0) + 1, `heading ${index}`);
    assert.equal(levels.filter((level) => level === 1).length, 1);
  });

  test(`${name}: pictures have a size, a text and wait until they are needed; tables have captions`, () => {
    const tags = tagsOf(page);
    const images = tags.filter((tag) => tag.name === 'img');
    assert.ok(images.length > 0);
    for (const { attributes } of images) {
      for (const key of ['width', 'height', 'alt', 'loading']) assert.ok((attributes.get(key) ?? '') !== '', key);
    }
    assert.ok(images.filter((image) => image.attributes.get('loading') === 'lazy').length >= doc.steps.length / 2);
    const count = (tag: string): number => tags.filter((one) => one.name === tag).length;
    assert.equal(count('caption'), count('table'));
    for (const landmark of ['header', 'main', 'footer']) assert.equal(count(landmark), 1);
  });

  test(`${name}: every step stands in the page with its status in both languages, failures first`, () => {
    for (const step of doc.steps) {
      const row = page.slice(page.indexOf(`<tr id="step-${step.id}"`)).split('</tr>', 1)[0] ?? '';
      assert.ok(row.includes(statusNames[step.status].ko) && row.includes(statusNames[step.status].en), step.id);
    }
    const firstFailure = doc.steps.find((step) => step.status === 'failed')?.id ?? '';
    assert.ok(page.indexOf(firstFailure) < page.indexOf('id="sections"'));
    assert.ok(
      page.indexOf('id="verdict"') < page.indexOf('id="failures"') &&
        page.indexOf('id="failures"') < page.indexOf('id="payments"'),
    );
    assert.ok(
      page.indexOf('id="sections"') < page.indexOf('id="integrity"') &&
        page.indexOf('id="integrity"') < page.indexOf('id="not-shown"'),
    );
  });
}

test('a failure shows the checklist line from the frozen source with the place marked', () => {
  const [{ page }] = pages;
  assert.ok(page.includes('<mark>text: { testid: price, is: &quot;99,900,000,000원&quot;'), 'the span is marked');
});

const hostile = [
  '</span><script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' onmouseover='x",
  '&lt;b&gt;',
  '\u202egnp.exe',
  '\u0000\u001b[2J',
  '<!--',
  ']]>',
  '</style>',
  '${1}',
];

test('whatever a page, a person or a checklist says, the page keeps its bones', () => {
  const bones = skeleton(reportPage(withText(small, 'x'), new Map()).toString());
  fc.assert(
    fc.property(fc.oneof(fc.constantFrom(...hostile), fc.string({ unit: 'binary', minLength: 1 })), (text) => {
      const page = reportPage(withText(small, text), new Map()).toString();
      assert.equal(skeleton(page), bones);
      assert.doesNotMatch(page, /(?![\t\n])\p{Cc}|\p{Cf}|\p{Cs}/u);
      for (const { attributes } of tagsOf(page))
        assert.doesNotMatch(attributes.get('href') ?? '', /^(javascript|data|\.\.)/i);
    }),
    { numRuns: 60 },
  );
});

test('hostile checklist text in a code frame stays text', () => {
  const source = hostile.join('\n').repeat(4);
  const page = reportPage(small, new Map([['checklists/release.yaml', source]])).toString();
  assert.ok(!/<script|<img src=x|<!--/i.test(page));
});

test('the verdict is the first thing that is read, also where halts and tickets of the target stand before it', () => {
  const page = reportPage({ ...small, ...moneyWithText(small.startedAt, 'x') }, sources).toString();
  const [answer, standing] = [page.indexOf('class="answer w-'), page.indexOf('id="standing"')];
  assert.ok(answer > 0 && answer < standing && page.includes('href="#verdict"'));
  assert.ok(
    !reportPage(small, sources).toString().includes('class="answer'),
    'with nothing before it, it is said once',
  );
});

test('the integrity box names the key, the report before and the very folder to verify', () => {
  const previous = { runId: '20261121-150000-abcdef', statementSha256: 'f'.repeat(64) };
  const sealed: ReportDoc = { ...small, sealing: { keyId: 'SHA256:abc', previous } };
  const page = reportPage(sealed, sources).toString();
  const { runId } = small;
  for (const words of ['SHA256:abc', previous.runId, previous.statementSha256])
    assert.ok(page.slice(page.indexOf('id="integrity"')).includes(words), words);
  assert.ok(page.includes(`postflight verify runs/${runId.slice(0, 4)}/${runId.slice(4, 6)}/${runId}<`));
  const first = reportPage({ ...small, sealing: { keyId: 'SHA256:abc', previous: null } }, sources).toString();
  assert.match(first, /이 보관소의 첫 보고서/);
  assert.notEqual(parseReport(JSON.parse(JSON.stringify(sealed))), null, 'report.json may say it');
});

test('the page and the foot of every printed sheet name the digest of the report.json beside it', () => {
  const data = json.render(small, sources)[0]?.text ?? '';
  const digest = createHash('sha256').update(data).digest('hex');
  const page = html.render(small, sources)[0]?.text ?? '';
  assert.ok(page.slice(page.indexOf('id="integrity"')).includes(digest));
  assert.ok(page.includes(`@bottom-left { content: "${small.runId} · report.json SHA-256 ${digest.slice(0, 16)}"`));
  assert.match(page, /@bottom-right \{ content: counter\(page\) " \/ " counter\(pages\)/);
});

test('a run id that is none cannot leave its place in the foot', () => {
  const page = reportPage({ ...small, runId: '1"; } body { display: none } </style><script>' }, sources).toString();
  assert.ok(page.includes('content: "1  body  display none  stylescript"'));
});
