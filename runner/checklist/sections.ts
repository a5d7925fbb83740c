import { dirname, resolve } from 'node:path';
import type { JsonObject } from '../base/json.ts';
import type { Span } from '../base/span.ts';
import type { Condition, Device, Severity } from '../model/checklist.ts';
import { checkExpression, isText } from './check-text.ts';
import type { NestedFacts } from './nested.ts';
import type { Place, Reading } from './reading.ts';
import { textOf, textsOf, type Node } from './tree.ts';

/** A `needs` entry with its place, checked when all ids are known. */
export type NeedRef = {
  readonly section: string;
  readonly step: string | null;
  readonly text: string;
  readonly at: Span;
};

export type Defaults = {
  readonly timeoutMs: number;
  readonly severity: Severity;
  readonly owner: string | null;
  readonly runbook: string | null;
};

/** What the sections of one checklist are read with, and what they leave behind for the checks over all of them. */
export type Sections = {
  readonly reading: Reading;
  readonly facts: NestedFacts;
  readonly defaults: Defaults;
  readonly today: string;
  /** Of the checklist, and inside a section of that too. */
  readonly mask: readonly JsonObject[];
  readonly readDevice: (node: Node | undefined) => Device | null;
  readonly needs: NeedRef[];
  /** Ids as they are written, with their places; `each` steps once. */
  readonly ids: { readonly id: string; readonly at: Span }[];
};

/** A condition, checked as an expression. */
export function readWhen(reading: Reading, node: Node | undefined, place: Place): Condition | null {
  if (node === undefined || !isText(node)) return null;
  checkExpression(reading, node, place, { names: 'checked' });
  return { expression: node.value, at: node.at };
}

/** Checks an id's letters and that it is the only one. */
export function readId(all: Sections, node: Node | undefined): void {
  const id = textOf(node);
  if (node === undefined || id === undefined || id === '') return;
  if (!/^[A-Za-z0-9_.-]+$/.test(id)) {
    all.reading.problems.add(
      'E_ID',
      node.at,
      `"${id}" is no id`,
      'use the letters A-Z and a-z, digits, "-", "_" and "."',
    );
  }
  const before = all.ids.find((each) => each.id === id);
  if (before !== undefined) {
    all.reading.problems.add(
      'E_ID_DUPLICATE',
      node.at,
      `the id "${id}" is taken by ${before.at.file}:${before.at.line}`,
      'give one of the two another id',
    );
  }
  all.ids.push({ id, at: node.at });
}

/** Keeps needs until all ids are known. */
export function rememberNeeds(
  all: Sections,
  node: Node | undefined,
  from: { readonly section: string; readonly step: string | null },
): void {
  // Anything but a list was reported with the shape.
  if (node?.kind !== 'list') return;
  for (const { text, at } of textsOf(node)) all.needs.push({ ...from, text, at });
}

/** The folder that files named in this part of the checklist are relative to. */
export function folderOf(reading: Reading, node: Node): string {
  return dirname(resolve(reading.files.workingDirectory, node.at.file));
}
