import { limits } from '../base/limits.ts';
import { failed, noted, notChecked, passed, type Check } from './check.ts';
import { populationText as text } from './population-text.ts';
import { entryTypes, textOf, type Entry } from './ledger/entry.ts';
import { isAnnounced, type LedgerView } from './ledger/view.ts';
import { pendingText } from './pending-text.ts';

/** The ledger's entries against the reports that are there: the population has no hole and nobody in it who does not belong. */
export function checkPopulation(
  view: LedgerView,
  { present, nowMs }: { readonly present: readonly string[]; readonly nowMs: number },
): readonly Check[] {
  const { entries } = view.state;
  const there = new Set(present);
  const closed = new Set(view.closings.keys());
  const { expired } = view;
  const wrong = (words: (runs: readonly string[]) => Check['detail'], runs: readonly string[]): readonly Check[] =>
    runs.length === 0 ? [] : [failed('archive', words(runs), runs)];
  const isExpiring = (runId: string): boolean => {
    const closing = view.closings.get(runId)?.[0];
    return closing !== undefined && view.expiring.get(runId) === textOf(closing, 'statementSha256');
  };
  const gone = [...closed].filter((runId) => !there.has(runId) && !expired.has(runId) && !isExpiring(runId));
  const waiting = present.filter((runId) => isAnnounced(view, runId));
  const unannounced = [...new Set([...lateImports(entries), ...unopened(view)])];
  const twice = [...view.closings, ...view.openings].filter(([, some]) => some.length > 1).map(([runId]) => runId);
  return [
    ...wrong(
      text.unlisted,
      present.filter((runId) => !closed.has(runId) && !waiting.includes(runId)),
    ),
    ...(waiting.length > 0 ? [notChecked('archive', pendingText.unrecorded(waiting), waiting)] : []),
    ...wrong(text.gone, gone),
    ...wrong(text.unannounced, unannounced),
    ...wrong(text.twice, [...new Set(twice)]),
    ...openRuns(view, { nowMs, waiting }),
    ...wrong(
      text.expiredOther,
      [...expired].flatMap(([runId, digest]) => {
        const closing = view.closings.get(runId)?.[0];
        return closing !== undefined && textOf(closing, 'statementSha256') === digest ? [] : [runId];
      }),
    ),
    ...(expired.size > 0 ? [passed('archive', text.expired(expired.size))] : []),
  ];
}

/** A ledger begins with the reports that were there before it; none is taken in later without having been announced. */
function lateImports(entries: readonly Entry[]): readonly string[] {
  const end = entries.findIndex(({ type }) => type !== entryTypes.ledgerOpened && type !== entryTypes.runImported);
  if (end === -1) return [];
  return entries
    .slice(end)
    .filter(({ type }) => type === entryTypes.runImported)
    .map(runIdOf);
}

/** Reports whose run was not announced before it was closed. */
function unopened({ closings, openings }: LedgerView): readonly string[] {
  return [...closings].flatMap(([runId, [closing]]) => {
    if (closing?.type !== entryTypes.runClosed) return [];
    const opening = openings.get(runId)?.[0];
    return opening !== undefined && opening.seq < closing.seq ? [] : [runId];
  });
}

/** "Ran three times, archived the green one": what was announced and has no end. */
function openRuns(
  { state, abandoned, openings, closings }: LedgerView,
  { nowMs, waiting }: { readonly nowMs: number; readonly waiting: readonly string[] },
): readonly Check[] {
  const open = [...openings.values()].flatMap(([opening]) => {
    const runId = opening === undefined ? null : runIdOf(opening);
    const isOpen = runId !== null && !closings.has(runId) && !abandoned.has(runId) && !waiting.includes(runId);
    return isOpen && opening !== undefined ? [{ runId, atMs: Date.parse(opening.at) }] : [];
  });
  // That it was abandoned is written and waits for whoever signs the ledger.
  const said = new Set(state.entries.filter(({ type }) => type === entryTypes.runAbandoned).map(runIdOf));
  const idsOf = (some: typeof open): readonly string[] => some.map(({ runId }) => runId);
  const future = idsOf(open.filter(({ atMs }) => atMs - nowMs > limits.stampSkewMs));
  const hidden = idsOf(open.filter(({ runId, atMs }) => nowMs - atMs > limits.openRunMs && !said.has(runId)));
  const recent = idsOf(open.filter(({ runId }) => !hidden.includes(runId) && !future.includes(runId)));
  return [
    ...(hidden.length > 0 ? [failed('archive', text.hidden(hidden), hidden)] : []),
    ...(future.length > 0 ? [failed('archive', text.openedInFuture(future), future)] : []),
    ...(recent.length > 0 ? [notChecked('archive', text.stillOpen(recent), recent)] : []),
    ...(abandoned.size > 0 ? [noted('archive', text.abandoned(abandoned.size))] : []),
  ];
}

function runIdOf(entry: Entry): string {
  return textOf(entry, 'runId') ?? '';
}
