import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import type { Span } from '../../base/span.ts';
import type { Checklist, Section, Step } from '../../model/checklist.ts';
import { compileChecklist } from './compile.ts';
import { groupByNeeds } from './groups.ts';
import { declarationPlace, holdsLine, wantedPlaces, type Wanted } from './places.ts';

const file = 'checklists/a.yaml';

test('each section of any checklist is declared on a line inside it, and on the wanted line when that is inside it', () => {
  fc.assert(
    fc.property(sections(), fc.array(fc.integer({ min: 1, max: 120 }), { maxLength: 4 }), (made, lines) => {
      const checklist = checklistOf(made);
      const wanted = lines.map((line) => ({ line, column: null }));
      const declared = declarations(checklist, wanted);
      assert.deepEqual([...declared.keys()].sort(), made.map(({ id }) => id).sort());
      for (const section of made) {
        const line = declared.get(section.id)?.line ?? 0;
        assert.ok(holdsLine(section.at, line), `${section.id} is declared on line ${line}`);
        const asked = lines.filter((one) => holdsLine(section.at, one));
        if (asked.length > 0) assert.ok(asked.includes(line));
        else assert.equal(line, section.at.line);
      }
    }),
  );
});

test('no line is claimed by two sections, and a line outside any section selects none', () => {
  fc.assert(
    fc.property(sections(), fc.integer({ min: 1, max: 200 }), (made, line) => {
      const declared = declarations(checklistOf(made), [{ line, column: null }]);
      const selected = [...declared.values()].filter((place) => place.line === line).length;
      assert.equal(selected, made.filter(({ at }) => holdsLine(at, line)).length);
      assert.ok(selected <= 1);
    }),
  );
});

test('no title can break out of its string or move the lines after it', () => {
  const hostile = fc.string({
    unit: fc.constantFrom('"', "'", '`', '\\', '\n', '\r', '\u2028', '\u2029', '*/', '//', '${', ')', 'a', '한'),
  });
  fc.assert(
    fc.property(hostile, hostile, (title, tag) => {
      const [first, second] = [section('A', 3, 6, { title, tags: [tag] }), section('B', 8, 9)];
      const declared = declarations(checklistOf([first, second]), []);
      assert.deepEqual([declared.get('A')?.line, declared.get('B')?.line], [3, 8]);
      assert.doesNotMatch(declared.get('A')?.title ?? '', /[\n\r\u2028\u2029]/);
    }),
  );
});

test('sections that need one another, also through a single step, form one group in the order of the checklist', () => {
  const made = [
    section('A', 1, 1),
    section('B', 2, 2),
    section('C', 3, 3, { needs: ['A'] }),
    section('D', 4, 4, { stepNeeds: ['C-1'] }),
    section('E', 5, 5, { needs: ['B'] }),
    section('F', 6, 6),
  ];
  assert.deepEqual(groupByNeeds(made), [['A', 'C', 'D'], ['B', 'E'], ['F']]);
});

test('a group runs in order and in one worker; its members hold the locks of all', () => {
  const made = [
    section('A', 1, 1, { locks: ['x'] }),
    section('B', 2, 2),
    section('C', 3, 3, { needs: ['A'], locks: ['y', 'x'] }),
  ];
  const run = execute(compile(checklistOf(made), []));
  assert.deepEqual(run.groups, [['A', 'C']]);
  assert.deepEqual(
    run.tests.map(({ id }) => id),
    ['A', 'C', 'B'],
  );
  assert.deepEqual(
    run.tests.map(({ lock }) => lock),
    [['postflight:x', 'postflight:y'], ['postflight:x', 'postflight:y'], []],
  );
});

test('an inherited section is declared where the overlay says extends, and on the lines that change it', () => {
  const base = { ...section('A', 4, 9), at: span(4, 9, 'checklists/base.yaml') };
  const changed: Section = {
    ...base,
    steps: base.steps.map((step) => ({
      ...step,
      at: span(4, 9, 'checklists/base.yaml'),
      do: [{ verb: 'goto', args: {}, at: span(7, 7) }],
    })),
  };
  const overlay = {
    ...checklistOf([changed]),
    sources: [{ file, sha256: '', text: 'checklist: a\n# x\nextends: ./base.yaml\nchange:\n' }],
  };
  assert.equal(declarationPlace(changed, overlay, []).line, 3);
  assert.equal(declarationPlace(changed, overlay, [{ line: 7, column: null }]).line, 7);
  assert.equal(declarationPlace(changed, overlay, [{ line: 5, column: null }]).line, 3);
});

