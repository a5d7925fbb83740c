import { cancelOrders, startAs } from './accounts.ts';
import { expect, test } from './fixtures.ts';
import { buy, ledgerOf } from './pay.ts';
import { nuts, runMark } from './shop.ts';

test('CNCL 취소·반품', async ({ page, step }) => {
  const seeded = 'HS-SEED-TESTER-07';
  const status = page.getByTestId('order-status');
  const get = async (path: string) => (await page.request.get(path)).json();
  const pointsOf = async (orderId: string, kind: string): Promise<number> => {
    const { entries } = await get('/api/points');
    return entries
      .filter((entry: { orderId: string; kind: string }) => entry.orderId === orderId && entry.kind === kind)
      .reduce((sum: number, { delta }: { delta: number }) => sum + delta, 0);
  };

  await startAs(page.request, 'tester07');
  await page.request.delete(`/api/orders/${seeded}/return`);
  const { price: nut, shipping, options } = await get(`/api/products/${nuts.id}`);
  let order = '';

  await step('CNCL-01', '쿠폰과 적립금을 쓴 주문을 결제한다', async () => {
    const coupon = 'VIP 500원 할인 (−500원)';
    const amount = nut * 2 - 500 + shipping.fee - 400;
    order = await buy(page, { sheet: '/checkout?option=101&quantity=2', coupon, points: 400, amount });
    expect(order).not.toBe('');
  });

  await step('CNCL-02', '주문 상세에서 주문을 전액 취소할 수 있다', async () => {
    await page.goto(`/orders/${order}`);
    await page.getByRole('button', { name: '주문 취소' }).click();
    await page.getByLabel('취소 사유').selectOption('단순 변심');
    await page.getByRole('button', { name: '전액 취소하기' }).click();
    await expect(status).toHaveText('취소 완료');
    await expect(page.getByTestId('cancel-reason')).toHaveText('단순 변심');
    await expect(page.getByRole('button', { name: '주문 취소' })).toBeHidden();
  });

  await step('CNCL-03', '취소한 금액이 결제 기관 원장에서 전부 돌아갔다', async () => {
    expect((await ledgerOf(page.request, order))[0]).toMatchObject({ status: 'CANCELED', balanceAmount: 0 });
  });

  await step('CNCL-04', '취소하면 재고가 산 만큼 돌아온다', async () => {
    expect((await get(`/api/products/${nuts.id}`)).options[0].stock).toBe(options[0].stock);
  });

  await step('CNCL-05', '취소하면 쓴 적립금이 돌아온다', async () => {
    expect(await pointsOf(order, 'give-back')).toBe(400);
  });

  await step('CNCL-06', '취소하면 주문으로 쌓인 적립금만 정확히 회수된다', async () => {
    expect(await pointsOf(order, 'take-back')).toBe(0 - (await pointsOf(order, 'earn')));
  });

  await step('CNCL-07', '취소하면 쿠폰을 다시 쓸 수 있다', async () => {
    await page.goto('/coupons');
    await expect(page.getByTestId('held-coupon').filter({ hasText: 'VIP 500원 할인' })).toBeVisible();
  });

  await step('CNCL-08', '이미 취소한 주문은 다시 취소되지 않는다', async () => {
    const again = await page.request.post(`/api/orders/${order}/cancel`, { data: { reason: '한 번 더' } });
    expect(again.status()).toBe(409);
    expect((await again.json()).error.code).toBe('NOT_CANCELABLE');
    expect((await ledgerOf(page.request, order))[0]?.cancels).toHaveLength(1);
  });

  await step('CNCL-09', '배송이 끝난 주문의 반품을 신청할 수 있다', async () => {
    await page.goto(`/orders/${seeded}`);
    await page.getByRole('button', { name: '반품 신청' }).click();
    await page.getByLabel('반품 사유').selectOption('상품 불량');
    await page.getByLabel('상세 내용').fill(`배포 후 점검 ${runMark}`);
    await page.getByRole('button', { name: '반품 신청하기' }).click();
    await expect(status).toHaveText('반품 신청됨');
    await expect(page.getByTestId('return-reason')).toHaveText('상품 불량');
    await expect(page.getByText(`배포 후 점검 ${runMark}`)).toBeVisible();
  });

  await step('CNCL-10', '반품 신청을 철회할 수 있다', async () => {
    await page.goto(`/orders/${seeded}`);
    await page.getByRole('button', { name: '반품 신청 철회' }).click();
    await expect(status).toHaveText('배송 완료');
    await expect(page.getByRole('button', { name: '반품 신청', exact: true })).toBeVisible();
  });

  await page.request.delete(`/api/orders/${seeded}/return`);
  await cancelOrders(page.request);
});
