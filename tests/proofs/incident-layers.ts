import type { Incident } from '../../fixtures/incidents/incident.ts';
import type { DemoStack } from '../kit/demo-stack.ts';
import { proveIncident } from './incident-proof.ts';
import { without as runnerWithout } from './without-layer/environment.ts';

/** What a run says on its error output when the proof has taken this layer out of it (without-layer/leave-out.mjs). */
const parts: { readonly [layer: string]: readonly string[] } = {
  L1: ['guards'],
  L2: ['judgeAsk', 'mayOpenGateway'],
  L3: ['guards'],
  L4: ['guards'],
  L5: ['guards'],
  L6: ['guards'],
  L7: ['mayConfirm'],
};

/** The layers of which each may fail, as long as no other does. */
export const loseable = Object.keys(parts);

export type IncidentCell = {
  readonly incident: string;
  readonly without: string;
  readonly exitCode: number | null;
  /** The most that ever stood on the meter of real money; null: the run left no report. */
  readonly liveKrw: number | null;
  readonly seconds: number;
  /** Null: as it must be. */
  readonly wrong: string | null;
};

/** The real runner over one incident with one layer out. Real money must not move, and the run must not call it GO. */
export async function proveWithout(stack: DemoStack, incident: Incident, without: string): Promise<IncidentCell> {
  const { seen, run, wrong, seconds } = await proveIncident(
    { ...stack, postflight: stack.postflightOfSources },
    incident,
    runnerWithout(without),
  );
  const standing = (parts[without] ?? []).filter((part) => !run.stderr.includes(`without ${without}: ${part}`));
  const cell = { incident: incident.name, without, exitCode: run.code, liveKrw: seen?.liveKrw ?? null, seconds };
  if (seen === null) return { ...cell, wrong: wrong.join('; ') };
  if (standing.length > 0) return { ...cell, wrong: `the layer was not left out: ${standing.join(', ')}` };
  if (seen.liveKrw !== 0) return { ...cell, wrong: 'real money moved' };
  return { ...cell, wrong: run.code === 0 ? 'called GO' : null };
}
