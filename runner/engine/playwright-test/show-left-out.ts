import { languageOf } from '../../base/bilingual.ts';
import type { Section } from '../../model/checklist.ts';
import type { RunEvent } from '../../model/event.ts';
import { StepFailure } from '../../model/trouble.ts';
import { showStep, type Stand } from './show-step.ts';
import { text } from './text.ts';

/**
 * Shows what a section did not run, and why: such a step has no test step yet, and a section that is not whole must not look
 * green. Waived steps and steps whose own condition is false do not spoil a verdict and are annotations.
 */
export async function showLeftOut(stand: Stand, section: Section, events: readonly RunEvent[]): Promise<void> {
  const language = languageOf(process.env);
  for (const event of events) {
    if (event.kind !== 'section.problem' || event.section !== section.id) continue;
    const { failure, evidence, part } = event;
    if (part === 'cleanup') {
      stand.testInfo.annotations.push({ type: 'cleanup failed', description: failure.message[language] });
      continue;
    }
    const title = text.setup({ section: section.id })[language];
    const failed = new StepFailure(failure.message, failure);
    await showStep(stand, { title, at: failure.at }, () => Promise.resolve({ failed, evidence }));
  }
  const finished = events.flatMap((event) => (event.kind === 'step.finished' ? [event] : []));
  for (const step of section.steps) {
    const last = finished.findLast((event) => event.step === step.id);
    if (last !== undefined && last.attempt > 0) continue;
    const why = last?.reason?.message ?? text.notRun();
    if (last?.status === 'waived' || last?.reason?.kind === 'condition') {
      stand.testInfo.annotations.push({ type: last.status, description: `${step.id}: ${why[language]}` });
      continue;
    }
    const status = last?.status ?? 'not-run';
    const failed = new StepFailure({ ko: `${status}: ${why.ko}`, en: `${status}: ${why.en}` });
    const shown = { title: `${step.id} ${step.title}`, at: step.at };
    await showStep(stand, shown, () => Promise.resolve({ failed, evidence: [] }));
  }
}
