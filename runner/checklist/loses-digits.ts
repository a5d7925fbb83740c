/** Telephone numbers lose a leading zero, long numbers their last digits, `.nan` is no number at all. */
export function losesDigits(value: number, source: string): boolean {
  if (!Number.isFinite(value)) return true;
  if (/^[-+]?0\d/.test(source)) return true;
  return Math.abs(value) > Number.MAX_SAFE_INTEGER;
}
