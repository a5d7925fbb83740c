/** Exit codes of every command, one table (design §4). Public and append-only. */
export const exitCodes = {
  /** GO, verified, nothing to say. */
  ok: 0,
  /** NO-GO; a report that was tampered with. */
  noGo: 1,
  /** Usage, configuration, a mistake in YAML, a target that cannot be reached. */
  usage: 2,
  /** A money guard tripped. */
  moneyGuard: 3,
  /** Could not tell: inconclusive, tool error, not fully checked. */
  unknown: 4,
  /** Paging was not proven. */
  pagingUnproven: 5,
  /** A bug of ours. */
  bug: 70,
  /** Aborted by a person or a signal. */
  aborted: 130,
} as const;
