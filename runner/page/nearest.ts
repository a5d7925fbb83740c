/** The candidates that look most like what was wanted, best first; none when nothing is near. */
export function nearest(wanted: string, candidates: readonly string[], countMax: number): readonly string[] {
  const goal = fold(wanted);
  const scored = [...new Set(candidates)]
    .filter((candidate) => candidate !== '')
    .map((candidate) => ({ candidate, distance: distanceOf(goal, fold(candidate)) }))
    .filter((one) => one.distance <= 0.6)
    .sort((a, b) => a.distance - b.distance);
  return scored.slice(0, countMax).map((one) => one.candidate);
}

function fold(value: string): string {
  return value.normalize('NFC').toLowerCase().replace(/\s+/g, '').slice(0, 80);
}

/** 0 for equal, 1 for nothing in common; one text inside the other counts as near. */
function distanceOf(goal: string, candidate: string): number {
  if (goal === '' || candidate === '') return 1;
  const longer = Math.max(goal.length, candidate.length);
  if (goal.includes(candidate) || candidate.includes(goal))
    return (longer - Math.min(goal.length, candidate.length)) / longer / 2;
  return edits(goal, candidate) / longer;
}

function edits(from: string, to: string): number {
  let previous = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let row = 1; row <= from.length; row++) {
    const current = [row];
    for (let column = 1; column <= to.length; column++) {
      const replace = (previous[column - 1] ?? 0) + (from[row - 1] === to[column - 1] ? 0 : 1);
      current.push(Math.min(replace, (previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1));
    }
    previous = current;
  }
  return previous[to.length] ?? 0;
}
