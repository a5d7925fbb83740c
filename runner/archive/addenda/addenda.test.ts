import assert from 'node:assert/strict';
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { createRedactor } from '../../base/redact.ts';
import type { StoredEvent } from '../../model/event.ts';
import { SetupError } from '../../model/trouble.ts';
import type { Signer } from '../../sign/signer.ts';
import { trustOnly } from '../../sign/trust.ts';
import type { NewEntry } from '../ledger/entry.ts';
import { sealRun } from '../seal.ts';
import { reportsFolder, sampleSealing } from '../testing/sample.ts';
import { addApproval, addFacts, type Adding } from './add.ts';
import type { Fact } from './fact.ts';
import { laterFacts } from './later-facts.ts';
import { readAddenda } from './read.ts';
import { keyOfRepeated } from './repeated.ts';
import type { Approval } from './statement.ts';

const runId = '20261122-003012-k3f5q2';
const at = '2026-11-22T01:00:00.000Z';
const note = (key: string, more: Partial<Fact> = {}): Fact => {
  return { type: 'note', key, at, by: '김지원', about: null, text: `메모 ${key}`, decision: null, files: [], ...more };
};

async function sealed(
  t: TestContext,
): Promise<{ readonly adding: Adding; readonly signer: Signer; readonly recorded: NewEntry[] }> {
  const sealing = sampleSealing(reportsFolder(t), runId);
  const folder = await sealRun(sealing);
  const recorded: NewEntry[] = [];
  const desk = {
    record: (entries: readonly NewEntry[]) => {
      recorded.push(...entries);
      return { entries: [], lines: [], torn: null, checkpoint: null, tree: emptyTree };
    },
  };
  const { signer, reportsDirectory: reports } = sealing;
  const redactor = createRedactor(['hunter2-secret']);
  return {
    adding: { reports, folder, signer, trust: trustOnly(signer), redactor, desk, now: () => at },
    signer,
    recorded,
  };
}

const emptyTree = {
  size: 0,
  root: () => Buffer.alloc(32),
  inclusion: () => [],
  consistency: () => [],
};

test('facts are added as signed files that name the one before, each once, and the ledger hears of every file', async (t) => {
  const { adding, signer, recorded } = await sealed(t);
  assert.deepEqual(await addFacts(adding, [note('a'), note('b')]), [
    'addenda/0001.sigstore.json',
    'addenda/0002.sigstore.json',
  ]);
  assert.deepEqual(await addFacts(adding, [note('b'), note('c', { text: 'key hunter2-secret, 010-1234-5678' })]), [
    'addenda/0003.sigstore.json',
  ]);
  const { added, bad } = readAddenda(adding.folder, runId, trustOnly(signer));
  assert.deepEqual(bad, []);
  assert.deepEqual(
    added.map(({ content }) => content.fact.text),
    ['메모 a', '메모 b', 'key ***, 010-****-5678'],
  );
  assert.deepEqual(new Set(recorded.map((entry) => entry['file'])).size, 3);
});

test('a call that was cut off between the file and the ledger is completed by the next', async (t) => {
  const { adding, recorded } = await sealed(t);
  const cut = { ...adding, onStep: () => assert.fail('cut off') };
  await assert.rejects(addFacts(cut, [note('a')]), /cut off/);
  assert.equal(recorded.length, 0);
  assert.deepEqual(await addFacts(adding, [note('a')]), []);
  assert.deepEqual(
    recorded.map((entry) => entry['file']),
    ['addenda/0001.sigstore.json'],
  );
});

