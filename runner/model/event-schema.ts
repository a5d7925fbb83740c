import { Type, type TSchema } from 'typebox';
import { effects, severities } from './checklist.ts';
import type { EventKind } from './event.ts';
import { bilingual, count, nullable, strict, text } from './event-parts.ts';
import { freezeEventSchemas, freezeSchema } from './freeze-schema.ts';
import { moneyEventSchemas } from './money-event-schema.ts';
import { onCallEventSchemas } from './oncall-event-schema.ts';
import { statuses, verdicts } from './outcome.ts';
import { paymentStates } from './payment.ts';

const milliseconds = Type.Number({ minimum: 0 });
const sha256 = Type.String({ pattern: '^[0-9a-f]{64}$' });
const span = strict({ file: text, line: count, column: count, endLine: count, endColumn: count });
const scope = strict({ selectedSteps: count, allSteps: count });
const evidenceFile = strict({ path: text, sha256, bytes: count });

const failure = strict({
  message: bilingual,
  expected: Type.Optional(text),
  observed: Type.Optional(text),
  at: span,
  detail: Type.Optional(text),
});

const reason = Type.Union([
  strict({ kind: Type.Literal('need'), need: text, message: bilingual }),
  strict({ kind: Type.Literal('guard'), guard: text, message: bilingual }),
  strict({ kind: Type.Literal('condition'), condition: text, message: bilingual }),
  strict({ kind: Type.Literal('not-reached'), message: bilingual }),
  strict({ kind: Type.Literal('waived'), person: text, reason: text, approvedBy: text, message: bilingual }),
  strict({
    kind: Type.Literal('known-issue'),
    ticket: text,
    reason: text,
    approvedBy: text,
    expires: text,
    message: bilingual,
  }),
  strict({ kind: Type.Literal('person'), message: bilingual }),
  strict({ kind: Type.Literal('tool'), message: bilingual }),
  strict({ kind: Type.Literal('aborted'), by: text, message: bilingual }),
]);

const evidence = Type.Array(
  Type.Union([
    strict({
      kind: Type.Literal('screenshot'),
      file: evidenceFile,
      width: count,
      height: count,
      pageUrl: text,
      attempt: count,
    }),
    strict({ kind: Type.Literal('text'), label: text, file: evidenceFile, attempt: count }),
    strict({
      kind: Type.Literal('picture'),
      label: text,
      caption: bilingual,
      alarming: Type.Boolean(),
      file: evidenceFile,
      width: count,
      height: count,
      attempt: count,
    }),
    strict({ kind: Type.Literal('missing'), what: text, why: text, attempt: count }),
  ]),
);

const networkProblem = strict({ method: text, url: text, status: nullable(Type.Integer()), error: nullable(text) });
const network = strict({
  requests: count,
  bytes: count,
  problems: Type.Array(networkProblem),
  file: nullable(evidenceFile),
});
const consoleFacts = strict({ messages: count, errors: Type.Array(text), file: nullable(evidenceFile) });

const plannedStep = strict({
  id: text,
  title: text,
  severity: Type.Enum(severities),
  effect: Type.Enum(effects),
  owner: nullable(text),
  runbook: nullable(text),
  at: span,
});
const plannedSection = strict({ id: text, title: text, needs: Type.Array(text), steps: Type.Array(plannedStep) });

const runOpened = strict({
  kind: Type.Literal('run.opened'),
  tool: strict({ name: Type.Literal('postflight'), version: text }),
  door: Type.Enum(['run', 'playwright-test']),
  operator: strict({ user: text, host: text, node: text, platform: text }),
  checklist: strict({ title: text, file: text, sources: Type.Array(strict({ file: text, sha256 })) }),
  target: strict({ id: text, title: text, baseUrl: text, sha256 }),
  device: text,
  scope,
  flaky: Type.Enum(['inconclusive', 'allow', 'fail']),
  frozen: Type.Array(strict({ file: text, sha256, text })),
  freeze: Type.Optional(freezeSchema),
  options: strict({ tracks: count, headed: Type.Boolean(), trace: text, confirm: Type.Boolean() }),
  sections: Type.Array(plannedSection),
});

const stepFinished = strict({
  kind: Type.Literal('step.finished'),
  section: text,
  step: text,
  attempt: count,
  status: Type.Enum(statuses),
  durationMs: milliseconds,
  failure: nullable(failure),
  reason: nullable(reason),
  evidence,
  network,
  console: consoleFacts,
});

/** What each kind of event looks like in the journal. The test beside parse-event.ts holds it against the types. */
export const eventSchemas = {
  'run.opened': runOpened,
  'driver.started': strict({ kind: Type.Literal('driver.started'), pid: count }),
  'driver.lost': strict({
    kind: Type.Literal('driver.lost'),
    pid: count,
    exitCode: nullable(Type.Integer()),
    signal: nullable(text),
    message: bilingual,
  }),
  'browser.launched': strict({
    kind: Type.Literal('browser.launched'),
    name: text,
    version: text,
    executable: text,
    headed: Type.Boolean(),
  }),
  'browser.lost': strict({ kind: Type.Literal('browser.lost'), message: bilingual }),
  'target.identified': strict({
    kind: Type.Literal('target.identified'),
    at: Type.Enum(['start', 'end']),
    fingerprint: nullable(text),
    source: text,
    deployedAt: Type.Optional(nullable(text)),
  }),
  'section.started': strict({ kind: Type.Literal('section.started'), section: text, track: count }),
  'section.finished': strict({ kind: Type.Literal('section.finished'), section: text, durationMs: milliseconds }),
  'section.problem': strict({
    kind: Type.Literal('section.problem'),
    section: text,
    part: Type.Enum(['setup', 'cleanup']),
    status: Type.Enum(statuses),
    failure,
    evidence,
  }),
  'step.started': strict({ kind: Type.Literal('step.started'), section: text, step: text, attempt: count }),
  'step.finished': stepFinished,
  'guard.tripped': strict({
    kind: Type.Literal('guard.tripped'),
    guard: text,
    step: nullable(text),
    message: bilingual,
    money: Type.Boolean(),
  }),
  'payment.moved': strict({
    kind: Type.Literal('payment.moved'),
    payment: text,
    step: text,
    state: Type.Enum(paymentStates),
    facts: Type.Record(Type.String(), text),
  }),
  ...freezeEventSchemas,
  ...moneyEventSchemas,
  ...onCallEventSchemas,
  'person.asked': strict({ kind: Type.Literal('person.asked'), step: text, instruction: text }),
  'person.answered': strict({
    kind: Type.Literal('person.answered'),
    step: text,
    person: text,
    answer: Type.Enum(['passed', 'failed']),
    observed: text,
  }),
  'run.aborting': strict({ kind: Type.Literal('run.aborting'), by: text, message: bilingual }),
  'trace.saved': strict({ kind: Type.Literal('trace.saved'), section: text, file: evidenceFile }),
  'artefact.dropped': strict({
    kind: Type.Literal('artefact.dropped'),
    section: text,
    what: text,
    message: bilingual,
  }),
  'signer.doubted': strict({ kind: Type.Literal('signer.doubted'), keyId: text, message: bilingual }),
  'run.closed': strict({
    kind: Type.Literal('run.closed'),
    by: Type.Enum(['supervisor', 'recovery', 'reporter']),
    verdict: Type.Enum(verdicts),
    exitCode: count,
    message: bilingual,
  }),
} as const satisfies { readonly [K in EventKind]: TSchema };
