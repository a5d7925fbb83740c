/** The kinds of bugs that turn one amount into another, most telling first. */
export const amountCauses = [
  'int32',
  'uint32',
  'int32-max',
  'float32',
  'zero',
  'sign',
  'negative',
  'ten',
  'hundred',
  'first-group',
  'compact',
  'truncated',
  'thousand',
  'ten-thousand',
  'front-cut',
  'off-by-one',
  'vat',
] as const;
export type AmountCause = (typeof amountCauses)[number];

const compactUnits = [1_000_000_000_000n, 100_000_000n, 10_000n, 1_000n] as const;

/** Whether this bug, and it alone, makes the shown amount out of the expected one. Together with its opposite where it has one. */
const explains: { readonly [C in AmountCause]: (expected: bigint, shown: bigint) => boolean } = {
  int32: (expected, shown) => BigInt.asIntN(32, expected) === shown,
  uint32: (expected, shown) => BigInt.asUintN(32, expected) === shown,
  'int32-max': (expected, shown) => expected > shown && (shown === 2_147_483_647n || shown === 4_294_967_295n),
  float32: (expected, shown) => BigInt(Math.fround(Number(expected))) === shown,
  zero: (_, shown) => shown === 0n,
  sign: (expected, shown) => shown === -expected,
  negative: (_, shown) => shown < 0n,
  ten: (expected, shown) => isTimes(expected, shown, 10n),
  hundred: (expected, shown) => isTimes(expected, shown, 100n),
  thousand: (expected, shown) => isTimes(expected, shown, 1_000n),
  'ten-thousand': (expected, shown) => isTimes(expected, shown, 10_000n),
  'first-group': (expected, shown) => shown.toString() === grouped(expected).split(',')[0],
  compact: (expected, shown) =>
    compactUnits.some((unit) => shown > 0n && shown % unit === 0n && distance(expected, shown) < unit),
  truncated: (expected, shown) => isShorter(shown, expected) && expected.toString().startsWith(shown.toString()),
  'front-cut': (expected, shown) => isShorter(shown, expected) && expected.toString().endsWith(shown.toString()),
  'off-by-one': (expected, shown) => distance(expected, shown) === 1n,
  vat: (expected, shown) => distance(expected * 11n, shown * 10n) < 10n || distance(expected * 10n, shown * 11n) < 11n,
};

/** The bug that turns the right amount into the shown one, when it is one of the known kinds. `written` is the text it was read from. */
export function likelyCause(expected: bigint, shown: bigint, written = ''): AmountCause | null {
  if (expected === shown) return null;
  // Whoever writes 억 or 만 has rounded on purpose, even where a float would come to the same.
  if (/[조억만]/.test(written) && explains.compact(expected, shown)) return 'compact';
  return amountCauses.find((cause) => explains[cause](expected, shown)) ?? null;
}

/** Whether a text that is no amount is the beginning of the right one: `₩99,900,000,`. */
export function isBeginning(expected: bigint, text: string): boolean {
  const written = text.normalize('NFKC').replace(/[^\d,]/g, '');
  return /\d/.test(written) && written.length < grouped(expected).length && grouped(expected).startsWith(written);
}

function isTimes(one: bigint, other: bigint, factor: bigint): boolean {
  return other !== 0n && (other === one * factor || other * factor === one);
}

function isShorter(shown: bigint, expected: bigint): boolean {
  return shown >= 0n && shown.toString().length < expected.toString().length;
}

function distance(one: bigint, other: bigint): bigint {
  return one > other ? one - other : other - one;
}

function grouped(krw: bigint): string {
  return krw.toString().replace(/\B(?=(\d{3})+$)/g, ',');
}
