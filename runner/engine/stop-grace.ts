import { limits } from '../base/limits.ts';
import type { Plan } from '../model/plan.ts';

/** How long a stopping driver may finish a money step and clean up before it is ended. */
export function stopGraceMs(plan: Plan): number {
  const money = plan.sections.flatMap((section) => section.steps).filter((step) => step.effect === 'money');
  return limits.abortGraceMs * 2 + Math.max(0, ...money.map((step) => step.timeoutMs));
}
