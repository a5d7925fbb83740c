import { systemClock } from '../../../runner/base/clock.ts';
import { isObject } from '../../../runner/base/json.ts';
import { openedEvent } from '../../../runner/engine/plan.ts';
import type { PaymentIntent, PaymentPress } from '../../../runner/model/payment.ts';
import { findTestCard } from '../../../runner/model/test-card.ts';
import { createGate } from '../../../runner/payment/gate.ts';
import { holdMoneyLane } from '../../../runner/payment/lane.ts';
import { openMirror } from '../../../runner/payment/mirror.ts';
import { barePlan } from '../../kit/bare-plan.ts';
import { gateWorld } from '../../kit/gate-world.ts';
import { approvedIntent, declinedIntent } from '../../kit/payment-world.ts';
import { openDesk } from './desk.ts';

/*
 * The process that is killed: it makes two payments through the real gate, journal, book and mirror, with a press that asks the small
 * shop; or it settles. Arguments: what to do, folder, gateway, shop, run, since. It says `ready` when it is about to begin.
 */
const [what = '', folder = '', gatewayUrl = '', shopUrl = '', runId = '', since = ''] = process.argv.slice(2);
const desk = openDesk({ folder, gatewayUrl }, systemClock);
if (what === 'settle') {
  process.stdout.write('ready\n');
  await desk.settle(Number(since));
} else {
  await payTwice();
}
process.stdout.write('done\n');
process.exit(0);

async function payTwice(): Promise<void> {
  const { journal, target, gateway, book, lockFolder } = desk;
  journal.append(runId, openedEvent({ ...barePlan(), target }, { version: '0.0.0', door: 'run' }));
  const gate = createGate({
    ...gateWorld(journal, gateway),
    runId,
    target,
    clock: systemClock,
    book,
    mirror: openMirror(target, { journal }),
    holdLane: () => holdMoneyLane(lockFolder, target.id),
    wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  });
  process.stdout.write('ready\n');
  for (const [index, intent] of [approvedIntent, declinedIntent].entries()) {
    try {
      await gate.pay(intent, pressFor(intent, `HS-${runId}-${index}`));
    } catch (error) {
      // A refused or failed payment is an outcome of the proof, not its end.
      process.stdout.write(`${error instanceof Error ? error.message : String(error)}\n`);
    }
  }
}

function pressFor(intent: PaymentIntent, orderId: string): PaymentPress {
  const card = findTestCard(intent.card)?.number ?? '';
  return {
    submit: async () => {
      const body = JSON.stringify({ orderId, amount: Number(intent.amountKrw), card });
      await (await fetch(`${shopUrl}/press`, { method: 'POST', body })).text();
    },
    seen: async () => {
      const answer: unknown = JSON.parse(await (await fetch(`${shopUrl}/${orderId}`)).text());
      const fields = isObject(answer) ? answer : {};
      const kind = (['approved', 'declined'] as const).find((one) => one === fields['kind']) ?? 'unknown';
      return { kind, orderId, code: typeof fields['code'] === 'string' ? fields['code'] : null, text: kind };
    },
  };
}
