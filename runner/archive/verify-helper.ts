import { assert } from '../base/assert.ts';
import { parseAuthorities } from '../sign/time/authorities.ts';
import { parseTrust } from '../sign/trust.ts';
import { believe, type Believing } from './believed.ts';
import { readLedger } from './ledger/read.ts';
import { viewLedger, type LedgerView } from './ledger/view.ts';
import type { Answer, Orders, ToHelper } from './verify-crew.ts';
import { verifyOne } from './verify.ts';

/*
 * One process of a verifier: gets its orders, then folders, and answers with results until nobody asks any more. It reads the ledger itself;
 * where that has grown since it was read elsewhere, a report is compared with more and not with less.
 */

let prepared: { readonly believing: Believing; readonly view: LedgerView | null } | null = null;

process.on('message', (message: ToHelper) => {
  if (message.kind === 'orders') {
    prepared = prepare(message.orders);
    return;
  }
  assert(prepared !== null, 'orders come first');
  const { folder } = message;
  const answer: Answer = { folder, result: verifyOne(folder, prepared.believing, prepared.view) };
  process.send?.(answer);
});

function prepare({ archive, trust, authorities, requireTime, nowMs }: Orders) {
  const believing = believe(trust === null ? { nobody: true } : { trust: parseTrust(trust) }, {
    authorities: parseAuthorities(authorities),
    requireTime,
    ...(nowMs === null ? {} : { nowMs }),
  });
  const state = readLedger(archive);
  return { believing, view: state === null ? null : viewLedger(state, believing.ledgerKeys) };
}
