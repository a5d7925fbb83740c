import { isObject } from '../base/json.ts';
import { limits } from '../base/limits.ts';
import { hashLeaf, rootOfInclusion } from '../sign/merkle.ts';
import { checkpointSigner, readCheckpoint } from '../sign/note.ts';
import { readTlogProof } from '../sign/tlog-proof.ts';
import type { ReadStatement } from '../sign/statement.ts';
import type { Believing } from './believed.ts';
import { combine, failed, notChecked, noted, passed, type Check } from './check.ts';
import { names } from './layout.ts';
import { readEntry, textOf, type Entry } from './ledger/entry.ts';
import { beginsWith } from './ledger/ledger.ts';
import { isClosing } from './ledger/proofs.ts';
import type { Closing } from './ledger/closing.ts';
import { isAnnounced, type LedgerView } from './ledger/view.ts';
import { ledgerCheckText as text } from './ledger-check-text.ts';
import { pendingText } from './pending-text.ts';
import type { ReportFiles } from './report-files.ts';

export type LedgerLook = {
  readonly files: ReportFiles;
  readonly statement: ReadStatement;
  readonly closing: Closing;
  readonly believing: Believing;
  /** The archive's ledger, when the report stands in an archive. */
  readonly view: LedgerView | null;
};

/** This report is in the ledger with exactly what was signed, its proof leads to a signed root, and it names what was before it. */
export function checkLedger(look: LedgerLook): Check {
  const { statement, closing, view } = look;
  const live = statement.predicate['liveVerification'];
  const keepsLedger = isObject(live) && live['schema'] === 2;
  const entry = view?.closings.get(closing.runId)?.[0];
  if (!keepsLedger && entry === undefined)
    return view === null
      ? noted('ledger', text.oldForm())
      : failed('ledger', text.notInLedger(closing.runId), [names.bundle]);
  return combine('ledger', [
    ...checkProof(look),
    ...(view === null ? [] : checkEntry(look, view, entry)),
    ...(keepsLedger && isObject(live) && view !== null ? checkBefore(live, view, entry) : []),
  ]);
}

function checkProof({ files, closing, believing, view }: LedgerLook): readonly Check[] {
  const wrong = (words: Check['detail']) => [failed('ledger', words, [names.proof])];
  if (!files.walked.files.includes(names.proof)) {
    const entry = view?.closings.get(closing.runId)?.[0];
    const isProven = entry !== undefined && (view?.signedSize ?? 0) > entry.seq;
    return isProven ? wrong(text.proofMissing(names.proof)) : [notChecked('ledger', text.proofPending(names.proof))];
  }
  const proof = readTlogProof(files.text(names.proof) ?? '');
  const checkpoint = proof === null ? null : readCheckpoint(proof.checkpoint);
  if (proof === null || checkpoint === null) return wrong(text.proofMalformed(names.proof));
  const entry = readEntry(proof.entry, proof.index);
  if (entry === null || !isClosing(entry) || !saysTheSame(entry, closing)) return wrong(text.proofOfOther(names.proof));
  const root = rootOfInclusion(
    hashLeaf(Buffer.from(proof.entry)),
    { index: proof.index, size: checkpoint.size },
    proof.hashes,
  );
  if (root === null || !root.equals(checkpoint.root)) return wrong(text.proofBroken(names.proof));
  if (view !== null && !beginsWith(view.state, checkpoint)) return wrong(text.proofOfOtherLedger(names.proof));
  if (believing.ledgerKeys.length === 0) return [notChecked('ledger', text.noLedgerKey())];
  const signer = checkpointSigner(proof.checkpoint, believing.ledgerKeys);
  if (signer === null) return wrong(text.checkpointOfStranger(names.proof));
  if (signer.revoked !== null) {
    // The ledger went on under another key, which signed this entry again; its proof has not been written anew yet.
    const isVouchedFor = view !== null && (view.signedSize ?? 0) > proof.index;
    return isVouchedFor
      ? [notChecked('ledger', pendingText.proofByRevoked(names.proof, signer.keyId), [names.proof])]
      : wrong(text.ledgerKeyRevoked(signer.keyId, signer.revoked));
  }
  return [passed('ledger', text.proven(proof.index, checkpoint.size))];
}

function checkEntry({ closing, statement }: LedgerLook, view: LedgerView, entry: Entry | undefined): readonly Check[] {
  const wrong = (words: Check['detail']) => [failed('ledger', words, [names.bundle])];
  // Its run was announced and has no other end: the report was sealed and is about to be recorded, or its process died between the two.
  if (entry === undefined && isAnnounced(view, closing.runId)) return [notChecked('ledger', text.notRecorded())];
  if (entry === undefined) return wrong(text.notInLedger(closing.runId));
  if (!saysTheSame(entry, closing)) return wrong(text.entryDiffers(closing.runId));
  const opened = view.openings.get(closing.runId)?.[0];
  const live = statement.predicate['liveVerification'];
  if (opened === undefined || !isObject(live)) return [];
  // The clock of one machine made both within a moment.
  const apart = Math.abs(Date.parse(opened.at) - Date.parse(String(live['openedAt'])));
  return apart <= limits.stampSkewMs ? [] : wrong(text.otherTimes(opened.at, String(live['openedAt'])));
}

/** The checkpoint and the report that the statement says were there before it. */
function checkBefore(
  live: { readonly [key: string]: unknown },
  view: LedgerView,
  entry: Entry | undefined,
): readonly Check[] {
  const { ledgerBefore, previous } = live;
  const found: Check[] = [];
  if (isObject(ledgerBefore)) {
    const { origin, size, rootHash } = ledgerBefore;
    const root = typeof rootHash === 'string' ? Buffer.from(rootHash, 'base64') : Buffer.alloc(0);
    const holds =
      typeof origin === 'string' &&
      typeof size === 'number' &&
      Number.isSafeInteger(size) &&
      size >= 0 &&
      beginsWith(view.state, { origin, size, root });
    if (!holds) found.push(failed('ledger', text.otherPast(String(size)), ['ledger/entries.jsonl']));
  }
  if (isObject(previous)) {
    const named = view.closings.get(String(previous['runId']))?.[0];
    const holds =
      named !== undefined &&
      textOf(named, 'statementSha256') === previous['statementSha256'] &&
      (entry === undefined || named.seq < entry.seq);
    if (!holds) found.push(failed('ledger', text.otherPrevious(String(previous['runId'])), ['ledger/entries.jsonl']));
  }
  return found;
}

function saysTheSame(entry: Entry, closing: Closing): boolean {
  const fields = ['runId', 'result', 'statementSha256', 'signatureSha256', 'keyId'] as const;
  return fields.every((field) => textOf(entry, field) === closing[field]);
}