const attacks: readonly (readonly [string, (folder: string) => void, RegExp])[] = [
  ['one is deleted', (folder) => rmSync(join(folder, 'addenda/0001.sigstore.json')), /does not follow/],
  [
    'two are swapped',
    (folder) => {
      const [one, two] = ['0001', '0002'].map((name) => join(folder, `addenda/${name}.sigstore.json`));
      renameSync(one ?? '', `${one}.x`);
      renameSync(two ?? '', one ?? '');
      renameSync(`${one}.x`, two ?? '');
    },
    /does not follow/,
  ],
  [
    'one byte is changed',
    (folder) => {
      const file = join(folder, 'addenda/0002.sigstore.json');
      const text = readFileSync(file, 'utf8');
      writeFileSync(
        file,
        text.replace(/"payload":"(.)/, (_all, first: string) => `"payload":"${first === 'e' ? 'f' : 'e'}`),
      );
    },
    /0002/,
  ],
  ['the report is another', (folder) => writeFileSync(join(folder, 'report.json'), '{}'), /another report/],
  ['one is cut', (folder) => writeFileSync(join(folder, 'addenda/0002.sigstore.json'), '{'), /0002/],
];
for (const [name, attack, words] of attacks) {
  test(`it is told when ${name}, and nothing is put on top`, async (t) => {
    const { adding, signer } = await sealed(t);
    await addFacts(adding, [note('a'), note('b')]);
    attack(adding.folder);
    const { bad } = readAddenda(adding.folder, runId, trustOnly(signer));
    assert.ok(
      bad.some(({ problem }) => words.test(problem.en)),
      JSON.stringify(bad),
    );
    await assert.rejects(addFacts(adding, [note('c')]), SetupError);
  });
}

test('a second person’s approval is a bundle of its own that names the decision, once', async (t) => {
  const { adding, signer, recorded } = await sealed(t);
  await addFacts(adding, [note('d', { type: 'decision', decision: 'GO', by: '김지원' })]);
  const write = (by = '박서준') =>
    addApproval(adding, ({ added }, bound): Approval => {
      const person = { account: 'a@b', at, reason: '확인함' };
      return {
        ...bound,
        verdict: 'NO-GO',
        decision: 'GO',
        decider: { name: '김지원', ...person },
        approver: { name: by, ...person },
        decisionSha256: added[0]?.statementSha256 ?? '',
      };
    });
  assert.equal(await write(), 'approval.sigstore.json');
  await assert.rejects(write('이수민'), SetupError);
  const text = readFileSync(join(adding.folder, 'approval.sigstore.json'), 'utf8');
  recorded.length = 0;
  assert.equal(await write(), 'approval.sigstore.json', 'the same once more completes what was cut off');
  assert.ok(recorded.some((entry) => entry['file'] === 'approval.sigstore.json'));
  assert.equal(readFileSync(join(adding.folder, 'approval.sigstore.json'), 'utf8'), text);
  const { approval, bad } = readAddenda(adding.folder, runId, trustOnly(signer));
  assert.deepEqual([approval?.content.approver.name, bad], ['박서준', []]);
  rmSync(join(adding.folder, 'addenda/0001.sigstore.json'));
  const after = readAddenda(adding.folder, runId, trustOnly(signer));
  assert.equal(after.approval, null);
  assert.match(after.bad[0]?.problem.en ?? '', /decision/);
});

test('the same decision said again is the same fact; said after another one it is a new one', async (t) => {
  const { adding } = await sealed(t);
  const { redactor, folder } = adding;
  const decide = async (decision: 'GO' | 'NO-GO', key: string): Promise<number> => {
    const fact = note(key, { type: 'decision', decision, text: '재고 hunter2-secret 확인' });
    const repeated = keyOfRepeated(folder, fact, { types: ['decision'], redactor });
    return (await addFacts(adding, [{ ...fact, key: repeated ?? key }])).length;
  };
  assert.deepEqual(
    [await decide('GO', 'a'), await decide('GO', 'b'), await decide('NO-GO', 'c'), await decide('GO', 'd')],
    [1, 0, 1, 1],
  );
});

test('what happened after the run closed is found in the journal, in order, and always under the same key', () => {
  const stored = (stream: string, seq: number, time: string, event: StoredEvent['event']): StoredEvent => {
    return { runId: stream, seq, at: `2026-11-22T${time}.000Z`, event, prev: '', hash: '', line: '' };
  };
  const closed = {
    kind: 'run.closed',
    by: 'supervisor',
    verdict: 'NO-GO',
    exitCode: 3,
    message: { ko: '', en: '' },
  } as const;
  const ticket = (state: 'SUBMITTED' | 'VERIFIED' | 'NOTED') =>
    ({ kind: 'ticket.moved', ticket: 'RT-1', state, person: null, facts: {} }) as const;
  const ack = {
    kind: 'page.acknowledged',
    page: 'p1',
    person: 'kim',
    name: '김지원',
    method: 'link',
    answer: 'taken',
    to: null,
    note: '',
  } as const;
  const facts = laterFacts({
    runId,
    run: [stored(runId, 1, '00:30:00', closed)],
    target: [
      stored('target:demo', 4, '00:20:00', ticket('SUBMITTED')),
      stored('target:demo', 5, '00:50:00', ticket('NOTED')),
      stored('target:demo', 6, '09:00:00', ticket('VERIFIED')),
    ],
    onCall: [stored(`oncall:${runId}`, 2, '00:29:00', ack), stored(`oncall:${runId}`, 3, '00:31:00', ack)],
    tickets: new Set(['RT-1']),
  });
  assert.deepEqual(
    facts.map(({ type, key, by }) => [type, key, by]),
    [
      ['page.acknowledged', `oncall:${runId}#3`, '김지원'],
      ['refund.confirmed', 'target:demo#6', 'journal'],
    ],
  );
});
