import { isObject, type JsonObject, type JsonValue } from '../base/json.ts';
import { parseTemplate } from './template.ts';

/** A step's title with the fields of its row; anything that is more than a field stays as it is written. */
export function fillTitle(title: string, row: JsonObject): string {
  return parseTemplate(title)
    .map((part) => {
      if (part.kind === 'text') return part.text;
      if (part.kind !== 'expression') return title.slice(part.start, part.end);
      const value = fieldAt({ ...row, row }, part.source.split('.'));
      return value === undefined || typeof value === 'object' ? title.slice(part.start, part.end) : String(value);
    })
    .join('');
}

function fieldAt(value: JsonValue | undefined, path: readonly string[]): JsonValue | undefined {
  const [first, ...rest] = path;
  if (first === undefined) return value;
  return isObject(value) && Object.hasOwn(value, first) ? fieldAt(value[first], rest) : undefined;
}
