import { formatWon, parseWon } from '../base/money.ts';
import type { Bilingual } from '../base/bilingual.ts';
import type { LocatorArgs } from '../model/locator.ts';
import type { PaymentIntent } from '../model/payment.ts';
import { StepFailure } from '../model/trouble.ts';
import type { World } from '../model/verb.ts';
import { fold } from '../page/fold.ts';
import { look } from '../page/look.ts';
import { ready } from './act.ts';
import { text } from './payment-text.ts';

/**
 * A payment on a target whose shop has no sandbox lane: everything up to the pay button, which is not pressed. Throws
 * StepFailure when the button is not there or the page asks for another amount.
 */
export async function showPayment(world: World, intent: PaymentIntent, button: LocatorArgs): Promise<void> {
  const locator = await ready(world, button, 'usable');
  const seen = await look(locator, { text: true });
  const label = fold(seen.elements[0]?.text ?? '');
  const body = await world.page.locator('body').innerText({ timeout: Math.max(1, world.remainingMs()) });
  const shown = judgeShown(intent.amountKrw, label, body);
  await world.gate.shown(intent);
  const facts = { amount: formatWon(intent.amountKrw), button: world.describe(button), shown: '' };
  const words = text.shownOnly(facts);
  await world.attachText('render-only', `${words.ko}${shown.ko}\n${words.en}${shown.en}\n`);
}

/** Where the declared amount stands. The button's own amount is what a person is about to pay; the page's is the next best. */
function judgeShown(declared: bigint, label: string, body: string): Bilingual {
  const onButton = amountsIn(label);
  if (onButton.length > 0) return sameOrFail(declared, onButton, text.amountOnButton());
  const onPage = amountsIn(fold(body));
  return onPage.length > 0 ? sameOrFail(declared, onPage, text.amountOnPage()) : text.amountUnreadable();
}

function sameOrFail(declared: bigint, shown: readonly bigint[], where: Bilingual): Bilingual {
  if (shown.includes(declared)) return where;
  const [expected, observed] = [formatWon(declared), shown.slice(0, 10).map(formatWon).join(', ')];
  throw new StepFailure(text.otherAmountShown({ declared: expected, shown: observed }), { expected, observed });
}

/** Every amount with its won sign in a text; bare numbers may be anything. */
function amountsIn(shown: string): readonly bigint[] {
  const written = shown.match(/₩\s?-?\d[\d,.]*|\d[\d,.]*(?:\s?[조억만]\s?\d?[\d,.]*)*\s?원/g) ?? [];
  return written.flatMap((each) => {
    const parsed = parseWon(each);
    return 'krw' in parsed ? [parsed.krw] : [];
  });
}
