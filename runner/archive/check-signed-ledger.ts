import { join } from 'node:path';
import { limits } from '../base/limits.ts';
import { checkpointSigner, readCheckpoint, withoutWitnesses } from '../sign/note.ts';
import { checkTimeToken, isTight } from '../sign/time/check-token.ts';
import type { Believing } from './believed.ts';
import { failed, notChecked, noted, passed, type Check } from './check.ts';
import { documentDigest, listDocuments, recordedDocuments, waitingDocuments } from './documents.ts';
import { ledgerCheckText as text } from './ledger-check-text.ts';
import { beginsWith } from './ledger/ledger.ts';
import { ledgerFiles } from './ledger/read.ts';
import type { LedgerView } from './ledger/view.ts';
import { pendingText, successionText } from './pending-text.ts';
import { isThere, listFolder, readPlain } from './plain-file.ts';
import type { KnownCheckpoint } from './verify-archive.ts';

export type SignedLook = {
  readonly archive: string;
  readonly view: LedgerView;
  readonly believing: Believing;
  readonly known: readonly KnownCheckpoint[];
  /** Some report was signed where time stamps were set up, so the checkpoint should have one. */
  readonly expectsTime: boolean;
};

/** The ledger's own files: entries, checkpoints old and new, their time stamp, checkpoints kept elsewhere, the archive's documents. */
export function checkSignedLedger(look: SignedLook): readonly Check[] {
  return [
    ...checkEntries(look),
    ...checkCurrent(look),
    ...checkCopies(look),
    ...checkSuccession(look),
    ...checkStamp(look),
    ...checkKnown(look),
    ...checkDocuments(look),
  ];
}

const wrong = (words: Check['detail'], file: string): Check => failed('archive', words, [file]);
const entriesFile = 'ledger/entries.jsonl';

function checkEntries({ view: { state } }: SignedLook): readonly Check[] {
  const { entries, lines, torn } = state;
  return [
    ...(entries.length < lines.length
      ? [
          lines[entries.length]?.endsWith('\r') === true
            ? wrong(text.lineEnds(entriesFile), entriesFile)
            : wrong(text.entryBroken(entries.length + 1), entriesFile),
        ]
      : []),
    // A file that was just made and has nothing in it was cut off before its first line.
    ...(torn === null && lines.length > 0 ? [] : [notChecked('archive', text.torn(), [entriesFile])]),
  ];
}

function checkCurrent({ archive, view, believing }: SignedLook): readonly Check[] {
  const { state } = view;
  if (state.checkpoint === null) {
    // The first one may be cut off between its copy and itself; with two copies there was one.
    const isTaken = namesIn(ledgerFiles(archive).checkpoints).length > 1;
    const words = isTaken ? text.checkpointAbsent('ledger/checkpoint') : text.checkpointMissing();
    return [isTaken ? wrong(words, 'ledger/checkpoint') : notChecked('archive', words)];
  }
  const checkpoint = readCheckpoint(state.checkpoint);
  if (checkpoint === null || !beginsWith(state, checkpoint))
    return [wrong(text.checkpointBroken('ledger/checkpoint', String(checkpoint?.size ?? '?')), 'ledger/checkpoint')];
  if (believing.ledgerKeys.length === 0) return [notChecked('archive', text.noLedgerKey())];
  const signer = checkpointSigner(state.checkpoint, believing.ledgerKeys);
  if (signer === null) return [wrong(text.checkpointOfStranger('ledger/checkpoint'), 'ledger/checkpoint')];
  if (signer.revoked !== null) return [wrong(text.ledgerKeyRevoked(signer.keyId, signer.revoked), 'ledger/checkpoint')];
  const last = state.entries[checkpoint.size - 1];
  if (signer.end !== null && last !== undefined && Date.parse(last.at) - Date.parse(signer.end) > limits.stampSkewMs)
    return [wrong(text.ledgerKeyEnded(signer.keyId, signer.end, last.at), 'ledger/checkpoint')];
  const unsigned = state.lines.length - checkpoint.size;
  return unsigned > 0 ? [notChecked('archive', text.unsigned(unsigned))] : [];
}

/** ledger/checkpoints holds every checkpoint that was ever signed, and ledger/ nothing else. */
function checkCopies({ archive, view, believing }: SignedLook): readonly Check[] {
  const { state } = view;
  const files = ledgerFiles(archive);
  const current = state.checkpoint === null ? null : readCheckpoint(state.checkpoint);
  const expected = new Set(state.entries.flatMap(({ after }) => (typeof after === 'number' ? [after] : [])));
  if (current !== null) expected.add(current.size);
  const present = namesIn(files.checkpoints);
  const absent = [...expected].map((size) => `${size}.txt`).filter((name) => !present.includes(name));
  const found = absent.map((name) =>
    wrong(text.checkpointAbsent(`ledger/checkpoints/${name}`), `ledger/checkpoints/${name}`),
  );
  for (const name of present) {
    const path = `ledger/checkpoints/${name}`;
    const note = /^\d{1,15}\.txt$/.test(name) ? copyOf(files.checkpoints, name) : '';
    const checkpoint = readCheckpoint(note);
    if (checkpoint === null || name !== `${checkpoint.size}.txt` || !beginsWith(state, checkpoint))
      found.push(wrong(text.checkpointBroken(path, String(checkpoint?.size ?? '?')), path));
    else if (believing.ledgerKeys.length > 0 && checkpointSigner(note, believing.ledgerKeys) === null)
      found.push(wrong(text.checkpointOfStranger(path), path));
  }
  const own = ['entries.jsonl', 'checkpoint', 'checkpoint.tsr', 'checkpoints'];
  const strays = namesIn(files.folder)
    .filter((name) => !own.includes(name))
    .map((name) => `ledger/${name}`);
  return strays.length > 0 ? [...found, failed('archive', text.strays(strays), strays)] : found;
}

