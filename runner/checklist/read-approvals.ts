import { isDate } from '../base/date.ts';
import type { KnownIssue, Waiver } from '../model/checklist.ts';
import { checkPattern, isText } from './check-text.ts';
import type { Reading } from './reading.ts';
import { child, entryOf, textOf, type Node } from './tree.ts';

/** A step's waiver, when it is whole, approved by a second person and not over. */
export function readWaiver(reading: Reading, node: Node | undefined, today: string): Waiver | null {
  if (node?.kind !== 'map') return null;
  const text = (key: string): string => textOf(child(node, key)) ?? '';
  checkApproval(reading, node, { asks: 'person', today, what: 'this waiver' });
  return {
    person: text('person'),
    reason: text('reason'),
    approvedBy: text('approved-by'),
    expires: text('expires'),
    at: node.at,
  };
}

/** One known issue, checked as a waiver is. */
export function readKnownIssue(reading: Reading, node: Node, today: string): KnownIssue | null {
  if (node.kind !== 'map') return null;
  const text = (key: string): string => textOf(child(node, key)) ?? '';
  checkApproval(reading, node, { asks: 'reported-by', today, what: 'this known issue' });
  const matches = child(node, 'matches');
  if (matches !== undefined && isText(matches)) checkPattern(reading, matches);
  return {
    step: text('step'),
    matches: text('matches'),
    ticket: text('ticket'),
    reason: text('reason'),
    reportedBy: text('reported-by'),
    approvedBy: text('approved-by'),
    expires: text('expires'),
    at: node.at,
  };
}

function checkApproval(
  reading: Reading,
  node: Node,
  how: { readonly asks: string; readonly today: string; readonly what: string },
): void {
  const asks = textOf(child(node, how.asks));
  const approves = entryOf(node, 'approved-by');
  const approver = textOf(approves?.value);
  if (asks !== undefined && approves !== undefined && approver !== undefined && samePerson(asks, approver)) {
    reading.problems.add(
      'E_SAME_PERSON',
      approves.value.at,
      `"${approver}" both asks and approves`,
      'a second person must approve',
    );
  }
  const expires = child(node, 'expires');
  const day = textOf(expires);
  if (expires === undefined || day === undefined) return;
  if (!isDate(day))
    reading.problems.add('E_DATE', expires.at, `"${day}" is no day of the calendar`, 'write it as 2026-12-31');
  else if (day < how.today) {
    reading.problems.add(
      'E_WAIVER_EXPIRED',
      expires.at,
      `${how.what} ended on ${day}; today is ${how.today} (KST)`,
      'renew it with a second person, or remove it',
    );
  }
}

function samePerson(a: string, b: string): boolean {
  const bare = (name: string): string => name.normalize('NFKC').replace(/\s+/g, '').replace(/^@/, '').toLowerCase();
  return bare(a) === bare(b);
}
