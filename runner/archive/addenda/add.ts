import { mkdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { assert } from '../../base/assert.ts';
import type { Redactor } from '../../base/redact.ts';
import { syncDirectory, writeThrough } from '../../base/write-atomic.ts';
import { acquireLock } from '../../journal/lock.ts';
import { SetupError } from '../../model/trouble.ts';
import { signBundle } from '../../sign/bundle.ts';
import type { Signer } from '../../sign/signer.ts';
import { trustOnly, type Trust } from '../../sign/trust.ts';
import { verifyBundle } from '../../sign/verify.ts';
import type { ArchiveDesk } from '../desk.ts';
import { writingRoom } from '../layout.ts';
import type { Fact } from './fact.ts';
import { addendumEntries } from './entries.ts';
import { addendaFolder, addendumFile, approvalFile, boundTo, readAddenda, type Addenda } from './read.ts';
import { encodeAddendum, encodeApproval, statementDigest, type Approval, type Bound } from './statement.ts';
import { addendaText } from './text.ts';

export type Adding = {
  /** The reports folder. */
  readonly reports: string;
  /** The sealed report's folder. */
  readonly folder: string;
  readonly signer: Signer;
  /** Whose signatures on what is there already are believed. */
  readonly trust: Trust;
  readonly redactor: Redactor;
  readonly desk: Pick<ArchiveDesk, 'record'>;
  readonly now: () => string;
  /** Told after each step. */
  readonly onStep?: (step: 'written' | 'recorded') => void;
};

/**
 * Adds later facts to a sealed report: each a signed file that names the one before it, then one line each in the ledger. Facts that are there
 * already (by `key`) are not added again; what an interrupted call left half done is completed. Returns what was added now.
 */
export async function addFacts(adding: Adding, facts: readonly Fact[]): Promise<readonly string[]> {
  return alone(adding, async () => {
    const { folder, onStep = () => undefined } = adding;
    const { bound, known } = opened(adding);
    const files: string[] = [];
    let number = known.added.length;
    let previous = known.added.at(-1)?.statementSha256 ?? null;
    const keys = new Set(known.added.map(({ content }) => content.fact.key));
    for (const fact of facts) {
      if (keys.has(fact.key)) continue;
      keys.add(fact.key);
      number += 1;
      const payload = encodeAddendum({ ...bound, number, previous, fact: hidden(fact, adding.redactor) });
      const file = addendumFile(number);
      mkdirSync(join(folder, addendaFolder), { recursive: true });
      syncDirectory(folder);
      await write(adding, file, payload);
      onStep('written');
      previous = statementDigest(payload);
      files.push(file);
    }
    recordAll(adding, bound);
    onStep('recorded');
    return files;
  });
}

/** Writes the second person's signature under a decision, once. */
export async function addApproval(
  adding: Adding,
  approval: (known: Addenda, bound: Bound) => Approval,
): Promise<string> {
  return alone(adding, async () => {
    const { bound, known } = opened(adding);
    const { redactor } = adding;
    const said = (one: Approval['decider']): Approval['decider'] => ({ ...one, reason: redactor.text(one.reason) });
    const told = approval(known, bound);
    const whole = { ...told, decider: said(told.decider), approver: said(told.approver) };
    if (known.approval === null) await write(adding, approvalFile, encodeApproval(whole));
    // The same person with the same words again: a call that was cut off is completed.
    else if (!isSameApproval(known.approval.content, whole))
      throw new SetupError(addendaText.approvedAlready(approvalFile));
    adding.onStep?.('written');
    recordAll(adding, bound);
    adding.onStep?.('recorded');
    return approvalFile;
  });
}

function isSameApproval(one: Approval, other: Approval): boolean {
  const isSamePerson = one.approver.name === other.approver.name && one.approver.reason === other.approver.reason;
  return isSamePerson && one.decision === other.decision && one.decisionSha256 === other.decisionSha256;
}

async function alone<T>({ reports }: Adding, work: () => Promise<T>): Promise<T> {
  const lock = acquireLock(join(reports, '.staging'), 'addenda');
  if (lock === null) throw new SetupError(addendaText.busy());
  try {
    return await work();
  } finally {
    lock.release();
  }
}

/** Nothing is put on top of what does not hold. */
function opened({ folder, trust, signer }: Adding): { readonly bound: Bound; readonly known: Addenda } {
  const runId = basename(folder);
  const bound = boundTo(folder, runId);
  if (bound === null) throw new SetupError(addendaText.noReport(runId));
  const believed: Trust = { keys: [...trust.keys, ...ownKey(trust, signer)] };
  const known = readAddenda(folder, runId, believed);
  const [first] = known.bad;
  if (first !== undefined) throw new SetupError(addendaText.broken(first.problem));
  return { bound, known };
}

function ownKey(trust: Trust, signer: Signer): Trust['keys'] {
  return trust.keys.some(({ keyId }) => keyId === signer.keyId) ? [] : trustOnly(signer).keys;
}

async function write({ reports, folder, signer }: Adding, file: string, payload: Buffer): Promise<void> {
  const bundle = await signBundle(payload, signer);
  // A signer outside this process may answer anything; what does not verify is never archived.
  const verdict = verifyBundle(Buffer.from(bundle), trustOnly(signer));
  assert(verdict.kind === 'good', 'a signature verifies before it is used');
  writeThrough(writingRoom(reports), join(folder, file), bundle);
  syncDirectory(dirname(join(folder, file)));
}

/** Every file beside the report is in the ledger, also one that an earlier call had no time to record. */
function recordAll({ folder, desk, now }: Adding, { runId }: Bound): void {
  desk.record(addendumEntries(folder, { runId, trust: null, at: now() }));
}

function hidden(fact: Fact, redactor: Redactor): Fact {
  return { ...fact, text: redactor.text(fact.text), about: fact.about === null ? null : redactor.text(fact.about) };
}
