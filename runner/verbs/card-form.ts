import type { Page } from '@playwright/test';
import { Blocked } from '../model/trouble.ts';
import type { World } from '../model/verb.ts';
import { fold } from '../page/fold.ts';
import { text } from './payment-text.ts';
import type { PaymentWindow } from './payment-window.ts';
import { untilTrue } from './until.ts';

/** Means of payment that could charge somebody, as windows name them. */
const otherMeans =
  /저장된 카드|등록된 카드|등록 카드|간편\s*결제|원클릭|자동\s*결제|계좌\s*이체|실시간\s*계좌|무통장|가상\s*계좌|휴대폰\s*결제|상품권|카카오\s*페이|네이버\s*페이|토스\s*페이|페이코|삼성\s*페이|애플\s*페이|PAYCO|Apple Pay|Google Pay|Samsung Pay|PayPal|saved card|one-click/gi;

const notYet = { ok: false, message: { ko: '', en: '' } } as const;

/** Waits for the place where the test card goes. Throws Blocked when the window offers only means that could charge somebody. */
export async function requireCardForm(world: World, page: Page, window: PaymentWindow): Promise<void> {
  const card = window.entries.find((entry) => entry.kind === 'card-number');
  if (card === undefined) return;
  const field = page.getByLabel(card.label, { exact: true });
  let offers = '';
  const endMs = Math.max(0, world.remainingMs() - formMs);
  const answer = await untilTrue(
    page,
    async () => {
      if (await field.isVisible()) return { ok: true };
      offers = await meansOffered(page);
      return notYet;
    },
    () => Math.max(0, world.remainingMs() - endMs),
  );
  // Neither form nor other means: the window is stuck, which the filling says in its own words.
  if (!answer.ok && offers !== '') throw new Blocked('card-form', text.noCardForm({ offers }));
  const chosen = await chosenMeans(page);
  if (answer.ok && chosen !== '') throw new Blocked('card-form', text.otherMethod({ offers: chosen }));
}

const formMs = 8_000;

async function meansOffered(page: Page): Promise<string> {
  const shown = await page
    .locator('body')
    .evaluateAll((bodies) => bodies.map((body) => body.textContent ?? '').join(' '));
  return [...new Set(fold(shown).match(otherMeans) ?? [])].slice(0, 5).join(', ');
}

/** The label of a chosen radio or tab that names another means than a typed card. */
async function chosenMeans(page: Page): Promise<string> {
  const labels = await page
    .locator('input[type=radio]:checked, [role=radio][aria-checked=true], [role=tab][aria-selected=true]')
    .evaluateAll((chosen) =>
      chosen.map((one) =>
        one instanceof HTMLInputElement
          ? [...(one.labels ?? [])].map((label) => label.textContent).join(' ')
          : (one.textContent ?? ''),
      ),
    );
  return labels.flatMap((label) => fold(label).match(otherMeans) ?? []).join(', ');
}
