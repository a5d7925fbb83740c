import { expect, type APIRequestContext, type Locator, type Page } from '@playwright/test';

/** Products and words that several sections use. */
export const keyword = '이불';
export const hostile = '<img src=x onerror=alert(1)><b>"이불"&amp;';
export const quilt = { id: 16, name: '알러지케어 차렵이불' };
export const nuts = { id: 1, name: '하루견과 1봉' };
export const cloth = { id: 2, name: '극세사 청소포 3매' };
export const plane = { id: 54, name: '경비행기 SkyRanger 600', price: 200_000_000 };
export const camper = { id: 53, name: '캠핑카 로드홈 4인승', price: 92_500_000 };
export const mat = { id: 58, name: '온돌 카본 매트' };
export const password = 'Test!2026';
export const admin = { id: 'admin', password: 'Admin!2026' };

/** Logs in as a customer does. */
export async function login(page: Page, id: string): Promise<void> {
  await page.goto('/login');
  await page.getByLabel('아이디').fill(id);
  await page.getByLabel('비밀번호').fill(password);
  await page.getByRole('button', { name: '로그인' }).click();
  await expect(page.getByTestId('who')).toContainText('님');
}

/** Logs in through the API, for tests that are not about logging in. */
export async function loginByApi(request: APIRequestContext, id: string): Promise<void> {
  await expect(await request.post('/api/login', { data: { loginId: id, password } })).toBeOK();
}

/** `1,234,000원` as a number; anything else is an error. */
export function amountIn(text: string): number {
  const digits = /^-?\d{1,3}(,\d{3})*원$/.exec(text.trim())?.[0];
  if (digits === undefined) throw new Error(`not an amount: ${text}`);
  return Number(digits.replaceAll(/[,원]/g, ''));
}

/** The amount that an element shows. */
export async function amountOf(locator: Locator): Promise<number> {
  return amountIn((await locator.textContent()) ?? '');
}

/** The prices of a product list, in the order they are shown. */
export async function pricesIn(page: Page, list: string): Promise<number[]> {
  const shown = page.getByRole('list', { name: list }).getByTestId('price');
  await expect(shown.first()).toBeVisible();
  return (await shown.allTextContents()).map(amountIn);
}

export function won(amount: number): string {
  return `${amount.toLocaleString('en-US')}원`;
}

export function ascending(values: readonly number[]): number[] {
  return values.toSorted((one, other) => one - other);
}

/** A day in Korea, as `2026-11-22`. */
export function dayInKorea(daysAhead: number): string {
  return new Date(Date.now() + (9 + daysAhead * 24) * 3_600_000).toISOString().slice(0, 10);
}

/** Six letters that no other run has. */
export const runMark = Date.now().toString(36).slice(-6);

type Product = { readonly reviews: readonly { readonly id: number; readonly mine: boolean }[] };

/** Leaves no review of this account, whatever an interrupted run has left. */
export async function removeMyReview(request: APIRequestContext, product: number): Promise<void> {
  const { reviews }: Product = await (await request.get(`/api/products/${product}`)).json();
  for (const review of reviews.filter(({ mine }) => mine)) await request.delete(`/api/reviews/${review.id}`);
}

/** Leaves no wished product. */
export async function emptyWishes(request: APIRequestContext): Promise<void> {
  const { products }: { products: readonly { readonly id: number }[] } = await (
    await request.get('/api/wishes')
  ).json();
  for (const { id } of products) await request.delete(`/api/wishes/${id}`);
}

/** Puts products in an empty cart through the API and opens it. */
export async function fillCart(page: Page, lines: readonly { option: number; quantity: number }[]): Promise<void> {
  await page.request.delete('/api/cart');
  for (const { option, quantity } of lines) {
    await expect(await page.request.post('/api/cart', { data: { optionId: option, quantity } })).toBeOK();
  }
  await page.goto('/cart');
  await expect(page.getByTestId('cart-line')).toHaveCount(lines.length);
}
