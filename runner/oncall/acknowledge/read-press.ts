import { plainText } from '../../base/plain-text.ts';
import { trapAnswer } from './page-buttons.ts';
import type { Answer } from './page-state.ts';

/** What a form on the page sent. */
export type Press = {
  readonly form: string;
  /** `trap`: the button that nobody sees. */
  readonly answer: Answer['answer'] | 'trap';
  readonly to: string | null;
  readonly note: string;
};

const answers = ['taken', 'declined', 'handed-over', 'rollback-wanted'] as const;
export const longestNote = 200;

/** Null for a body that no button of ours sends: a form that a script sent has no button's value. */
export function readPress(body: string, contentType: string | undefined): Press | null {
  if (contentType?.split(';')[0]?.trim().toLowerCase() !== 'application/x-www-form-urlencoded') return null;
  const fields = new URLSearchParams(body);
  const wish = fields.getAll('answer');
  const answer =
    wish.length !== 1 ? undefined : wish[0] === trapAnswer ? 'trap' : answers.find((one) => wish[0] === one);
  if (answer === undefined) return null;
  const to = fields.get('to');
  return {
    form: fields.get('form') ?? '',
    answer,
    to: to === '' ? null : to,
    note: readNote(fields.get('note') ?? ''),
  };
}

/** One line without control characters, no longer than the page lets it be. */
export function readNote(words: string): string {
  const line = plainText(words).replaceAll(/\s+/gu, ' ').trim();
  return Array.from(line).slice(0, longestNote).join('');
}
