const forbidden: ReadonlySet<string> = new Set([
  '__proto__',
  'constructor',
  'prototype',
  '__defineGetter__',
  '__defineSetter__',
]);

/** Names that could reach the prototype of a JavaScript object; refused as a key of any file. */
export function isForbiddenKey(key: string): boolean {
  return forbidden.has(key);
}