test('a place on the command line may name any part of the path, and a column', () => {
  const table: readonly (readonly [string, readonly Wanted[]])[] = [
    ['a.yaml:5', [{ line: 5, column: null }]],
    ['./checklists/a.yaml:5:9', [{ line: 5, column: 9 }]],
    ['Checklists/A.yaml:12', [{ line: 12, column: null }]],
    ['b.yaml:5', []],
    ['a.yaml', []],
    ['--shard=1/2', []],
  ];
  for (const [argument, wanted] of table) assert.deepEqual(wantedPlaces(['test', argument], file), wanted, argument);
  const place = declarationPlace(section('A', 4, 9), checklistOf([]), [{ line: 5, column: 9 }]);
  assert.deepEqual(place, { line: 5, column: 9 });
});

type Declared = {
  readonly id: string;
  readonly title: string;
  readonly line: number;
  readonly lock: readonly string[];
};

function compile(checklist: Checklist, wanted: readonly Wanted[]): string {
  return compileChecklist(checklist, {
    sectionsModule: 'file:///sections.js',
    source: '../a.yaml',
    checklistFile: file,
    target: null,
    wanted,
  });
}

function declarations(checklist: Checklist, wanted: readonly Wanted[]): ReadonlyMap<string, Declared> {
  return new Map(execute(compile(checklist, wanted)).tests.map((one) => [one.id, one]));
}

/** Runs the generated code with stand-ins for Playwright's `test` and our `section`; the line is the one of the call. */
function execute(code: string): {
  readonly tests: readonly Declared[];
  readonly groups: readonly (readonly string[])[];
} {
  const tests: Declared[] = [];
  const groups: string[][] = [];
  const declare = (title: string, details: { readonly lock?: readonly string[] }, id: string): void => {
    const frame = new Error('where').stack?.split('\n').find((line) => line.includes('generated.js:'));
    const line = Number(/generated\.js:(\d+)/.exec(frame ?? '')?.[1]);
    tests.push({ id, title, line, lock: [...(details.lock ?? [])] });
  };
  const describe = Object.assign(
    (body: () => void): void => {
      const before = tests.length;
      body();
      groups.push(tests.slice(before).map(({ id }) => id));
    },
    { configure: ({ mode }: { readonly mode: string }) => assert.equal(mode, 'default') },
  );
  // The map would have this very process tell YAML places; source-map.test.ts is about it.
  const body = code.replace(/^import .*?;/, '').replace(/\/\/# sourceMappingURL=.*/, '');
  const section = (_file: string, _target: string | null, id: string): string => id;
  runInNewContext(body, { test: Object.assign(declare, { describe }), section }, { filename: 'generated.js' });
  return { tests, groups };
}

function sections(): fc.Arbitrary<readonly Section[]> {
  const part = fc.record({ gap: fc.nat(3), height: fc.integer({ min: 1, max: 8 }), needsBefore: fc.boolean() });
  return fc.array(part, { minLength: 1, maxLength: 12 }).map((parts) => {
    let line = 3;
    return parts.map(({ gap, height, needsBefore }, index) => {
      const first = line + gap;
      line = first + height;
      return section(`S${index}`, first, line - 1, { needs: needsBefore && index > 0 ? [`S${index - 1}`] : [] });
    });
  });
}

type Extra = Partial<Pick<Section, 'title' | 'needs' | 'locks' | 'tags'>> & { readonly stepNeeds?: readonly string[] };

function section(id: string, first: number, last: number, { stepNeeds = [], ...extra }: Extra = {}): Section {
  const at = span(first, last);
  const step: Step = {
    id: `${id}-1`,
    title: id,
    severity: 'major',
    owner: null,
    runbook: null,
    effect: 'none',
    tags: [],
    needs: stepNeeds,
    when: null,
    waiver: null,
    timeoutMs: 1_000,
    row: null,
    do: [],
    expect: [],
    defer: [],
    at,
  };
  return {
    id,
    title: id,
    needs: [],
    locks: [],
    tags: [],
    when: null,
    device: null,
    setup: [],
    steps: [step],
    defer: [],
    at,
    ...extra,
  };
}

/** As the parser gives it: a block ends at the start of the line behind it. */
function span(first: number, last: number, of = file): Span {
  return { file: of, line: first, column: 5, endLine: last + 1, endColumn: 1 };
}

function checklistOf(made: readonly Section[]): Checklist {
  return {
    title: 'a',
    file,
    device: { width: 1, height: 1 },
    locale: 'ko-KR',
    timezone: 'Asia/Seoul',
    target: null,
    variables: {},
    policy: { flaky: 'allow' },
    knownIssues: [],
    sections: made,
    sources: [{ file, sha256: '', text: '\n'.repeat(10) }],
  };
}