/** A key that leaked signed part of the past. Whoever trusts the key that went on is told how far, and what shows that nobody changed it. */
function checkSuccession({ archive, view, believing, known }: SignedLook): readonly Check[] {
  const revoked = believing.ledgerKeys.filter((key) => key.revoked !== null);
  if (view.signedSize === null || revoked.length === 0) return [];
  const { checkpoints } = ledgerFiles(archive);
  const sizes = namesIn(checkpoints).flatMap((name) => {
    const note = copyOf(checkpoints, name);
    return checkpointSigner(note, revoked) === null ? [] : [readCheckpoint(note)?.size ?? 0];
  });
  if (sizes.length === 0) return [];
  const kept = known.map((one) => readCheckpoint(withoutWitnesses(one.text))?.size ?? 0);
  return [noted('archive', successionText(revoked, Math.max(...sizes), Math.max(0, ...kept)))];
}

/** The stamp is over the newest checkpoint, or an earlier one while the newest still waits. */
function checkStamp({ archive, view, believing, expectsTime }: SignedLook): readonly Check[] {
  const files = ledgerFiles(archive);
  const { checkpoint } = view.state;
  if (!isThere(files.checkpointStamp)) return expectsTime ? [notChecked('archive', text.stampMissing())] : [];
  const stamp = readPlain(files.checkpointStamp, textBytesAtMost);
  if (stamp === null) return [wrong(text.checkpointAbsent('ledger/checkpoint.tsr'), 'ledger/checkpoint.tsr')];
  if (believing.authorities.length === 0) return [notChecked('archive', text.stampUnchecked())];
  const sizes = namesIn(files.checkpoints)
    .flatMap((name) => (/^\d{1,15}\.txt$/.test(name) ? [Number(name.slice(0, -4))] : []))
    .sort((one, other) => other - one);
  const texts = [
    { size: null, text: checkpoint ?? '' },
    ...sizes.map((size) => ({ size, text: copyOf(files.checkpoints, `${size}.txt`) })),
  ];
  const first = checkTimeToken(stamp, Buffer.from(texts[0]?.text ?? ''), believing.authorities);
  for (const { size, text: note } of texts) {
    const result = checkTimeToken(stamp, Buffer.from(note), believing.authorities);
    if (result.kind !== 'good' || !isTight(result)) continue;
    return size === null ? [] : [noted('archive', text.stampOld(size))];
  }
  const problem = first.kind === 'bad' ? first.problem : text.stampUnchecked();
  return [wrong(text.stampBad(problem), 'ledger/checkpoint.tsr')];
}

/** A checkpoint, or a time stamp over one, has a few hundred or thousand bytes. */
const textBytesAtMost = 100_000;

function copyOf(folder: string, name: string): string {
  return readPlain(join(folder, name), textBytesAtMost)?.toString('utf8') ?? '';
}

function namesIn(folder: string): readonly string[] {
  return (listFolder(folder) ?? []).map(({ name }) => name);
}

function checkKnown(look: SignedLook): readonly Check[] {
  const broken = look.known.flatMap((known) => checkKnownOne(known, look) ?? []);
  const held = look.known.length - broken.length;
  return held > 0 ? [...broken, passed('archive', text.knownGood(held))] : broken;
}

function checkKnownOne({ name, text: kept }: KnownCheckpoint, { view, believing }: SignedLook): Check | null {
  const note = withoutWitnesses(kept);
  const checkpoint = readCheckpoint(note);
  if (checkpoint === null || (believing.ledgerKeys.length > 0 && checkpointSigner(note, believing.ledgerKeys) === null))
    return wrong(text.knownNotOurs(name), 'ledger/checkpoint');
  return beginsWith(view.state, checkpoint)
    ? null
    : wrong(text.knownBroken(name, checkpoint.size), 'ledger/checkpoint');
}

/** VERIFY.md and trust/ are what the ledger recorded last; nothing was taken away or put beside them. */
function checkDocuments({ archive, view }: SignedLook): readonly Check[] {
  const recorded = recordedDocuments(view.state.entries);
  const names = Object.keys(recorded);
  if (names.length === 0) return [];
  const found = (name: string) => documentDigest(archive, name);
  const waiting = waitingDocuments(view.state.entries, sizeOf(view.state.checkpoint));
  const differing = names.filter((name) => found(name) !== recorded[name]);
  const late = differing.filter((name) => waiting !== null && found(name) === (waiting[name] ?? null));
  const changed = differing.filter((name) => !late.includes(name));
  const added = listDocuments(archive).filter((name) => !names.includes(name));
  const bad = [...changed, ...added];
  return [
    ...(bad.length === 0 ? [] : [failed('archive', text.documentsChanged(bad), bad)]),
    ...(late.length === 0 ? [] : [notChecked('archive', pendingText.documents(late), late)]),
  ];
}

function sizeOf(checkpoint: string | null): number {
  return checkpoint === null ? 0 : (readCheckpoint(checkpoint)?.size ?? 0);
}
