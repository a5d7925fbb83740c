/** The middle value; of an even number, the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  const middle = Math.floor(sorted.length / 2);
  const [low = Number.NaN, high = Number.NaN] = [sorted[middle - (sorted.length % 2 === 0 ? 1 : 0)], sorted[middle]];
  return (low + high) / 2;
}

/** `0.61 (0.58–0.66)`: the median and how far the values lie apart. */
export function spread(values: readonly number[], show: (value: number) => string): string {
  if (values.length === 0) return 'not measured';
  return `${show(median(values))} (${show(Math.min(...values))}–${show(Math.max(...values))})`;
}
