import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { systemClock } from '../../runner/base/clock.ts';
import { createRedactor } from '../../runner/base/redact.ts';
import { openJournal } from '../../runner/journal/store.ts';
import { configText, createProject, statuses, type Ended, type Project, type Started } from './door/project.ts';
import { openShop, type Shop } from './door/shop.ts';

/*
 * The second door as a run: shards, locks, signals, dying processes, and what it refuses before anything has begun.
 */

const timeouts = 'defaults: { timeout: 60s }';
const section = (id: string, more: string, actions: string): string => `  - id: ${id}
    title: ${id}
${more === '' ? '' : `    ${more}\n`}    steps:
      - { id: ${id}-01, title: 첫째, do: [ ${actions} ], expect: [ { visible: 홈 } ] }
      - { id: ${id}-02, title: 둘째, do: [ { goto: /${id} } ], expect: [ { visible: 홈 } ] }
`;
const checklist = (...sections: readonly string[]): string =>
  `checklist: 점검\ntarget: demo\n${timeouts}\nsections:\n${sections.join('')}`;

const files = {
  'checklists/shards.yaml': checklist(
    section('A', '', '{ goto: / }'),
    section('B', '', '{ goto: / }'),
    section('C', 'needs: [A]', '{ goto: / }'),
    section('D', 'needs: [C]', '{ goto: / }'),
    section('E', '', '{ goto: / }'),
  ),
  'checklists/locks.yaml': checklist(
    section('L1', 'locks: ["account:a"]', '{ goto: /hold/locked }'),
    section('L2', 'locks: ["account:a"]', '{ goto: /hold/locked }'),
    section('F1', '', '{ goto: /meet/free }'),
    section('F2', '', '{ goto: /meet/free }'),
  ),
  'checklists/hang.yaml': checklist(
    section('GOOD', '', '{ goto: / }'),
    section('HANG', 'defer: [ { goto: /cleanup } ]', '{ goto: / }, { goto: /hang }'),
    section('LATER', '', '{ goto: / }'),
    section('NEEDY', 'needs: [HANG]', '{ goto: / }'),
  ),
};

let shop: Shop;
let project: Project;

before(async () => {
  shop = await openShop();
  project = await createProject(files, { shop: shop.url });
});

after(async () => {
  project.remove();
  await shop.close();
});

test('shards together run every section once; sections that need one another stay in one shard and in order', async () => {
  const all: string[] = [];
  for (const shard of ['1/2', '2/2']) {
    const { code, text } = await project.playwright('shards.yaml', `--shard=${shard}`, '--workers=2');
    assert.equal(code, 0, text);
    const doc = project.reports().at(-1);
    const ran = doc?.sections.map(({ id }) => id) ?? [];
    assert.ok(['A', 'C', 'D'].every((id) => ran.includes(id)) || !['A', 'C', 'D'].some((id) => ran.includes(id)));
    all.push(...ran);
  }
  assert.deepEqual(all.sort(), ['A', 'B', 'C', 'D', 'E']);
  const order = shop.visits.filter((path) => ['/A', '/C', '/D'].includes(path));
  assert.deepEqual(order, ['/A', '/C', '/D']);
});

test('two workers never hold one lock at the same time, while others run side by side', async () => {
  const { code, text } = await project.playwright('locks.yaml', '--workers=2');
  assert.equal(code, 0, text);
  assert.equal(shop.mostAtOnce('locked'), 1);
  assert.equal(shop.mostAtOnce('free'), 2, 'both were there, or neither would have been answered');
});

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  test(`${signal} ends in a signed report that says aborted, after the clean-up`, async () => {
    const { child, ended } = await hanging();
    child.kill(signal);
    const { code, text } = await ended;
    assert.equal(code, 130, text);
    const doc = project.reports().at(-1);
    assert.equal(doc?.verdict, 'INCONCLUSIVE');
    assert.equal(doc.exitCode, 130);
    assert.match(doc.verdictReason.en, new RegExp(signal));
    assert.deepEqual(statuses(doc), {
      'GOOD-01': 'passed',
      'GOOD-02': 'passed',
      'HANG-01': 'aborted',
      'HANG-02': 'not-run',
      'LATER-01': 'not-run',
      'LATER-02': 'not-run',
      'NEEDY-01': 'blocked',
      'NEEDY-02': 'blocked',
    });
    assert.ok(shop.visits.includes('/cleanup'));
  });
}

test('when the main process is killed, the next recover closes the run from its journal', async () => {
  const before = project.reports().length;
  const { child, ended } = await hanging();
  child.kill('SIGKILL');
  await ended;
  // The worker notices that its parent is gone, cleans up and ends; until then the run counts as running.
  const recovered = await until(
    () => project.postflight('recover'),
    () => project.reports().length > before,
  );
  assert.equal(recovered.code, 0, recovered.text);
  const doc = project.reports().at(-1);
  assert.deepEqual([doc?.verdict, doc?.ending.by], ['INCONCLUSIVE', 'recovery']);
  const ends = statuses(doc);
  assert.deepEqual([ends['GOOD-02'], ends['HANG-01'], ends['LATER-01']], ['passed', 'aborted', 'not-run']);
});

