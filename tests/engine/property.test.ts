import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { after, before, it } from 'node:test';
import fc from 'fast-check';
import { statuses } from '../../runner/model/outcome.ts';
import { buildReport } from '../../runner/report/build.ts';
import type { Site } from '../kit/engine-site.ts';
import { startEngineWorld, type EngineWorld } from '../kit/engine-world.ts';

const kinds = ['ok', 'fail', 'flaky', 'slow', 'never', 'condition', 'waived', 'person', 'dialog'] as const;
type Planned = { readonly kind: (typeof kinds)[number]; readonly effect: string; readonly needsPrevious: boolean };

let world: EngineWorld;
before(async () => {
  world = await startEngineWorld();
});
after(() => world.close());

function line({ kind, effect, needsPrevious }: Planned, id: string, previous: string | null): string {
  const looks = (path: string): string => `do: [ { goto: '${path}' } ], expect: [ { visible: home } ]`;
  const body: { readonly [K in Planned['kind']]: string } = {
    ok: looks('/'),
    fail: looks('/500'),
    flaky: looks(`/flaky/${id}`),
    slow: looks('/slow'),
    never: looks('/hang'),
    condition: `when: 'false', ${looks('/')}`,
    waived: `waived: { person: 가, reason: 시험, approved-by: 나, expires: 2099-12-31 }, ${looks('/')}`,
    person: 'do: [ { manual: 맞나요? } ]',
    dialog: `do: [ { goto: '/alert' } ], expect: [ { visible: home } ]`,
  };
  const needs = needsPrevious && previous !== null ? `needs: [${previous}], ` : '';
  // Only what never answers needs its limit; a step that could pass must not reach it on a busy machine.
  const timeout = kind === 'never' ? '800ms' : '20s';
  return `      - { id: ${id}, title: t, timeout: ${timeout}, effect: ${effect}, ${needs}${body[kind]} }\n`;
}

function site(): Site {
  const asked = new Set<string>();
  const flaky =
    (id: string): Site[string] =>
    (_request, response) => {
      const isFirst = !asked.has(id);
      asked.add(id);
      response.writeHead(isFirst ? 500 : 200, { 'content-type': 'text/html' }).end('<h1>home</h1>');
    };
  const ids = [0, 1, 2, 3].flatMap((s) => [0, 1, 2, 3].map((n) => `S${s}-${n}`));
  return {
    ...Object.fromEntries(ids.map((id) => [`/flaky/${id}`, flaky(id)])),
    '/slow': (_request, response) =>
      void sleep(100).then(() => response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>home</h1>')),
    '/alert': `<h1>home</h1><script>alert('!')</script>`,
  };
}

const planned = fc.record({
  kind: fc.constantFrom(...kinds),
  effect: fc.constantFrom('none', 'reversible', 'money'),
  needsPrevious: fc.boolean(),
});
const run = fc.record({
  sections: fc.array(
    fc.record({ steps: fc.array(planned, { minLength: 1, maxLength: 4 }), needsFirst: fc.boolean() }),
    { minLength: 1, maxLength: 4 },
  ),
  tracks: fc.integer({ min: 1, max: 3 }),
  abortAfter: fc.option(fc.integer({ min: 1, max: 12 }), { nil: null }),
});

it(
  'any run tells each planned step once, counts what it tells, and a part of it never claims more',
  { timeout: 300_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(run, async ({ sections, tracks, abortAfter }) => {
        const yaml = sections
          .map(({ steps, needsFirst }, s) => {
            const needs = needsFirst && s > 0 ? '    needs: [S0]\n' : '';
            const lines = steps.map((step, n) => line(step, `S${s}-${n}`, n === 0 ? null : `S${s}-${n - 1}`));
            return `  - id: S${s}\n    title: t\n${needs}    steps:\n${lines.join('')}`;
          })
          .join('');
        let seen = 0;
        const ran = await world.run(`checklist: t\ndevice: { width: 390, height: 844 }\nsections:\n${yaml}`, {
          site: site(),
          tracks,
          abortWhen: () => (seen += 1) === abortAfter,
        });
        const plan = sections.flatMap(({ steps }, s) => steps.map((_, n) => `S${s}-${n}`));
        assert.deepEqual(
          ran.doc.steps.map(({ id }) => id),
          plan,
        );
        for (const status of statuses)
          assert.equal(ran.doc.summary[status], ran.doc.steps.filter((step) => step.status === status).length);
        for (const id of plan) {
          const finishes = ran.finishes(id);
          const starts = ran.events.filter((event) => event.kind === 'step.started' && event.step === id);
          assert.ok(finishes.length >= 1 && finishes.length <= 2, `${id} ended ${finishes.length} times`);
          assert.equal(starts.length, finishes.filter(({ attempt }) => attempt > 0).length);
          if (finishes.length === 2) assert.equal(finishes[0]?.status, 'failed');
        }
        const green = new Set(ran.doc.steps.filter(({ status }) => status === 'passed').map(({ id }) => id));
        for (let length = 1; length <= ran.stored.length; length += 1) {
          const part = buildReport(ran.stored.slice(0, length));
          for (const step of part.steps)
            if (step.status === 'passed') assert.ok(green.has(step.id), `${step.id} was passed before it was`);
          if (length < ran.stored.length) assert.notEqual(part.verdict, 'GO');
        }
        const honest = sections.every(({ steps }, s) =>
          steps.every(({ kind }, n) => {
            const { status } = ran.step(`S${s}-${n}`);
            if (status === 'passed') return kind === 'ok' || kind === 'slow';
            if (status === 'flaky') return kind === 'flaky';
            return true;
          }),
        );
        assert.ok(honest, ran.statuses());
      }),
      { numRuns: 12, seed: 20261122, endOnFailure: true },
    );
  },
);
