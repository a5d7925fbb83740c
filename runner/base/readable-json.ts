import { isObject } from './json.ts';
import { readJson } from './read-json.ts';

/**
 * The text as a person would read it: what JSON escapes is read as it is meant, or a quoted line of a checklist would look like something else
 * than the line itself. Everything that is no JSON is read as it stands.
 */
export function readable(input: string): string {
  if (!/^\s*[[{]/.test(input)) return input;
  const whole = readJson(input);
  if (whole !== undefined) return stringsOf(whole);
  const line = (text: string): string => {
    const value = readJson(text);
    // Not a blank: what ends with its line must not reach into the next text. Not a line break: lines are counted.
    return value === undefined ? text : stringsOf(value).replaceAll('\n', '\r');
  };
  return input.split('\n').map(line).join('\n');
}

/** Between two values: no pattern reads on beyond it, for side by side in a list they are no sentence. */
const between = '\n\u0001\n';

/** Names and texts of a JSON value; a name stands before what it names, as in `password=...`. */
function stringsOf(value: unknown): string {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return value.map(stringsOf).join(between);
  if (!isObject(value)) return String(value);
  return Object.entries(value)
    .map(([name, inner]) => `${name}${typeof inner === 'object' ? between : '='}${stringsOf(inner)}`)
    .join(between);
}