test('a killed worker leaves a tool error; later sections run in the next one, and the verdict is not GO', async () => {
  const started = await hanging();
  process.kill(workerOf(), 'SIGKILL');
  const { code, text } = await started.ended;
  assert.equal(code, 1, text);
  assert.match(text, /worker process exited unexpectedly/);
  const doc = project.reports().at(-1);
  assert.equal(doc?.verdict, 'INCONCLUSIVE');
  assert.deepEqual(statuses(doc), {
    'GOOD-01': 'passed',
    'GOOD-02': 'passed',
    'HANG-01': 'tool-error',
    'HANG-02': 'not-run',
    'LATER-01': 'passed',
    'LATER-02': 'passed',
    'NEEDY-01': 'blocked',
    'NEEDY-02': 'blocked',
  });
});

test('a checklist that is edited during the run is not run on: the report holds the old text', async () => {
  const started = await hanging();
  project.write('checklists/hang.yaml', `${files['checklists/hang.yaml']}# edited\n`);
  process.kill(workerOf(), 'SIGKILL');
  const { code, text } = await started.ended;
  project.write('checklists/hang.yaml', files['checklists/hang.yaml']);
  assert.equal(code, 1);
  assert.match(text, /checklists\/hang\.yaml changed after the run had begun/);
  const ends = statuses(project.reports().at(-1));
  assert.deepEqual([ends['GOOD-01'], ends['LATER-01']], ['passed', 'not-run']);
});

test('what cannot be recorded or would be repeated is refused before anything runs', async () => {
  const before = project.reports().length;
  const visits = shop.visits.length;
  const refused: readonly (readonly [readonly string[], RegExp])[] = [
    [['shards.yaml', '--retries=1'], /Leave retries at 0/],
    [['shards.yaml', '--repeat-each=2'], /A section runs once in a run/],
  ];
  for (const [args, words] of refused) {
    const { code, text } = await project.playwright(...args);
    assert.equal(code, 1);
    assert.match(text, words);
    assert.doesNotMatch(text, /^\s+at /m, 'no stack');
  }
  assert.deepEqual([project.reports().length, shop.visits.length], [before, visits]);
});

test('without a signing key, with a mistake in YAML or with no shop, it says so and does nothing', async () => {
  const bad = await createProject(
    {
      'checklists/bad.yaml': 'checklist: a\ntarget: demo\nsections:\n  - id: A\n    titel: a\n    steps: []\n',
      'checklists/worse.yaml':
        'checklist: b\ntarget: demo\nsections: [ { id: B, title: b, steps: [ { id: B-1, title: b, do: [ { klick: x } ], expect: [ { visible: 홈 } ] } ] } ]\n',
    },
    { shop: 'http://127.0.0.1:9' },
  );
  try {
    const wrong = await bad.playwright();
    assert.equal(wrong.code, 1);
    assert.match(wrong.text, /checklists\/bad\.yaml:5:5 {2}E_KEY_UNKNOWN\n[^]*5 \| {5}titel: a\n[^]*\^{5}/);
    assert.match(wrong.text, /checklists\/worse\.yaml:3:\d+ {2}E_VERB_UNKNOWN[^]*did you mean "click"/);
    assert.doesNotMatch(wrong.text, /^\s+at /m, 'no stack');
    for (const name of ['bad', 'worse'])
      bad.write(`checklists/${name}.yaml`, checklist(section('A', '', '{ goto: / }')));
    const unreachable = await bad.playwright();
    assert.equal(unreachable.code, 1);
    assert.match(unreachable.text, /The target cannot be reached: http:\/\/127\.0\.0\.1:9/);
    bad.write('playwright.config.ts', configText("{ checklists: ['checklists/bad.yaml'], state: 'other' }"));
    const keyless = await bad.playwright();
    assert.equal(keyless.code, 1);
    assert.match(keyless.text, /postflight keys init/);
    assert.doesNotMatch(unreachable.text + keyless.text, /^\s+at /m, 'no stack');
    assert.deepEqual(bad.reports(), []);
  } finally {
    bad.remove();
  }
});

/** A run that stands at a page which never answers. */
async function hanging(): Promise<Started> {
  const before = shop.visits.filter((path) => path === '/hang').length;
  const started = project.start(['hang.yaml']);
  await until(
    () => Promise.resolve(),
    () => shop.visits.filter((path) => path === '/hang').length > before,
  );
  return started;
}

/** Process id of the one worker, as the run itself has recorded it. */
function workerOf(): number {
  const journal = openJournal(join(project.folder, '.postflight', 'journal.sqlite'), {
    clock: systemClock,
    redactor: createRedactor(),
  });
  try {
    const events = journal.events(journal.runs().at(-1)?.runId ?? '').map(({ event }) => event);
    const [pid] = events.flatMap((event) => (event.kind === 'driver.started' ? [event.pid] : []));
    assert.ok(pid !== undefined && pid > 0 && pid !== process.pid);
    return pid;
  } finally {
    journal.close();
  }
}

/** Does something again until a condition holds; the test runner's own limit ends a wait that is in vain. */
async function until<T extends Ended | void>(act: () => Promise<T>, holds: () => boolean): Promise<T> {
  for (;;) {
    const done = await act();
    if (holds()) return done;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
