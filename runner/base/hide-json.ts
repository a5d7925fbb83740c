import type { JsonValue } from './json.ts';
import { isTellingName } from './personal-data.ts';

/** Shorter numbers are counts and durations; hiding one because a code is the same by chance would break what counts. */
const shortestNumber = 8;

/**
 * A JSON value in which `hide` went over every text, names included. `byName`: what a name tells of its value counts as well, in lists
 * below it, too.
 */
export function hideInJson(value: JsonValue, hide: (text: string) => string, byName: boolean): JsonValue {
  const under = (inner: JsonValue, lead: string | null): JsonValue => {
    if (inner === null || typeof inner === 'boolean') return inner;
    if (typeof inner === 'object' && !isList(inner))
      return Object.fromEntries(
        Object.entries(inner).map(([name, one]) => [hide(name), under(one, byName ? leadOf(name) : null)]),
      );
    if (typeof inner === 'object') return inner.map((one) => under(one, lead));
    const said = String(inner);
    if (lead === null && typeof inner === 'number' && said.length < shortestNumber) return inner;
    const hidden = lead === null ? hide(said) : hide(lead + said).slice(hide(lead).length);
    return hidden === said ? inner : hidden;
  };
  return under(value, null);
}

/** How a name that tells what its value is would stand before it in a text; null for other names. */
function leadOf(name: string): string | null {
  if (headerName.test(name)) return `${name}: `;
  return isTellingName(name) ? `${name}=` : null;
}

const headerName = /(?:cookie|authorization|x-api-key|x-auth-token)$/i;

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}
