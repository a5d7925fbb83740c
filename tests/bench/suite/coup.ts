import { dropCoupon, releaseVouchers, startAs } from './accounts.ts';
import { expect, test } from './fixtures.ts';
import { amountOf, nuts, quilt, won } from './shop.ts';

test('COUP 쿠폰·적립금·상품권', async ({ page, step }) => {
  const firstCoupon = '첫 구매 1,000원 할인';
  const held = page.getByTestId('held-coupon');
  const couponCount = page.getByTestId('coupon-count');
  const payAmount = page.getByTestId('pay-amount');
  const voucherTotal = page.getByTestId('voucher-total');
  const get = async (path: string) => (await page.request.get(path)).json();

  await startAs(page.request, 'tester05');
  await dropCoupon(page.request, firstCoupon);
  await releaseVouchers(page.request);
  const couponsBefore: number = (await get('/api/coupons')).held.length;

  await step('COUP-01', '쿠폰을 내려받으면 내 쿠폰에 들어온다', async () => {
    await page.goto('/coupons');
    await page.getByRole('button', { name: `${firstCoupon} 쿠폰 받기` }).click();
    await expect(held.filter({ hasText: firstCoupon })).toBeVisible();
    await expect(couponCount).toHaveText(`사용할 수 있는 쿠폰 ${couponsBefore + 1}장`);
    await expect(page.getByRole('button', { name: `${firstCoupon} 쿠폰 받기` })).toBeDisabled();
  });

  await step('COUP-02', '받은 쿠폰을 버리면 다시 내려받을 수 있다', async () => {
    await page.goto('/coupons');
    await page.getByRole('button', { name: `${firstCoupon} 버리기` }).click();
    await expect(page.getByRole('button', { name: `${firstCoupon} 쿠폰 받기` })).toBeEnabled();
    await expect(held.filter({ hasText: firstCoupon })).toBeHidden();
    await expect(couponCount).toHaveText(`사용할 수 있는 쿠폰 ${couponsBefore}장`);
  });

  await step('COUP-03', '내 쿠폰함에 할인율과 쓸 수 있는 조건이 보인다', async () => {
    await page.goto('/coupons');
    await expect(held.filter({ hasText: '전 상품 10% 할인' })).toContainText('10% (최대 20,000원) · 10,000원 이상');
    await expect(held.filter({ hasText: 'VIP 500원 할인' })).toContainText('500원 · 1,000원 이상');
  });

  await step('COUP-04', '최소 주문 금액이 모자라면 쿠폰을 쓸 수 없다', async () => {
    await page.goto('/checkout?option=101&quantity=1');
    const tenPercent = page.getByLabel('쿠폰').getByRole('option', { name: '전 상품 10% 할인' });
    await expect(tenPercent).toContainText('10,000원 이상 구매');
    await expect(tenPercent).toBeDisabled();
  });

  await step('COUP-05', '할인율 쿠폰은 최대 할인 금액까지만 할인한다', async () => {
    const { options } = await get(`/api/products/${quilt.id}`);
    await page.goto('/checkout?option=1601&quantity=3');
    await page.getByLabel('쿠폰').selectOption('전 상품 10% 할인 (−20,000원)');
    await expect(page.getByTestId('coupon-discount')).toHaveText('−20,000원');
    await expect(payAmount).toHaveText(won(options[0].price * 3 - 20_000));
  });

  await step('COUP-06', '적립금 잔액이 내역의 합계와 같다', async () => {
    await page.goto('/points');
    const balance = await amountOf(page.getByTestId('point-balance'));
    const { entries } = await get('/api/points');
    const sum = entries.reduce((total: number, { delta }: { delta: number }) => total + delta, 0);
    await expect(page.getByTestId('point-history-total')).toHaveText(won(sum));
    await expect(page.getByTestId('point-entry')).toHaveCount(entries.length);
    expect(balance).toBe(sum);
  });

  await step('COUP-07', '적립금 내역에 쌓인 것과 쓴 것이 부호와 함께 보인다', async () => {
    await page.goto('/points');
    const entries = page.getByTestId('point-entry');
    await expect(entries.filter({ hasText: '가입 축하 적립' })).toContainText('+2,000원');
    await expect(entries.filter({ hasText: 'HS-SEED-TESTER-05' }).last()).toContainText('−1,128원');
  });

  await step('COUP-08', '상품권 번호를 등록하면 그 금액을 쓸 수 있다', async () => {
    await page.goto('/vouchers');
    await page.getByLabel('상품권 번호').fill('HSGIFT-TEST-0005');
    await page.getByRole('button', { name: '등록', exact: true }).click();
    await expect(page.getByTestId('voucher-balance')).toHaveText('5,000원');
    await expect(page.getByTestId('voucher-face')).toHaveText('5,000원');
    await expect(voucherTotal).toHaveText('5,000원');
  });

  await step('COUP-09', '주문서에서 상품권을 쓰면 그만큼 덜 결제한다', async () => {
    const { price, shipping } = await get(`/api/products/${nuts.id}`);
    await page.goto('/checkout?option=101&quantity=5');
    await page.getByLabel('상품권').selectOption('하늘 금액권 5,000원 (5,000원)');
    await expect(page.getByTestId('voucher-used')).toHaveText('−5,000원');
    await expect(payAmount).toHaveText(won(price * 5 + shipping.fee - 5_000));
  });

  await step('COUP-10', '쓰지 않은 상품권은 등록을 해제할 수 있다', async () => {
    await page.goto('/vouchers');
    await page.getByRole('button', { name: 'HSGIFT-TEST-0005 등록 해제' }).click();
    await expect(page.getByTestId('voucher')).toBeHidden();
    await expect(voucherTotal).toHaveText('0원');
  });

  await step('COUP-11', '없는 상품권 번호는 등록되지 않는다', async () => {
    await page.goto('/vouchers');
    await page.getByLabel('상품권 번호').fill('HSGIFT-0000-0000-0000');
    await page.getByRole('button', { name: '등록', exact: true }).click();
    await expect(page.getByTestId('form-error')).toContainText('없는 상품권 번호입니다');
    await expect(voucherTotal).toHaveText('0원');
  });

  const priced = [
    { voucher: 55, stands: 1, name: '하루견과 1봉 교환권' },
    { voucher: 56, stands: 3, name: '제주 감귤칩 교환권' },
    { voucher: 57, stands: 14, name: '1++ 한우 등심 교환권' },
  ];
  for (const [index, { voucher, stands, name }] of priced.entries()) {
    await step(`COUP-12[${index + 1}]`, `${name}의 가격이 대상 상품의 지금 가격과 같다`, async () => {
      const { price } = await get(`/api/products/${stands}`);
      await page.goto('/vouchers');
      const card = page.getByTestId('product-card').filter({ hasText: name });
      await expect(card.getByTestId('price')).toHaveText(won(price));
      expect((await get(`/api/products/${voucher}`)).price).toBe(price);
    });
  }

  await releaseVouchers(page.request);
  await dropCoupon(page.request, firstCoupon);
});
