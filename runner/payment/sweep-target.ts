import { limits } from '../base/limits.ts';
import { GatewayTrouble, type GatewayRecord, type LedgerGateway } from '../model/gateway.ts';
import type { KnownNames } from './known-orders.ts';
import type { SettleWorld } from './settle.ts';
import type { TargetBook } from './book.ts';
import { text } from './sweep-text.ts';
import { sweep, type Swept, type UnknownPayment } from './sweep.ts';
import { draftTicket } from './tickets/draft.ts';

export type { Swept } from './sweep.ts';

/** Sweeps the target's ledger and writes a ticket for every order of ours that was charged twice. Null: not asked for. */
export async function sweepFor(
  world: SettleWorld & { readonly book: TargetBook },
  span: { readonly known: KnownNames; readonly fromMs: number | null },
): Promise<Swept | null> {
  const { gateway, book, clock } = world;
  if (span.fromMs === null) return null;
  if (gateway === null) return { kind: 'silent', why: text.noKey({ target: world.target.title }) };
  const toMs = clock.now() + limits.gatewaySkewMs;
  const swept = await sweep(
    { journal: world.journal, book, gateway },
    { fromMs: span.fromMs, toMs, known: span.known },
  );
  if (swept.kind === 'silent') return swept;
  for (const one of swept.unknown) await ticketFor(world, gateway, one);
  return swept;
}

async function ticketFor(
  world: SettleWorld,
  gateway: LedgerGateway,
  { owner, ownerKey, paymentKey }: UnknownPayment,
): Promise<void> {
  if (owner === null) return;
  const { journal, clock, target } = world;
  const [own, other] = [await recordOf(gateway, ownerKey ?? paymentKey), await recordOf(gateway, paymentKey)];
  const { runId, payment } = owner;
  const approvals = other === null ? [] : [other.payment];
  draftTicket({ journal, clock, target, runId, payment, reason: 'double-charge', record: own, approvals });
}

async function recordOf(gateway: LedgerGateway, paymentKey: string): Promise<GatewayRecord | null> {
  try {
    return await gateway.readRecord(paymentKey);
  } catch (error) {
    // The ticket is written all the same; what the gateway says is added when it answers.
    if (error instanceof GatewayTrouble) return null;
    throw error;
  }
}
