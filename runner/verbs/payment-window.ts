import type { Page } from '@playwright/test';
import { assert } from '../base/assert.ts';
import { passesLuhn } from '../model/test-card.ts';

/** One thing to do in a payment window, by what a person reads there. */
export type WindowEntry =
  | { readonly kind: 'card-number'; readonly label: string }
  | { readonly kind: 'field'; readonly label: string; readonly value: string }
  | { readonly kind: 'tick'; readonly label: string };

/** A gateway's payment window as data: what is filled in, in order, and the button that pays. */
export type PaymentWindow = { readonly entries: readonly WindowEntry[]; readonly pay: string };

/** Windows by the gateway kind of the target. Nothing here belongs to a person: the card number cannot be issued. */
export const paymentWindows: { readonly [kind: string]: PaymentWindow | undefined } = {
  toss: {
    entries: [
      { kind: 'card-number', label: '카드번호' },
      { kind: 'field', label: '유효기간', value: '1239' },
      { kind: 'field', label: '비밀번호 앞 2자리', value: '00' },
      { kind: 'field', label: '생년월일', value: '900101' },
      { kind: 'tick', label: '전체 동의' },
    ],
    pay: '결제하기',
  },
};

/** Fills a payment window and presses its button, once. */
export async function payInWindow(
  page: Page,
  window: PaymentWindow,
  card: { readonly number: string; readonly timeoutMs: () => number },
): Promise<void> {
  for (const entry of window.entries) {
    const timeout = card.timeoutMs();
    const field = page.getByLabel(entry.label, { exact: true });
    if (entry.kind === 'card-number') await typeCard(page, entry.label, { number: card.number, timeoutMs: timeout });
    else if (entry.kind === 'field') await field.fill(entry.value, { timeout });
    else await field.check({ timeout });
  }
  await page.getByRole('button', { name: window.pay, exact: true }).click({ timeout: card.timeoutMs() });
}

/**
 * The one place where a card number is typed. It refuses every number that could have been issued to a person,
 * whatever list it came from.
 */
export async function typeCard(
  page: Page,
  label: string,
  card: { readonly number: string; readonly timeoutMs: number },
): Promise<void> {
  assert(/^\d{13,19}$/.test(card.number) && !passesLuhn(card.number), 'only un-issuable card numbers are typed');
  await page.getByLabel(label, { exact: true }).fill(card.number, { timeout: card.timeoutMs });
}
