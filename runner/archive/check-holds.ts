import { basename } from 'node:path';
import { isHoldFact } from './addenda/fact.ts';
import { readAddenda } from './addenda/read.ts';
import { readEntry as readCatalogueEntry } from './catalogue/entry.ts';
import { failed, notChecked, type Check, type CheckName } from './check.ts';
import { entryTypes, textOf, type Entry } from './ledger/entry.ts';
import type { LedgerView } from './ledger/view.ts';
import { populationText as text } from './population-text.ts';
import { classOf, type RetentionClass } from './retention/policy.ts';
import { holdsIn, keeps } from './retention/standing-hold.ts';

/*
 * Removals that the ledger recorded while a legal hold was in force. The order of its lines says which came first; what a line says of its
 * time is only that. Lines that nobody has signed yet count, too, because here they excuse nothing.
 */

type Removal = { readonly what: string; readonly holds: readonly string[]; readonly doubts: readonly string[] };

/** Of one report that is there: files that were erased while something held them. */
export function checkErased(folder: string, runId: string, view: LedgerView | null): readonly Check[] {
  return view === null ? [] : told('files', removalsOf(view, { runId, folder, type: entryTypes.fileErased }));
}

/** Of the archive: reports that were removed while something held them, and files of reports that are gone since. */
export function checkRemoved(view: LedgerView, folders: readonly string[]): readonly Check[] {
  const present = new Map(folders.map((folder) => [basename(folder), folder]));
  const found = [...view.removals.keys()].flatMap((runId) => {
    const folder = present.get(runId) ?? null;
    const whole = removalsOf(view, { runId, folder, type: entryTypes.reportExpired });
    return folder === null ? [...whole, ...removalsOf(view, { runId, folder, type: entryTypes.fileErased })] : whole;
  });
  return told('archive', found);
}

type Asked = { readonly runId: string; readonly folder: string | null; readonly type: string };

function removalsOf(view: LedgerView, { runId, folder, type }: Asked): readonly Removal[] {
  const removals = (view.removals.get(runId) ?? []).filter((entry) => entry.type === type);
  if (removals.length === 0) return [];
  const own = ownHolds(view, runId, folder);
  const expired = view.removals.get(runId)?.find((entry) => entry.type === entryTypes.reportExpired);
  const build = () => (folder === null ? buildIn(expired) : readCatalogueEntry(folder));
  return removals.map((entry) => {
    const file = textOf(entry, 'file');
    const part: RetentionClass = file === null ? 'report' : classOf(file);
    const standing = holdsIn(view.holds.filter(({ seq }) => seq < entry.seq));
    const answers = standing.map((hold) => ({ id: hold.id, isKept: keeps(hold, { runId, part, build }) }));
    const last = own.findLast(({ seq }) => seq < entry.seq);
    return {
      what: file ?? runId,
      holds: [
        ...(last?.fact === 'hold.set' ? [last.file] : []),
        ...answers.flatMap(({ id, isKept }) => (isKept === true ? [id] : [])),
      ],
      doubts: answers.flatMap(({ id, isKept }) => (isKept === null ? [id] : [])),
    };
  });
}

/** What began and ended a hold over the report itself: by the signed file where it is there, by the ledger's word where it is gone. */
function ownHolds(view: LedgerView, runId: string, folder: string | null) {
  const added = folder === null ? [] : readAddenda(folder, runId, null).added;
  const signed = new Map(added.map(({ file, content }) => [file, content.fact.type]));
  return (view.addenda.get(runId) ?? []).flatMap((entry) => {
    const file = textOf(entry, 'file') ?? '';
    const fact = signed.get(file) ?? textOf(entry, 'fact') ?? '';
    return isHoldFact(fact) ? [{ seq: entry.seq, file, fact }] : [];
  });
}

/** What the line about a removed report says of its build; reports that earlier versions removed say nothing. */
function buildIn(entry: Entry | undefined) {
  const target = entry === undefined ? null : textOf(entry, 'target');
  return entry === undefined || target === null ? null : { target, release: textOf(entry, 'release') };
}

function told(name: CheckName, removals: readonly Removal[]): readonly Check[] {
  const namesOf = (pick: (one: Removal) => readonly string[]): readonly string[] => [
    ...new Set(removals.flatMap(pick)),
  ];
  const held = removals.filter(({ holds }) => holds.length > 0).map(({ what }) => what);
  const open = removals.filter(({ holds, doubts }) => holds.length === 0 && doubts.length > 0).map(({ what }) => what);
  return [
    ...(held.length > 0
      ? [
          failed(
            name,
            text.removedWhileHeld(
              held,
              namesOf(({ holds }) => holds),
            ),
            held,
          ),
        ]
      : []),
    ...(open.length > 0
      ? [
          notChecked(
            name,
            text.heldUnknown(
              open,
              namesOf(({ doubts }) => doubts),
            ),
            open,
          ),
        ]
      : []),
  ];
}
