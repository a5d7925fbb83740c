import { unreachable } from '../base/unreachable.ts';
import type { RunEvent } from '../model/event.ts';
import type { Gathered } from './gathered.ts';

type Aside = Extract<
  RunEvent,
  {
    readonly kind:
      | 'browser.launched'
      | 'artefact.dropped'
      | 'signer.doubted'
      | 'target.identified'
      | 'guard.tripped'
      | 'person.answered'
      | 'trace.saved';
  }
>;

/** What stands beside the steps: each fact in its own list. */
export function takeAside(run: Gathered, at: string, event: Aside): void {
  switch (event.kind) {
    case 'browser.launched':
      run.browser ??= { name: event.name, version: event.version, headed: event.headed };
      return;
    case 'artefact.dropped':
    case 'signer.doubted':
      run.incidents.push({ at, kind: event.kind, message: event.message });
      return;
    case 'target.identified':
      if (event.at === 'start') run.fingerprintAtStart = event.fingerprint;
      else run.fingerprintAtEnd = event.fingerprint;
      if (event.deployedAt !== undefined) run.deployedAt[event.at] = event.deployedAt;
      return;
    case 'guard.tripped':
      run.guards.push({ guard: event.guard, step: event.step, at, money: event.money, message: event.message });
      return;
    case 'person.answered':
      run.people.push({ step: event.step, at, person: event.person, answer: event.answer, observed: event.observed });
      return;
    case 'trace.saved':
      run.traces.push({ section: event.section, file: event.file });
      return;
    default:
      return unreachable(event);
  }
}
