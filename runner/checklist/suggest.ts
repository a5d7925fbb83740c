/** Damerau-Levenshtein distance with adjacent swaps: how many slips of the finger lie between two words. */
export function distance(a: string, b: string): number {
  const from = Array.from(a.normalize('NFC').toLowerCase());
  const to = Array.from(b.normalize('NFC').toLowerCase());
  let beforeLast: number[] = [];
  let last = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (const [row, left] of from.entries()) {
    const current = [row + 1];
    for (const [column, right] of to.entries()) {
      const cost = left === right ? 0 : 1;
      let best = Math.min((last[column + 1] ?? 0) + 1, (current[column] ?? 0) + 1, (last[column] ?? 0) + cost);
      const swapped = row > 0 && column > 0 && left === to[column - 1] && from[row - 1] === right;
      if (swapped) best = Math.min(best, (beforeLast[column - 1] ?? 0) + 1);
      current.push(best);
    }
    beforeLast = last;
    last = current;
  }
  return last[to.length] ?? 0;
}

/** The name that the author most likely meant, or null when none is near. */
export function nearest(name: string, names: Iterable<string>): string | null {
  if (name.length > 80) return null;
  let best: { name: string; distance: number } | null = null;
  for (const candidate of names) {
    if (candidate.length > 80) continue;
    const slips = distance(name, candidate);
    if (best === null || slips < best.distance) best = { name: candidate, distance: slips };
  }
  if (best !== null && best.distance <= Math.max(1, Math.floor(name.length / 3))) return best.name;
  return partOf(name, names);
}

/** `did you mean "x"?` when a name is near, else the names there are. */
export function didYouMean(name: string, names: Iterable<string>, kind: string): string {
  const all = [...new Set(names)];
  const near = nearest(name, all);
  if (near !== null) return `did you mean "${near}"?`;
  if (all.length === 0) return `there are no ${kind} here`;
  const shown = all.slice(0, 12).join(', ');
  return `${kind}: ${shown}${all.length > 12 ? `, … (${all.length} in all)` : ''}`;
}

function partOf(name: string, names: Iterable<string>): string | null {
  if (name.length < 3) return null;
  const asked = name.toLowerCase();
  for (const candidate of names) {
    const known = candidate.toLowerCase();
    if (known.startsWith(asked) || (known.length >= 4 && asked.startsWith(known))) return candidate;
  }
  return null;
}
