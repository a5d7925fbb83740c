import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Section, Step } from '../model/checklist.ts';
import { trackOutcomes } from './outcomes.ts';
import { nextSection } from './schedule.ts';

const at = { file: 'x.yaml', line: 1, column: 1, endLine: 1, endColumn: 2 };

function step(id: string, needs: readonly string[] = []): Step {
  return {
    id,
    title: id,
    severity: 'major',
    owner: null,
    runbook: null,
    effect: 'none',
    tags: [],
    needs,
    when: null,
    waiver: null,
    timeoutMs: 1_000,
    row: null,
    do: [],
    expect: [],
    defer: [],
    at,
  };
}

function section(
  id: string,
  facts: { needs?: readonly string[]; locks?: readonly string[]; steps?: readonly Step[] } = {},
): Section {
  return {
    id,
    title: id,
    needs: facts.needs ?? [],
    locks: facts.locks ?? [],
    tags: [],
    when: null,
    device: null,
    setup: [],
    steps: facts.steps ?? [step(`${id}-1`)],
    defer: [],
    at,
  };
}

test('a free track takes the first section whose locks nobody holds', () => {
  const [a, b, c] = [section('A', { locks: ['account'] }), section('B', { locks: ['account'] }), section('C')];
  const decision = nextSection([b, c], [a], trackOutcomes([a, b, c]), 2);
  assert.deepEqual(decision, { kind: 'run', section: c });
});

test('a section waits for its need, is blocked when that did not pass, and runs when it did', () => {
  const [a, b] = [section('A'), section('B', { needs: ['A'] })];
  const outcomes = trackOutcomes([a, b]);
  assert.deepEqual(nextSection([b], [a], outcomes, 2), { kind: 'wait' });
  outcomes.note('A-1', 'failed');
  assert.deepEqual(nextSection([b], [], outcomes, 2), { kind: 'block', section: b, need: 'A' });
  outcomes.note('A-1', 'flaky');
  assert.deepEqual(nextSection([b], [], outcomes, 2), { kind: 'run', section: b });
});

test('a section waits until the section it needs has cleaned up', () => {
  const [a, b] = [section('A'), section('B', { needs: ['A'] })];
  const outcomes = trackOutcomes([a, b]);
  outcomes.note('A-1', 'passed');
  assert.deepEqual(nextSection([b], [a], outcomes, 2), { kind: 'wait' });
  assert.deepEqual(nextSection([b], [], outcomes, 2), { kind: 'run', section: b });
});

test('a section with a step that needs a later section lets that one run first', () => {
  const [a, b] = [section('A', { steps: [step('A-1', ['B-1'])] }), section('B')];
  const outcomes = trackOutcomes([a, b]);
  assert.deepEqual(nextSection([a, b], [], outcomes, 2), { kind: 'run', section: b });
  assert.deepEqual(nextSection([a], [b], outcomes, 2), { kind: 'wait' });
  outcomes.note('B-1', 'passed');
  assert.deepEqual(nextSection([a], [], outcomes, 2), { kind: 'run', section: a });
});

test('a need that never ends blocks instead of hanging the run', () => {
  const b = section('B', { needs: ['GONE'] });
  assert.deepEqual(nextSection([b], [], trackOutcomes([b]), 2), { kind: 'block', section: b, need: 'GONE' });
});

test('a step that needs a step elsewhere makes its section wait, but not be blocked', () => {
  const a = section('A');
  const b = section('B', { steps: [step('B-1', ['A-1'])] });
  const outcomes = trackOutcomes([a, b]);
  assert.deepEqual(nextSection([b], [a], outcomes, 2), { kind: 'wait' });
  outcomes.note('A-1', 'failed');
  assert.deepEqual(nextSection([b], [], outcomes, 2), { kind: 'run', section: b });
});

test('a step switched off by its own condition meets a need; one that was not reached does not', () => {
  const a = section('A');
  const outcomes = trackOutcomes([a]);
  outcomes.note('A-1', 'not-run', 'condition');
  assert.equal(outcomes.need('A'), 'met');
  outcomes.note('A-1', 'not-run');
  assert.equal(outcomes.need('A'), 'unmet');
});

test('any checklist ends, never breaks a lock and never runs before its needs', () => {
  const shape = fc.array(
    fc.record({
      needs: fc.array(fc.nat(20), { maxLength: 3 }),
      locks: fc.array(fc.constantFrom('x', 'y', 'z'), { maxLength: 2 }),
      passes: fc.boolean(),
    }),
    { minLength: 1, maxLength: 12 },
  );
  fc.assert(
    fc.property(shape, fc.integer({ min: 1, max: 4 }), fc.infiniteStream(fc.nat(3)), (rows, tracks, choices) => {
      const sections = rows.map((row, index) =>
        section(`S${index}`, {
          needs: index === 0 ? [] : [...new Set(row.needs.map((need) => `S${need % index}`))],
          locks: [...new Set(row.locks)],
        }),
      );
      const outcomes = trackOutcomes(sections);
      const pending = [...sections];
      const running: Section[] = [];
      let ended = 0;
      for (let turn = 0; turn < 500 && ended < sections.length; turn += 1) {
        const decision = nextSection(pending, running, outcomes, tracks);
        if (running.length < tracks && (decision.kind === 'run' || decision.kind === 'block')) {
          pending.splice(pending.indexOf(decision.section), 1);
          if (decision.kind === 'block') {
            outcomes.note(`${decision.section.id}-1`, 'blocked');
            ended += 1;
            continue;
          }
          assert.ok(decision.section.needs.every((need) => outcomes.need(need) === 'met'));
          running.push(decision.section);
          const held = running.flatMap((one) => one.locks);
          assert.equal(new Set(held).size, held.length, 'two running sections hold one lock');
          continue;
        }
        const pick: number = choices.next().value ?? 0;
        const [done] = running.splice(pick % Math.max(1, running.length), 1);
        if (done === undefined) continue;
        const row = rows[sections.indexOf(done)];
        outcomes.note(`${done.id}-1`, row?.passes === true ? 'passed' : 'failed');
        ended += 1;
      }
      assert.equal(ended, sections.length, 'every section ends');
    }),
  );
});

test('a chain of sections that share a lock starts when waiting longer would make the run longer', () => {
  const many = (id: string, count: number): readonly Step[] =>
    Array.from({ length: count }, (_, index) => step(`${id}-${index}`));
  const [home, search, pay, cancel] = [
    section('HOME', { steps: many('HOME', 5) }),
    section('SRCH', { steps: many('SRCH', 5) }),
    section('PAY', { steps: many('PAY', 10), locks: ['payment'] }),
    section('CANCEL', { steps: many('CANCEL', 10), locks: ['payment'] }),
  ];
  const all = [home, search, pay, cancel];
  const outcomes = trackOutcomes(all);
  assert.deepEqual(nextSection(all, [], outcomes, 1), { kind: 'run', section: home });
  assert.deepEqual(nextSection(all, [], outcomes, 2), { kind: 'run', section: pay });
  assert.deepEqual(nextSection([home, search, cancel], [pay], outcomes, 2), { kind: 'run', section: home });
});
