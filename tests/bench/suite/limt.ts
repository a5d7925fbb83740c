import { cancelOrders, startAs } from './accounts.ts';
import { expect, test } from './fixtures.ts';
import { buy, ledgerOf, submitOrder } from './pay.ts';
import { admin, nuts, plane } from './shop.ts';

test('LIMT 카드 한도 초과', async ({ page, step }) => {
  const get = async (path: string) => (await page.request.get(path)).json();

  await startAs(page.request, 'tester08');
  const { price, shipping } = await get(`/api/products/${nuts.id}`);
  await page.request.post('/admin/api/login', { data: { loginId: admin.id, password: admin.password } });

  await step('LIMT-01', '비싼 결제에 앞서 적은 금액을 결제하고 바로 돌려받는다', async () => {
    const order = await buy(page, { sheet: '/checkout?option=101&quantity=1', amount: price + shipping.fee });
    const canceled = await page.request.post(`/api/orders/${order}/cancel`, {
      data: { reason: '점검용 소액 결제 취소' },
    });
    expect(canceled.status()).toBe(200);
    const [payment] = await ledgerOf(page.request, order);
    expect(payment?.status).toBe('CANCELED');
    expect((await get(`/api/orders/${order}`)).status).toBe('canceled');
  });

  const { options } = await get(`/api/products/${plane.id}`);
  const points = await get('/api/points');
  const coupons = await get('/api/coupons');
  const before = await get('/api/orders');
  const sales = await get('/admin/api/sales');

  await step('LIMT-02', '카드 한도를 넘는 경비행기 결제는 거절되고 실패 화면이 나온다', async () => {
    await submitOrder(page, { sheet: '/checkout?option=5401&quantity=1', amount: plane.price });
    await expect(page).toHaveURL(/\/checkout\/fail/);
    await expect(page.getByRole('heading', { name: '결제하지 못했습니다' })).toBeVisible();
    await expect(page.getByTestId('fail-code')).toHaveText('REJECT_CARD_PAYMENT');
    await expect(page.getByRole('alert')).toContainText('한도초과');
    await expect(page.getByText('주문은 접수되지 않았고 장바구니는 그대로입니다.')).toBeVisible();
  });

  await step('LIMT-03', '거절된 결제는 주문 내역에 남지 않는다', async () => {
    await page.goto('/orders');
    await expect(page.getByTestId('order-row').filter({ hasText: plane.name })).toBeHidden();
    expect((await get('/api/orders')).orders).toHaveLength(before.orders.length);
  });

  await step('LIMT-04', '거절된 결제는 경비행기 재고를 줄이지 않는다', async () => {
    expect((await get(`/api/products/${plane.id}`)).options[0].stock).toBe(options[0].stock);
  });

  await step('LIMT-05', '거절된 결제는 적립금과 쿠폰을 바꾸지 않는다', async () => {
    expect((await get('/api/points')).balance).toBe(points.balance);
    const names = (held: readonly { name: string }[]) => held.map(({ name }) => name);
    expect(names((await get('/api/coupons')).held)).toEqual(names(coupons.held));
  });

  await step('LIMT-06', '거절된 결제는 매출로 기록되지 않는다', async () => {
    const now = await get('/admin/api/sales');
    expect(now.total).toBe(sales.total);
    expect(now.netAmount).toBe(sales.netAmount);
  });

  await cancelOrders(page.request);
});
