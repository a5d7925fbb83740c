import { precompiled, type Fits } from './precompiled.ts';

const found = new WeakMap<object, Fits | null>();

/** True when the value surely fits its schema; false says nothing: ajv is to be asked, which also says why. */
export function surelyFits(value: unknown, schema: object): boolean {
  if (precompiled.size === 0) return false;
  let fits = found.get(schema);
  if (fits === undefined) {
    fits = precompiled.get(JSON.stringify(schema)) ?? null;
    found.set(schema, fits);
  }
  return fits !== null && fits(value);
}
