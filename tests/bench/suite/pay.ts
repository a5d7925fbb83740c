import { expect, type APIRequestContext, type Page } from '@playwright/test';
import { ledgerUrl } from './environment.ts';
import { won } from './shop.ts';

type Purchase = {
  readonly sheet: string;
  readonly amount: number;
  readonly coupon?: string;
  readonly points?: number;
};

/** Fills the order sheet and pays with the gateway's test card. */
export async function submitOrder(page: Page, { sheet, amount, coupon, points }: Purchase): Promise<void> {
  await page.goto(sheet);
  if (coupon !== undefined) await page.getByLabel('쿠폰').selectOption(coupon);
  if (points !== undefined) {
    await page.getByLabel('사용할 적립금').fill(String(points));
    await page.getByRole('button', { name: '적용', exact: true }).click();
    await expect(page.getByTestId('points-used')).toHaveText(`−${won(points)}`);
  }
  await page.getByLabel('모두 동의합니다').check();
  await expect(page.getByTestId('pay-amount')).toHaveText(won(amount));
  await page.getByRole('button', { name: `${won(amount)} 결제하기`, exact: true }).click();
  await page.getByLabel('카드번호').fill('5365100000000000');
  await page.getByLabel('유효기간').fill('1239');
  await page.getByLabel('비밀번호 앞 2자리').fill('00');
  await page.getByLabel('생년월일').fill('900101');
  await page.getByLabel('전체 동의').check();
  await page.getByRole('button', { name: '결제하기' }).click();
}

/** Buys and returns the order number. */
export async function buy(page: Page, purchase: Purchase): Promise<string> {
  await submitOrder(page, purchase);
  await page.waitForURL(/\/order\/complete\?orderId=/);
  return new URL(page.url()).searchParams.get('orderId') ?? '';
}

type LedgerRow = {
  readonly orderId: string;
  readonly status: string;
  readonly totalAmount: number;
  readonly balanceAmount: number;
  readonly cancels: readonly object[] | null;
};

/** This order's payments in the gateway's own ledger. */
export async function ledgerOf(request: APIRequestContext, orderId: string): Promise<readonly LedgerRow[]> {
  const answer: { payments: readonly { readonly payment: LedgerRow }[] } = await (
    await request.get(ledgerUrl(process.env))
  ).json();
  return answer.payments.map(({ payment }) => payment).filter((payment) => payment.orderId === orderId);
}
