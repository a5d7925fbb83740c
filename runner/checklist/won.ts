const units: readonly (readonly [unit: string, value: bigint])[] = [
  ['조', 1_000_000_000_000n],
  ['억', 100_000_000n],
  ['만', 10_000n],
  ['', 1n],
];

/** Whole KRW that a text shows (`1,234,000원`, `₩1,000`, `3억 2,000만원`); throws when it is not exactly one amount. */
export function readWon(text: string): number {
  const bare = text
    .normalize('NFKC')
    .replace(/[\s\u00a0]/g, '')
    .replace(/^(?:₩|\\|KRW)/, '')
    .replace(/(?:원|KRW)$/, '');
  const match = /^(-?)(?:([\d,]+)조)?(?:([\d,]+)억)?(?:([\d,]+)만)?([\d,]+)?$/.exec(bare);
  if (match === null || bare === '' || bare === '-') throw new Error(`"${text}" is no amount`);
  let sum = 0n;
  for (const [index, [, value]] of units.entries()) {
    const digits = match[index + 2];
    if (digits === undefined) continue;
    if (!/^(?:\d+|\d{1,3}(?:,\d{3})+)$/.test(digits))
      throw new Error(`"${text}" is no amount: its commas do not stand every three digits`);
    sum += BigInt(digits.replaceAll(',', '')) * value;
  }
  if (sum > BigInt(Number.MAX_SAFE_INTEGER)) throw new Error(`"${text}" is too large to compute with exactly`);
  return match[1] === '-' ? -Number(sum) : Number(sum);
}

/** `1,234,000`: whole numbers only, because KRW has no smaller unit. */
export function withCommas(value: unknown): string {
  const digits =
    typeof value === 'number' && Number.isSafeInteger(value)
      ? String(value)
      : typeof value === 'string' && /^-?\d+$/.test(value)
        ? value
        : null;
  if (digits === null) throw new Error(`$commas takes a whole number, not ${JSON.stringify(value) ?? 'nothing'}`);
  return digits.replace(/\B(?=(\d{3})+$)/g, ',');
}
