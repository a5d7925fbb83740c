import { createHash } from 'node:crypto';
import { hostname, platform, release } from 'node:os';
import { userName } from '../base/user-name.ts';
import type { Checklist, Device, Section } from '../model/checklist.ts';
import type { RunOpened } from '../model/event.ts';
import type { ApprovedBefore } from '../model/freeze.ts';
import { freezeOf } from './freeze.ts';
import type { Plan, RunOptions } from '../model/plan.ts';
import type { Target } from '../model/target.ts';

/** What one run will do. `sections` are the selected ones; `all` counts the checklist's steps. Pure. */
export function createPlan(parts: {
  readonly checklist: Checklist;
  readonly target: Target;
  readonly sections: readonly Section[];
  readonly options: RunOptions;
}): Plan {
  const { checklist, target, options } = parts;
  const sections = options.debug ? parts.sections.map(withoutTimeLimits) : parts.sections;
  return {
    checklist,
    target,
    sections,
    scope: { selectedSteps: countSteps(sections), allSteps: countSteps(checklist.sections) },
    options,
  };
}

/** What the archive's ledger says of a run before its first step. */
export function openingOf({ checklist, target }: Plan, runId: string) {
  const main = checklist.sources.find(({ file }) => file === checklist.file) ?? checklist.sources[0];
  return { runId, target: target.id, checklistSha256: main?.sha256 ?? '' };
}

/** The first event of a run: the whole plan, so that what never ran is known. */
export function openedEvent(
  plan: Plan,
  facts: { readonly version: string; readonly door: RunOpened['door']; readonly approved?: ApprovedBefore | null },
): RunOpened {
  const { checklist, target, options } = plan;
  return {
    kind: 'run.opened',
    tool: { name: 'postflight', version: facts.version },
    door: facts.door,
    operator: { user: userName(), host: hostname(), node: process.version, platform: `${platform()} ${release()}` },
    checklist: {
      title: checklist.title,
      file: checklist.file,
      sources: checklist.sources.map(({ file, sha256 }) => ({ file, sha256 })),
    },
    target: {
      id: target.id,
      title: target.title,
      baseUrl: target.baseUrl,
      sha256: createHash('sha256').update(target.source.text).digest('hex'),
    },
    device: deviceName(checklist.device),
    scope: plan.scope,
    flaky: checklist.policy.flaky,
    frozen: [...checklist.sources, target.source],
    freeze: freezeOf(plan, facts.approved ?? null),
    options: { tracks: options.tracks, headed: options.headed, trace: options.trace, confirm: options.confirm },
    sections: plan.sections.map((section) => ({
      id: section.id,
      title: section.title,
      needs: section.needs,
      steps: section.steps.map(({ id, title, severity, effect, owner, runbook, at }) => ({
        id,
        title,
        severity,
        effect,
        owner,
        runbook,
        at,
      })),
    })),
  };
}

/** A person who debugs thinks longer than any step may take: an hour. */
const debugTimeoutMs = 3_600_000;

function withoutTimeLimits(section: Section): Section {
  return { ...section, steps: section.steps.map((step) => ({ ...step, timeoutMs: debugTimeoutMs })) };
}

function countSteps(sections: readonly Section[]): number {
  return sections.reduce((sum, section) => sum + section.steps.length, 0);
}

function deviceName(device: Device): string {
  return 'name' in device ? device.name : `${device.width}×${device.height}`;
}
