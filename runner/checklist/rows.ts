import { dirname, extname, resolve } from 'node:path';
import { isJson, isObject, type JsonObject } from '../base/json.ts';
import { limits } from '../base/limits.ts';
import { isForbiddenKey } from './forbidden-keys.ts';
import type { Reading } from './reading.ts';
import { itemsOf, textOf, toJsonObject, type Entry } from './tree.ts';

/** The rows of a step's `each`: written out, or read from a CSV or JSON file. Undefined after adding what is wrong. */
export function readRows(reading: Reading, each: Entry): readonly JsonObject[] | undefined {
  const file = textOf(each.value);
  const rows = file === undefined ? writtenRows(reading, each) : fileRows(reading, each, file);
  if (rows === undefined) return undefined;
  if (rows.length === 0) {
    reading.problems.add(
      'E_EACH_ROWS',
      each.value.at,
      '"each" has no row, so this step would never run',
      'add a row, or remove the step',
    );
    return undefined;
  }
  if (rows.length > limits.eachRows) {
    reading.problems.add(
      'E_TOO_MANY',
      each.value.at,
      `"each" has ${rows.length} rows; ${limits.eachRows} is the limit`,
      'split the rows over several steps',
    );
    return undefined;
  }
  return rows;
}

function writtenRows(reading: Reading, each: Entry): readonly JsonObject[] | undefined {
  const wrong = itemsOf(each.value).filter((item) => item.kind !== 'map');
  for (const item of wrong)
    reading.problems.add('E_EACH_ROWS', item.at, 'a row must be a map of names and values', 'write { name: value }');
  // Another kind of value was reported with the step's shape.
  if (each.value.kind !== 'list' || wrong.length > 0) return undefined;
  return each.value.items.map((item) => toJsonObject(item));
}

function fileRows(reading: Reading, each: Entry, named: string): readonly JsonObject[] | undefined {
  const { at } = each.value;
  const folder = dirname(resolve(reading.files.workingDirectory, at.file));
  const kind = extname(named).toLowerCase();
  if (kind !== '.csv' && kind !== '.json') {
    reading.problems.add(
      'E_DATA_FILE',
      at,
      `"${named}" is neither .csv nor .json`,
      'name a .csv or .json file, or write the rows here',
    );
    return undefined;
  }
  const file = reading.files.read({ path: resolve(folder, named), named, at, within: folder });
  if (file === undefined) return undefined;
  try {
    return kind === '.csv' ? parseCsv(file.text) : parseJsonRows(file.text);
  } catch (error) {
    if (!(error instanceof RowsError)) throw error;
    const place =
      error.line === null
        ? at
        : { file: file.display, line: error.line, column: 1, endLine: error.line + 1, endColumn: 1 };
    reading.problems.add('E_DATA_FILE', place, `"${named}": ${error.message}`, 'mend the file');
    return undefined;
  }
}

/** The data file is wrong; `message` says where. */
export class RowsError extends Error {
  override readonly name = 'RowsError';
  /** Line of the data file, where one is known. */
  readonly line: number | null;
  constructor(message: string, line: number | null = null, options?: ErrorOptions) {
    super(message, options);
    this.line = line;
  }
}

function parseJsonRows(text: string): readonly JsonObject[] {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\ufeff/, ''), (key, inner: unknown) => {
      if (isForbiddenKey(key)) throw new RowsError(`"${key}" is a reserved name`);
      return inner;
    });
  } catch (error) {
    if (error instanceof RowsError || !(error instanceof Error)) throw error;
    throw new RowsError(`not JSON (${error.message})`, null, { cause: error });
  }
  if (!Array.isArray(value)) throw new RowsError('it must hold a list of rows');
  return value.map((row: unknown, index) => {
    if (!isObject(row) || !isJsonObject(row)) throw new RowsError(`row ${index + 1} is no map of names and values`);
    return row;
  });
}

function isJsonObject(row: { readonly [key: string]: unknown }): row is JsonObject {
  return isJson(row);
}

/** CSV as spreadsheets write it (RFC 4180): the first line names the columns; every value is text. */
export function parseCsv(text: string): readonly JsonObject[] {
  const [header, ...lines] = csvRecords(text.replace(/^\ufeff/, ''));
  if (header === undefined) throw new RowsError('the first line must name the columns', 1);
  const names = header.values.map((name) => name.trim());
  const doubled = names.find((name, index) => name === '' || names.indexOf(name) !== index);
  if (doubled !== undefined)
    throw new RowsError(doubled === '' ? 'a column has no name' : `two columns are named "${doubled}"`, 1);
  const reserved = names.find(isForbiddenKey);
  if (reserved !== undefined) throw new RowsError(`"${reserved}" is a reserved name`, 1);
  return lines.map(({ values, line }) => {
    if (values.length !== names.length)
      throw new RowsError(`${values.length} value(s) here, ${names.length} columns in the header`, line);
    return Object.fromEntries(names.map((name, index) => [name, values[index] ?? '']));
  });
}

type CsvRecord = { readonly values: readonly string[]; readonly line: number };

function csvRecords(text: string): readonly CsvRecord[] {
  const records: CsvRecord[] = [];
  const token = /("(?:[^"]|"")*"|[^",\r\n]*)(,|\r\n|\n|\r|$)/gy;
  let values: string[] = [];
  let line = 1;
  let start = 1;
  while (token.lastIndex < text.length || values.length > 0) {
    const match = token.exec(text);
    if (match === null) throw new RowsError('a quote is not closed or stands inside a value', line);
    const [, value = '', end = ''] = match;
    values.push(value.startsWith('"') ? value.slice(1, -1).replaceAll('""', '"') : value);
    line += (match[0].match(/\r\n|\n|\r/g) ?? []).length;
    if (end === ',') continue;
    const blank = values.length === 1 && values[0] === '';
    if (!blank) records.push({ values, line: start });
    values = [];
    start = line;
    if (end === '') break;
  }
  return records;
}
