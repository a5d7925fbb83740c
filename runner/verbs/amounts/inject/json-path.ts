/** One step into JSON: a key, an index, or every item. */
export type PathStep = { readonly key: string } | { readonly index: number } | 'every';
export type JsonPath = readonly PathStep[];

const lengthMax = 200;
const piece = /(?:^|\.)([^.[\]*?@$"'()\s,]+)|\[(\d+)\]|\[\*\]|\[(?:"([^"]+)"|'([^']+)')\]/y;

/** Reads `price`, `options[0].price`, `items[*].price`, `["list-price"]`; null for any other form. A leading `$.` or `$` is allowed. */
export function parseJsonPath(source: string): JsonPath | null {
  if (source.length > lengthMax) return null;
  const text = source.replace(/^\$\.?/, '');
  const steps: PathStep[] = [];
  for (let at = 0; at < text.length; at = piece.lastIndex) {
    piece.lastIndex = at;
    const found = piece.exec(text);
    if (found === null) return null;
    // The first key has no dot; a key right after a bracket needs one.
    if (found[1] !== undefined && found[0].startsWith('.') === (at === 0)) return null;
    const key = found[1] ?? found[3] ?? found[4];
    steps.push(key === undefined ? (found[2] === undefined ? 'every' : { index: Number(found[2]) }) : { key });
  }
  return steps.length === 0 ? null : steps;
}
