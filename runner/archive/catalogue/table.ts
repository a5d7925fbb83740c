import type { CatalogueEntry } from './entry.ts';

/** Columns of an export, in order; names are public and append-only. */
const columns = [
  'runId',
  'startedAt',
  'finishedAt',
  'verdict',
  'decision',
  'approvedBy',
  'release',
  'target',
  'title',
  'planned',
  'passed',
  'failed',
  'suppressed',
  'people',
  'tickets',
  'addenda',
  'checklistSha256',
  'reportSha256',
] as const;

/** CSV for spreadsheets (RFC 4180, UTF-8 with a byte order mark, or Excel would read Korean as noise). No cell is ever a formula. */
export function toCsv(entries: readonly CatalogueEntry[]): string {
  const rows = entries.map((entry) => columns.map((column) => cell(valueOf(entry, column))).join(','));
  return `\ufeff${[columns.join(','), ...rows].join('\r\n')}\r\n`;
}

/** The same rows as JSON, with the filters that led to them and how many reports there are in all. */
export function toJson(entries: readonly CatalogueEntry[], about: { readonly filters: object; readonly all: number }) {
  const reports = entries.map((entry) =>
    Object.fromEntries([...columns.map((column) => [column, valueOf(entry, column)]), ['steps', entry.steps]]),
  );
  return `${JSON.stringify({ filters: about.filters, reports: entries.length, ofAll: about.all, rows: reports }, null, 2)}\n`;
}

function valueOf(entry: CatalogueEntry, column: (typeof columns)[number]): string | number | null {
  switch (column) {
    case 'people':
    case 'tickets':
    case 'failed':
      return entry[column].join('; ');
    default:
      return entry[column];
  }
}

/** A cell that begins like a formula is run by spreadsheets; an apostrophe before it makes it text. */
function cell(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const text = /^[\s\p{Cc}]*[=+\-@|%＝＋－＠]/u.test(value) || /^[\t\r\n]/.test(value) ? `'${value}` : value;
  return /[",\r\n;]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
