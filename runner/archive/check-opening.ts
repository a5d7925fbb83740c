import { isObject } from '../base/json.ts';
import { openBundle, type OpenedBundle } from '../sign/bundle.ts';
import { readStatement, type ReadStatement } from '../sign/statement.ts';
import { text as signText } from '../sign/text.ts';
import type { TrustedKey } from '../sign/trust.ts';
import { findKey, signatureProblem } from '../sign/verify.ts';
import type { Believing } from './believed.ts';
import { failed, notChecked, passed, type Check, type CheckName } from './check.ts';
import { checkTime, checkTimes, type SaidTimes } from './check-time.ts';
import { ledgerCheckText as text } from './ledger-check-text.ts';
import type { LedgerView } from './ledger/view.ts';
import { names } from './layout.ts';
import type { ReportFiles } from './report-files.ts';
import { verifyText } from './verify-text.ts';

export type Opening =
  | { readonly kind: 'stop'; readonly checks: readonly Check[] }
  | {
      readonly kind: 'go';
      readonly checks: readonly Check[];
      readonly opened: OpenedBundle;
      readonly statement: ReadStatement;
      readonly key: TrustedKey | null;
    };

/** The first six checks; when one of the first five fails nothing below could be believed. */
export function checkOpening(files: ReportFiles, believing: Believing, view: LedgerView | null): Opening {
  const checks: Check[] = [];
  const stop = (name: CheckName, words: Check['detail']): Opening => {
    return {
      kind: 'stop',
      checks: [...checks, failed(name, verifyText.bundleBad(names.bundle, words), [names.bundle])],
    };
  };
  const bytes = files.bytes(names.bundle);
  if (bytes === null)
    return { kind: 'stop', checks: [failed('bundle', verifyText.bundleMissing(names.bundle), [names.bundle])] };
  const result = openBundle(bytes);
  if ('problem' in result && hasOtherLineEnds(bytes))
    return { kind: 'stop', checks: [failed('bundle', text.lineEnds(names.bundle), [names.bundle])] };
  if ('problem' in result) return stop(result.part, result.problem);
  const { opened } = result;
  checks.push(passed('bundle', signText.bundleStrict()), passed('payload', verifyText.payloadGood()));
  const signed = checkKey(opened, believing);
  checks.push(...signed.checks);
  if (signed.stop !== null) return stop(signed.stop.name, signed.stop.problem);
  const { key } = signed;
  const statement = readStatement(opened.payload);
  const said = statement === null ? null : saidTimes(statement);
  if (statement === null || said === null)
    return {
      kind: 'stop',
      checks: [...checks, failed('statement', verifyText.statementBad(names.bundle), [names.bundle])],
    };
  const recorded = view?.stamped.get(String(liveOf(statement)['runId'])) ?? [];
  const time = checkTime(opened, { ...said, recorded: view === null ? null : recorded }, key, believing);
  checks.push(time.check);
  if (time.check.outcome === 'failed') return { kind: 'stop', checks };
  checks.push(
    checkTimes(said, { genTimeMs: time.genTimeMs, nowMs: believing.nowMs }) ??
      passed('statement', verifyText.statementGood()),
  );
  return { kind: 'go', checks, opened, statement, key };
}

/** Git on Windows does it to every text file; the signature is as good as before, and the files are not. */
function hasOtherLineEnds(bytes: Buffer): boolean {
  if (bytes.at(-2) !== 13) return false;
  return 'opened' in openBundle(Buffer.from(bytes.toString('latin1').replaceAll('\r\n', '\n'), 'latin1'));
}

type Signed = {
  readonly checks: readonly Check[];
  readonly key: TrustedKey | null;
  readonly stop: { readonly name: CheckName; readonly problem: Check['detail'] } | null;
};

/** The key is the verifier's own and the signature is the key's. */
function checkKey(opened: OpenedBundle, { trust }: Believing): Signed {
  const { keyId } = opened;
  if (trust === null)
    return {
      checks: [notChecked('key', verifyText.noTrust(keyId)), notChecked('signature', verifyText.signatureOpen())],
      key: null,
      stop: null,
    };
  const found = findKey(keyId, trust);
  if (found.kind === 'refused') return { checks: [], key: null, stop: { name: 'key', problem: found.problem } };
  const { key } = found;
  const trusted = passed('key', verifyText.keyGood(keyId));
  const problem = signatureProblem(key, opened);
  if (problem !== null) return { checks: [trusted], key, stop: { name: 'signature', problem } };
  return { checks: [trusted, passed('signature', signText.signatureGood(keyId))], key, stop: null };
}

function saidTimes(statement: ReadStatement): Omit<SaidTimes, 'recorded'> | null {
  const { schema, openedAt, closedAt, trustedTime } = liveOf(statement);
  if (typeof openedAt !== 'string' || typeof closedAt !== 'string') return null;
  if (schema === 1) return { openedAt, closedAt, trustedTime: null };
  if (schema !== 2 || (trustedTime !== 'expected' && trustedTime !== 'none')) return null;
  return { openedAt, closedAt, trustedTime };
}

/** Our own part of a statement; empty when there is none. */
export function liveOf({ predicate }: ReadStatement): { readonly [key: string]: unknown } {
  const live = predicate['liveVerification'];
  return isObject(live) ? live : {};
}

/** What the statement says that there must be beside the report. */
export function formOf(statement: ReadStatement): { readonly ledger: boolean; readonly time: boolean } {
  const { schema, trustedTime } = liveOf(statement);
  return { ledger: schema === 2, time: trustedTime === 'expected' };
}
