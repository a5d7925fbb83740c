/** What passed since the last `begin`. */
export type Passed = {
  /** How often each rule's address answered, and how many values were changed there. */
  readonly rules: readonly { readonly asked: number; readonly changed: number; readonly missing: readonly string[] }[];
  /** Answers that data came in, for a rule whose address is slightly wrong. */
  readonly addresses: readonly string[];
  /** The last answer of each rule's address as the server gave it. */
  readonly bodies: readonly (string | null)[];
  readonly before: ReadonlySet<bigint>;
  readonly trouble: Error | null;
};

/** The same while it is being written. */
export type State = {
  readonly rules: { asked: number; changed: number; missing: readonly string[] }[];
  readonly addresses: string[];
  readonly bodies: (string | null)[];
  readonly before: Set<bigint>;
  trouble: Error | null;
};

/** Nothing has passed yet. */
export function freshState(count: number): State {
  return {
    rules: Array.from({ length: count }, () => ({ asked: 0, changed: 0, missing: [] })),
    addresses: [],
    bodies: Array.from({ length: count }, () => null),
    before: new Set(),
    trouble: null,
  };
}
