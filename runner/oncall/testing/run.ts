import type { Severity } from '../../model/checklist.ts';
import type { RunEvent, RunOpened } from '../../model/event.ts';
import type { OnCall, OnCallEvent } from '../../model/oncall.ts';

/* A run, its people, and what they say. */

export const startMs = Date.UTC(2026, 10, 21, 15, 30);
export const runId = '20261121-153000-abcdef';
const at = { file: 'a.yaml', line: 1, column: 1, endLine: 1, endColumn: 2 };

const person = (id: string, channels: readonly string[], quiet: OnCall['people'][number]['quiet'] = null) => ({
  id,
  name: id.toUpperCase(),
  language: 'ko' as const,
  phone: '010-0000-0000',
  addresses: Object.fromEntries(channels.map((channel) => [channel, `${id}@${channel}`])),
  quiet,
});

/** Kim first by push and mail; Lee after three minutes; Park after six; everybody by the second path. */
export function nightOnCall(change: Partial<OnCall> = {}): OnCall {
  const ways = ['push', 'mail', 'chat', 'voice'];
  return {
    id: 'shop',
    title: '당직',
    people: [person('kim', ways), person('lee', ways), person('park', ways), person('tool', ways)],
    rotas: [],
    channels: ways.map((id) => ({ id, kind: 'fake', settings: {} })),
    ladderOwner: 'self',
    ladder: [
      { afterMs: 0, notify: [{ who: 'kim', by: ['push', 'mail', 'chat'] }] },
      { afterMs: 180_000, notify: [{ who: 'lee', by: ['push'] }] },
      { afterMs: 360_000, notify: [{ who: 'park', by: ['push'] }] },
    ],
    secondPath: { acceptedWithinMs: 30_000, acknowledgedWithinMs: 300_000, notify: [{ who: 'lee', by: ['voice'] }] },
    toolOwners: [{ who: 'tool', by: ['push'] }],
    audience: [],
    publicUrl: 'https://oncall.example',
    heartbeats: [],
    schedule: null,
    lossPerMinuteKrw: null,
    statusEveryMs: 300_000,
    provenWithinMs: 86_400_000,
    source: { file: 'on-call/shop.yaml', sha256: '0'.repeat(64), text: '' },
    ...change,
  };
}

export function plannedRun(steps: readonly (readonly [string, Severity, string])[]): RunOpened {
  const sections = [...new Set(steps.map(([, , section]) => section))];
  return {
    kind: 'run.opened',
    tool: { name: 'postflight', version: '0' },
    door: 'run',
    operator: { user: 'u', host: 'h', node: 'n', platform: 'p' },
    checklist: { title: '점검', file: 'a.yaml', sources: [] },
    target: { id: 'shop', title: '하늘홈쇼핑', baseUrl: 'https://shop.example', sha256: '0'.repeat(64) },
    device: 'd',
    scope: { selectedSteps: steps.length, allSteps: steps.length },
    flaky: 'inconclusive',
    frozen: [],
    options: { tracks: 1, headed: false, trace: 'off', confirm: true },
    sections: sections.map((id) => ({
      id,
      title: `섹션 ${id}`,
      needs: [],
      steps: steps
        .filter(([, , section]) => section === id)
        .map(([step, severity]) => ({
          id: step,
          title: `제목 ${step}`,
          severity,
          effect: 'none',
          owner: null,
          runbook: 'https://runbook.example/1',
          at,
        })),
    })),
  };
}

export function finished(
  section: string,
  step: string,
  status: Extract<RunEvent, { kind: 'step.finished' }>['status'],
  attempt = 1,
): RunEvent {
  const isBroken = status === 'failed' || status === 'tool-error';
  return {
    kind: 'step.finished',
    section,
    step,
    attempt,
    status,
    durationMs: 1,
    failure: isBroken
      ? { message: { ko: '결과가 없습니다', en: 'no result' }, expected: '1', observed: '0', at }
      : null,
    reason: null,
    evidence: [],
    network: { requests: 0, bytes: 0, problems: [], file: null },
    console: { messages: 0, errors: [], file: null },
  };
}

export function taken(
  page: string,
  by = 'kim',
  answer: Extract<OnCallEvent, { kind: 'page.acknowledged' }>['answer'] = 'taken',
  to: string | null = null,
): OnCallEvent {
  return { kind: 'page.acknowledged', page, person: by, name: by.toUpperCase(), method: 'link', answer, to, note: '' };
}
