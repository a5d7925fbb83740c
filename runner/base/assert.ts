/** A rule of our own broke. Exit code 70; never used for bad input. */
export class Bug extends Error {
  override readonly name = 'Bug';
}

/** Holds a rule of ours at run time. Throws Bug. */
export function assert(condition: boolean, rule: string): asserts condition {
  if (!condition) throw new Bug(`rule broken: ${rule}`);
}
