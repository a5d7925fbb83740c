import { readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Section } from '../model/checklist.ts';
import type { Door } from './door.ts';
import type { Session } from './session.ts';

/** Starts Playwright's trace for a section when the run wants one. One trace a section: one a step costs 2.6 times as much. */
export async function startTrace(door: Door, session: Session): Promise<void> {
  if (door.plan.options.trace === 'off') return;
  await session.context.tracing.start({ screenshots: true, snapshots: true });
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
  if (trace === 'on-failure' && result.green) {
    await session.context.tracing.stop();
    return;
  }
  const path = join(tmpdir(), `postflight-${door.runId}-${section.id}.zip`);
  await session.context.tracing.stop({ path });
  const file = await door.evidence.bytes(section.id, 'trace.zip', await readFile(path));
  await rm(path, { force: true });
  door.journal.append(door.runId, { kind: 'trace.saved', section: section.id, file });
}
