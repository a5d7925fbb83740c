import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Bilingual } from '../base/bilingual.ts';
import { cleanArchive } from '../base/scan-bytes.ts';
import type { Section } from '../model/checklist.ts';
import type { Door } from './door.ts';
import { masksIn } from './masking.ts';
import { paysIn } from './pays-in.ts';
import type { Session } from './session.ts';
import { traceText } from './trace-text.ts';
import { within } from '../base/within.ts';

/** Starts Playwright's trace for a section when the run wants one. One trace a section: one a step costs 2.6 times as much. */
export async function startTrace(door: Door, session: Session, section: Section): Promise<void> {
  if (door.plan.options.trace === 'off' || paysIn(section) || masksIn(section)) return;
  await asAid(session, session.context.tracing.start({ screenshots: true, snapshots: true }));
}

/** Saves the section's trace as a debugging aid (never proof), or drops it when only failures are wanted. */
export async function saveTrace(
  door: Door,
  session: Session,
  section: Section,
  result: { readonly green: boolean },
): Promise<void> {
  const { trace } = door.plan.options;
  if (trace === 'off' || session.crashed()) return;
  if (paysIn(section)) return dropped(door, section, traceText.notTaken({ section: section.id }));
  if (masksIn(section)) return dropped(door, section, traceText.masked({ section: section.id }));
  const { tracing } = session.context;
  if (trace === 'on-failure' && result.green) {
    await asAid(session, tracing.stop());
    return;
  }
  // Not yet cleaned: in a folder that only this user may enter.
  const own = await mkdtemp(join(tmpdir(), 'postflight-trace-'));
  const path = join(own, 'trace.zip');
  try {
    if (!(await asAid(session, tracing.stop({ path })))) return;
    const cleaned = cleanArchive(await readFile(path), door.redactor);
    if (cleaned === null) return dropped(door, section, traceText.notReadable({ section: section.id }));
    const file = await door.evidence.bytes(section.id, 'trace.zip', cleaned.archive);
    door.journal.append(door.runId, { kind: 'trace.saved', section: section.id, file });
    const { length: count } = cleaned.leftOut;
    if (count > 0) dropped(door, section, traceText.partsLeftOut({ section: section.id, count }));
  } finally {
    await rm(own, { recursive: true, force: true });
  }
}

function dropped(door: Door, section: Section, message: Bilingual): void {
  door.journal.append(door.runId, { kind: 'artefact.dropped', section: section.id, what: 'trace.zip', message });
}

/** Packing the trace of a long section takes seconds; a browser that no longer answers takes for ever. */
const traceMs = 30_000;

/** A trace that the browser cannot give any more is left out: it is an aid, and no reason to lose a run. Returns whether it worked. */
async function asAid(session: Session, work: Promise<unknown>): Promise<boolean> {
  const late = (): Error => new Error('the trace took too long');
  try {
    await within(work, traceMs, late);
    return true;
  } catch (error) {
    const isLost = session.crashed() || session.context.browser()?.isConnected() !== true;
    // A session whose page hangs, too, ends here; anything else would be a bug of ours.
    if (isLost || (error instanceof Error && /closed|crashed|too long/i.test(error.message))) return false;
    throw error;
  }
}
