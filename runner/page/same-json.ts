import { isDeepStrictEqual } from 'node:util';

/** True when two JSON values say the same; the order of an object's keys does not matter. */
export function sameJson(one: unknown, other: unknown): boolean {
  return isDeepStrictEqual(plain(one), plain(other));
}

/** Expression engines put marks of their own on arrays and objects; only what JSON can say is compared. */
function plain(value: unknown): unknown {
  const written = JSON.stringify(value);
  return written === undefined ? undefined : JSON.parse(written);
}
