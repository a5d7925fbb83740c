import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '../../../runner/base/clock.ts';
import { createRedactor } from '../../../runner/base/redact.ts';
import { toss } from '../../../runner/gateways/toss.ts';
import { openJournal } from '../../../runner/journal/store.ts';
import type { Target } from '../../../runner/model/target.ts';
import { openTargetBook } from '../../../runner/payment/book.ts';
import { settleTarget, type SettleEnd } from '../../../runner/payment/settle.ts';
import { target as demoTarget } from '../../kit/payment-world.ts';

/** Where one trial's runner keeps things, and how it reaches the gateway. */
export type DeskPlace = { readonly folder: string; readonly gatewayUrl: string };

export type ProofDesk = ReturnType<typeof openDesk>;

/** Opens the journal of a trial, its target and its gateway; the runner, the settler and the judge all look at the same. */
export function openDesk({ folder, gatewayUrl }: DeskPlace, clock: Clock) {
  const place = join(folder, 'second-disk');
  mkdirSync(place, { recursive: true });
  const journal = openJournal(join(folder, 'journal.sqlite'), { clock, redactor: createRedactor([]) });
  const target: Target = {
    ...demoTarget,
    source: { ...demoTarget.source, sha256: 'a'.repeat(64) },
    mirror: { kind: 'folder', place },
    // This proof is about what comes after the press; the proof of the route has its own tests.
    gateway:
      demoTarget.gateway === null ? null : { ...demoTarget.gateway, baseUrl: gatewayUrl, canaryFromKrw: 10n ** 12n },
  };
  const gateway = toss.open({ baseUrl: gatewayUrl, secretKey: 'test_sk_demo_sandbox' });
  const book = openTargetBook({ journal, targetId: target.id, clock });
  const lockFolder = join(folder, 'locks');
  const settle = (sinceMs: number): Promise<SettleEnd> =>
    settleTarget({ journal, lockFolder, target, gateway, clock }, { sinceMs, runs: 'all', sweepFromMs: sinceMs });
  return { journal, target, gateway, book, lockFolder, settle };
}
