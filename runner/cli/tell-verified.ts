import { basename } from 'node:path';
import type { Check, VerifyState } from '../archive/check.ts';
import type { ArchiveResult } from '../archive/verify-archive.ts';
import type { VerifyResult } from '../archive/verify.ts';
import { visible } from '../base/plain-text.ts';
import { archiveText } from './archive/text.ts';
import { fold } from './fold.ts';
import type { Style, Terminal } from './terminal.ts';
import { text } from './text.ts';

const marks = {
  passed: { mark: '✓', style: 'green' },
  failed: { mark: '✗', style: 'red' },
  'not-checked': { mark: '–', style: 'yellow' },
} as const satisfies { readonly [outcome: string]: { readonly mark: string; readonly style: Style } };

/** One report: its twelve lines, and what they come to. */
export function tellReport(folder: string, result: VerifyResult, terminal: Terminal): void {
  terminal.line(terminal.paint('bold', visible(folder)));
  tellChecks(result.checks, terminal);
  const isUntimed = result.checks.some(({ name, outcome }) => name === 'time' && outcome === 'not-checked');
  if (result.state === 'verified' && isUntimed) tellUntimed(terminal);
  else tellState(result.state, terminal);
}

/** In a whole archive a report that holds is one line, and one that does not tells everything. */
export function tellShort(folder: string, result: VerifyResult, terminal: Terminal): void {
  const { paint, language } = terminal;
  const outcome = { verified: 'passed', tampered: 'failed', incomplete: 'not-checked' } as const;
  const { mark, style } = marks[outcome[result.state]];
  terminal.line(`  ${paint(style, mark)} ${visible(basename(folder))}`);
  if (result.state === 'verified') return;
  const bad = result.checks.filter(({ outcome, matters }) =>
    result.state === 'tampered' ? outcome === 'failed' : matters,
  );
  for (const check of bad) terminal.line(`      ${check.name}: ${visible(check.detail[language])}`);
}

/** A whole archive, after its reports. */
export function tellArchive(folder: string, result: ArchiveResult, terminal: Terminal): void {
  terminal.line(terminal.paint('bold', visible(folder)));
  for (const check of result.checks) tellCheck(check, terminal);
  terminal.say(archiveText.resultCounts(result.reports));
  if (result.state === 'verified' && result.untimed > 0) tellUntimed(terminal, result);
  else tellState(result.state, terminal);
}

const detailColumn = 15;

function tellCheck(check: Check, terminal: Terminal): void {
  const { mark, style } = marks[check.outcome];
  const [first = '', ...others] = fold(visible(check.detail[terminal.language]), detailColumn, terminal);
  terminal.line(`  ${terminal.paint(style, mark)} ${check.name.padEnd(10)} ${first}`);
  for (const other of others) terminal.line(`${' '.repeat(detailColumn)}${other}`);
}

/** Every check; the last one, what was not checked, names the lines above instead of saying them all once more. */
function tellChecks(checks: readonly Check[], terminal: Terminal): void {
  for (const check of checks) {
    const open = checks.filter(({ name, outcome }) => name !== 'limits' && outcome === 'not-checked');
    const isRepeated = check.name === 'limits' && open.length > 0;
    tellCheck(isRepeated ? { ...check, detail: archiveText.seeAbove(open.map(({ name }) => name)) } : check, terminal);
  }
}

/** Exit 0, and still not everything that somebody may take it for: said in the last line, with what to do about it. */
function tellUntimed(terminal: Terminal, archive?: ArchiveResult): void {
  const { line, paint, language } = terminal;
  const words = archive === undefined ? archiveText.verifiedUntimed() : archiveText.allUntimed(archive);
  for (const part of fold(words[language], 0, terminal)) line(paint('yellow', part));
  for (const part of fold(archiveText.howTimed()[language], 2, terminal)) line(`  ${part}`);
}

function tellState(state: VerifyState, { line, paint, language }: Terminal): void {
  const words = { verified: text.verified(), tampered: text.tampered(), incomplete: text.incomplete() }[state];
  const style: Style = state === 'verified' ? 'green' : state === 'tampered' ? 'red' : 'yellow';
  line(paint(style, words[language]));
}
