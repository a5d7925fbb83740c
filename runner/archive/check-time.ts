import type { Bilingual } from '../base/bilingual.ts';
import { limits } from '../base/limits.ts';
import type { OpenedBundle } from '../sign/bundle.ts';
import { checkTimeToken, isTight } from '../sign/time/check-token.ts';
import { formatKst } from '../base/clock.ts';
import type { TrustedKey } from '../sign/trust.ts';
import type { Believing } from './believed.ts';
import { combine, failed, notChecked, noted, passed, type Check } from './check.ts';
import { names } from './layout.ts';
import { stampDigest } from './stamp.ts';
import { timeCheckText as text } from './time-text.ts';

/** What a report and its ledger say of its times, before any of it is believed. */
export type SaidTimes = {
  readonly openedAt: string;
  readonly closedAt: string;
  /** Null in reports of a form that had no trusted time. */
  readonly trustedTime: 'expected' | 'none' | null;
  /** Digests of the stamps that the ledger says it has; null where no ledger was looked at. */
  readonly recorded: readonly string[] | null;
};

export type TimeVerdict = { readonly check: Check; readonly genTimeMs: number | null };

/** Every time stamp holds, and the key was in use at that time; without one, what the signer says is compared with the key's window. */
export function checkTime(
  opened: OpenedBundle,
  said: SaidTimes,
  key: TrustedKey | null,
  believing: Believing,
): TimeVerdict {
  const present = new Set(opened.timestamps.map(stampDigest));
  if (said.recorded?.some((digest) => !present.has(digest)) === true)
    return { check: failed('time', text.stampTaken(names.bundle), [names.bundle]), genTimeMs: null };
  if (opened.timestamps.length === 0) return { check: checkUnstamped(said, key, believing), genTimeMs: null };
  const looked = opened.timestamps.map((stamp) => lookAt(stamp, opened.signature, believing));
  const times = looked.flatMap(({ genTimeMs }) => genTimeMs ?? []);
  // Two authorities may both have been asked; what the earlier one saw existed then.
  const genTimeMs = times.length === 0 ? null : Math.min(...times);
  const window = key === null || genTimeMs === null ? [] : checkWindow(key, genTimeMs);
  return { check: combine('time', [...looked.map(({ check }) => check), ...window]), genTimeMs };
}

function lookAt(stamp: Buffer, signature: Buffer, { authorities }: Believing): TimeVerdict {
  const result = checkTimeToken(stamp, signature, authorities);
  const bad = (words: Bilingual): TimeVerdict => ({ check: failed('time', words, [names.bundle]), genTimeMs: null });
  if (result.kind === 'bad') return bad(text.stampBad(names.bundle, result.problem));
  if (result.kind === 'stranger')
    return authorities.length === 0
      ? { check: notChecked('time', text.noAuthorities()), genTimeMs: null }
      : bad(text.stranger(names.bundle, result.issuer));
  return isTight(result)
    ? { check: passed('time', text.stamped(result.genTimeMs, result.authority)), genTimeMs: result.genTimeMs }
    : bad(text.loose(names.bundle));
}

function checkWindow(key: TrustedKey, atMs: number): readonly Check[] {
  const at = formatKst(atMs);
  if (atMs < Date.parse(key.start) - limits.stampSkewMs)
    return [failed('time', text.keyTooEarly(key.keyId, key.start, at), [names.bundle])];
  if (key.end !== null && atMs > Date.parse(key.end))
    return [failed('time', text.keyEnded(key.keyId, key.end, at), [names.bundle])];
  return [];
}

function checkUnstamped(said: SaidTimes, key: TrustedKey | null, believing: Believing): Check {
  const missing = unstamped(said, believing);
  if (key === null) return missing;
  const made = Date.parse(said.closedAt);
  if (!(made >= Date.parse(key.start)))
    return failed('time', text.keyTooEarly(key.keyId, key.start, said.closedAt), [names.bundle]);
  if (key.revoked !== null) return failed('time', text.keyRevoked(key.keyId, key.revoked), [names.bundle]);
  if (key.end === null) return missing;
  if (!(made <= Date.parse(key.end)))
    return failed('time', text.keyEnded(key.keyId, key.end, said.closedAt), [names.bundle]);
  return notChecked('time', text.keyEndUnproven(key.keyId, key.end));
}

function unstamped({ trustedTime, recorded }: SaidTimes, { requireTime }: Believing): Check {
  if (trustedTime === 'expected') return notChecked('time', recorded === null ? text.pending() : text.pendingHere());
  const words = trustedTime === null ? text.oldForm() : text.noTrustedTime();
  return requireTime ? notChecked('time', words) : noted('time', words);
}

/** The times in the statement fit each other and the time stamp: a report made today for last month shows here. */
export function checkTimes(
  said: Pick<SaidTimes, 'openedAt' | 'closedAt'>,
  { genTimeMs, nowMs }: { readonly genTimeMs: number | null; readonly nowMs: number | null },
): Check | null {
  const [openedMs, closedMs] = [Date.parse(said.openedAt), Date.parse(said.closedAt)];
  if (!(openedMs <= closedMs))
    return failed('statement', text.timesReversed(said.openedAt, said.closedAt), [names.bundle]);
  if (genTimeMs === null)
    // A stamp says more than this machine's clock; without one the clock is all there is.
    return nowMs !== null && closedMs - nowMs > limits.stampSkewMs
      ? notChecked('statement', text.inTheFuture(said.closedAt, nowMs), [names.bundle])
      : null;
  if (genTimeMs < closedMs - limits.stampSkewMs)
    return failed('statement', text.stampedBefore(said.closedAt, genTimeMs), [names.bundle]);
  return genTimeMs > closedMs + limits.stampLateMs
    ? notChecked('statement', text.stampedLate(said.closedAt, genTimeMs), [names.bundle])
    : null;
}
