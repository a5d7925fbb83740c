import { createHash } from 'node:crypto';
import { formatKst } from '../../base/clock.ts';

// Read aloud at night: nothing that sounds or looks like another (0/O, 1/I/L, 2/Z, 5/S, 8/B, U/V, M/N).
const alphabet = '34679ACDEFGHJKMPQRTVWXY';

/**
 * `T-20261122-7K3M`: the day (KST) of the payment and four letters made from the payment itself, so that two processes and a second
 * attempt after a crash give one payment one name. `taken` are the names of other payments' tickets.
 */
export function ticketId(payment: {
  readonly target: string;
  readonly runId: string;
  readonly payment: string;
  readonly atMs: number;
  readonly taken: ReadonlySet<string>;
}): string {
  const day = formatKst(payment.atMs).slice(0, 10).replaceAll('-', '');
  for (let salt = 0; ; salt += 1) {
    const digest = createHash('sha256')
      .update(JSON.stringify([payment.target, payment.runId, payment.payment, salt]))
      .digest();
    const letters = Array.from({ length: 4 }, (_, index) =>
      alphabet.charAt(digest.readUInt32BE(index * 4) % alphabet.length),
    );
    const id = `T-${day}-${letters.join('')}`;
    if (!payment.taken.has(id)) return id;
  }
}

/** True for what ticketId makes. */
export function isTicketId(text: string): boolean {
  return /^T-\d{8}-[34679ACDEFGHJKMPQRTVWXY]{4}$/.test(text);
}
