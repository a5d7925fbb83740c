/** Where front ends break: no price, the first comma, every power that widens the text, and each edge of 32 bits. */
export const defaultRungs: readonly bigint[] = [
  0n,
  1n,
  999n,
  1_000n,
  9_999n,
  90_000_001n,
  2_147_483_647n,
  2_147_483_648n,
  4_294_967_295n,
  4_294_967_296n,
  9_999_999_999n,
  99_900_000_000n,
];

/**
 * The smallest amount that breaks, between one that is right and one that breaks. Asks at most as often as the difference has
 * bits; `null` from `isRight` stops early with the narrowest answer so far.
 */
export async function firstBroken(
  between: { readonly right: bigint; readonly broken: bigint },
  isRight: (krw: bigint) => Promise<boolean | null>,
): Promise<{ readonly right: bigint; readonly broken: bigint }> {
  let { right, broken } = between;
  while (broken - right > 1n) {
    const middle = (right + broken) / 2n;
    const answer = await isRight(middle);
    if (answer === null) break;
    if (answer) right = middle;
    else broken = middle;
  }
  return { right, broken };
}
