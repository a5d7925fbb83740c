import Type from 'typebox';
import { effects, severities } from '../model/checklist.ts';
import { reportFreezeSchema } from '../model/freeze-schema.ts';
import { statuses, verdicts } from '../model/outcome.ts';
import { paymentStates } from '../model/payment.ts';
import { evidence, file } from './evidence.schema.ts';
import { reportMoney, reportNetwork } from './money.schema.ts';
import { reportOnCall } from './on-call.schema.ts';
import { reportTarget } from './target.schema.ts';

const closed = { additionalProperties: false } as const;
const text = Type.String();
const count = Type.Integer({ minimum: 0 });
const time = Type.String({ pattern: String.raw`^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$` });
const sha256 = Type.String({ pattern: '^[0-9a-f]{64}$' });
const maybe = {
  text: Type.Union([text, Type.Null()]),
  time: Type.Union([time, Type.Null()]),
  count: Type.Union([count, Type.Null()]),
};

const bilingual = Type.Object({ ko: text, en: text }, closed);
const place = Type.Object({ file: text, line: count, column: count, endLine: count, endColumn: count }, closed);
const severity = Type.Enum([...severities]);
const effect = Type.Enum([...effects]);
const paymentState = Type.Enum([...paymentStates]);
const owner = Type.Enum(['supervisor', 'recovery', 'reporter']);
const part = Type.Enum(['setup', 'cleanup']);
const answer = Type.Enum(['passed', 'failed']);

const failure = Type.Object(
  {
    message: bilingual,
    expected: Type.Optional(text),
    observed: Type.Optional(text),
    at: place,
    detail: Type.Optional(text),
  },
  closed,
);

const reason = Type.Union([
  Type.Object({ kind: Type.Literal('need'), need: text, message: bilingual }, closed),
  Type.Object({ kind: Type.Literal('guard'), guard: text, message: bilingual }, closed),
  Type.Object({ kind: Type.Literal('condition'), condition: text, message: bilingual }, closed),
  Type.Object({ kind: Type.Literal('not-reached'), message: bilingual }, closed),
  Type.Object(
    { kind: Type.Literal('waived'), person: text, reason: text, approvedBy: text, message: bilingual },
    closed,
  ),
  Type.Object(
    {
      kind: Type.Literal('known-issue'),
      ticket: text,
      reason: text,
      approvedBy: text,
      expires: text,
      message: bilingual,
    },
    closed,
  ),
  Type.Object({ kind: Type.Literal('person'), message: bilingual }, closed),
  Type.Object({ kind: Type.Literal('tool'), message: bilingual }, closed),
  Type.Object({ kind: Type.Literal('aborted'), by: text, message: bilingual }, closed),
]);

const problem = Type.Object(
  { method: text, url: text, status: Type.Union([Type.Integer(), Type.Null()]), error: maybe.text },
  closed,
);
const maybeFile = Type.Union([file, Type.Null()]);
const network = Type.Object({ requests: count, bytes: count, problems: Type.Array(problem), file: maybeFile }, closed);
const consoleFacts = Type.Object({ messages: count, errors: Type.Array(text), file: maybeFile }, closed);

const step = Type.Object(
  {
    id: text,
    section: text,
    title: text,
    status: Type.Enum([...statuses]),
    severity,
    effect,
    owner: maybe.text,
    runbook: maybe.text,
    startedAt: maybe.time,
    durationMs: maybe.count,
    attempts: count,
    place,
    failure: Type.Union([failure, Type.Null()]),
    reason: Type.Union([reason, Type.Null()]),
    evidence: Type.Array(evidence),
    network: Type.Union([network, Type.Null()]),
    console: Type.Union([consoleFacts, Type.Null()]),
  },
  closed,
);

const section = Type.Object(
  {
    id: text,
    title: text,
    status: Type.Enum(['passed', 'not-passed']),
    startedAt: maybe.time,
    durationMs: maybe.count,
    track: maybe.count,
    steps: Type.Array(text),
    problems: Type.Array(
      Type.Object({ part, status: Type.Enum([...statuses]), failure, evidence: Type.Array(evidence) }, closed),
    ),
  },
  closed,
);

const payment = Type.Object(
  {
    payment: text,
    step: text,
    state: paymentState,
    history: Type.Array(Type.Object({ state: paymentState, at: time }, closed)),
    facts: Type.Record(text, text),
  },
  closed,
);

const summary = Type.Object(
  {
    total: count,
    passed: count,
    failed: count,
    flaky: count,
    known: count,
    blocked: count,
    'not-run': count,
    waived: count,
    inconclusive: count,
    'tool-error': count,
    aborted: count,
  },
  closed,
);

const checklist = Type.Object(
  { title: text, file: text, sources: Type.Array(Type.Object({ file: text, sha256 }, closed)) },
  closed,
);
const browser = Type.Object({ name: text, version: text, headed: Type.Boolean() }, closed);
const options = Type.Object({ tracks: count, headed: Type.Boolean(), trace: text, confirm: Type.Boolean() }, closed);

/** JSON Schema of report.json; public and append-only. */
export const reportSchema = Type.Object(
  {
    schema: Type.Literal('https://postflight.dev/schema/report-1.json'),
    runId: text,
    verdict: Type.Enum([...verdicts]),
    verdictReason: bilingual,
    exitCode: count,
    summary,
    scope: Type.Object({ selectedSteps: count, allSteps: count }, closed),
    startedAt: time,
    finishedAt: time,
    durationMs: count,
    firstStepAt: maybe.time,
    ending: Type.Object({ by: owner, complete: Type.Boolean(), message: bilingual }, closed),
    door: Type.Enum(['run', 'playwright-test']),
    tool: Type.Object({ name: text, version: text }, closed),
    operator: Type.Object({ user: text, host: text, node: text, platform: text }, closed),
    checklist,
    target: reportTarget,
    browser: Type.Union([browser, Type.Null()]),
    device: text,
    options,
    sections: Type.Array(section),
    steps: Type.Array(step),
    payments: Type.Array(payment),
    guards: Type.Array(
      Type.Object({ guard: text, step: maybe.text, at: time, money: Type.Boolean(), message: bilingual }, closed),
    ),
    freeze: Type.Optional(reportFreezeSchema),
    money: Type.Optional(reportMoney),
    network: Type.Optional(reportNetwork),
    onCall: Type.Optional(reportOnCall),
    people: Type.Array(Type.Object({ step: text, at: time, person: text, answer, observed: text }, closed)),
    incidents: Type.Array(Type.Object({ at: time, kind: text, message: bilingual }, closed)),
    traces: Type.Array(Type.Object({ section: text, file }, closed)),
    journal: Type.Object({ events: count, head: text }, closed),
    sealing: Type.Optional(
      Type.Object(
        {
          keyId: text,
          previous: Type.Union([Type.Object({ runId: text, statementSha256: text }, closed), Type.Null()]),
        },
        closed,
      ),
    ),
  },
  { ...closed, $id: 'https://postflight.dev/schema/report-1.json', title: 'Postflight report' },
);
