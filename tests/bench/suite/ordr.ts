import { cancelOrders, startAs } from './accounts.ts';
import { expect, test } from './fixtures.ts';
import { buy, ledgerOf } from './pay.ts';
import { cloth, nuts, plane, runMark, won } from './shop.ts';

test('ORDR 주문·결제', async ({ page, step }) => {
  const payAmount = page.getByTestId('pay-amount');
  const agree = page.getByLabel('모두 동의합니다');
  const get = async (path: string) => (await page.request.get(path)).json();
  const product = (id: number) => get(`/api/products/${id}`);

  await startAs(page.request, 'tester06');
  const { price: nut, shipping, options } = await product(nuts.id);
  const { balance: pointsBefore } = await get('/api/points');
  const two: number = nut * 2 + shipping.fee;
  let order = '';

  await step('ORDR-01', '점검 계정의 주문서가 시험 결제 키를 쓴다', async () => {
    const source = { kind: 'direct', optionId: 101, quantity: 1 };
    const { clientKey } = await (await page.request.post('/api/checkout', { data: { source } })).json();
    expect(clientKey).toMatch(/^test_/);
  });

  await step('ORDR-02', '약관에 동의해야 결제 단추를 누를 수 있다', async () => {
    await page.goto('/checkout?option=101&quantity=2');
    await expect(page.getByRole('button', { name: '결제하기' })).toBeDisabled();
    await agree.check();
    await expect(page.getByLabel('주문 내용을 확인했으며 결제에 동의합니다 (필수)')).toBeChecked();
    await expect(page.getByLabel('개인정보를 판매자에게 제공하는 데 동의합니다 (필수)')).toBeChecked();
    await expect(page.getByRole('button', { name: '결제하기' })).toBeEnabled();
  });

  await step('ORDR-03', '주문서의 결제 금액이 상품 금액과 배송비의 합이다', async () => {
    await page.goto('/checkout?option=101&quantity=2');
    await expect(page.getByTestId('goods-amount')).toHaveText(won(nut * 2));
    await expect(page.getByTestId('coupon-discount')).toHaveText('0원');
    await expect(page.getByTestId('shipping-amount')).toHaveText(won(shipping.fee));
    await expect(page.getByTestId('points-used')).toHaveText('0원');
    await expect(payAmount).toHaveText(won(two));
    await expect(page.getByRole('button', { name: `${won(two)} 결제하기`, exact: true })).toBeVisible();
  });

  await step('ORDR-04', '주문서에서 적립금을 쓰면 그만큼만 결제한다', async () => {
    await page.goto('/checkout?option=101&quantity=2');
    await page.getByLabel('사용할 적립금').fill('300');
    await page.getByRole('button', { name: '적용', exact: true }).click();
    await expect(page.getByTestId('points-used')).toHaveText('−300원');
    await expect(payAmount).toHaveText(won(two - 300));
  });

  await step('ORDR-05', '재고보다 많은 수량은 주문할 수 없다', async () => {
    const { stock } = (await product(plane.id)).options[0];
    await page.goto(`/checkout?option=5401&quantity=${stock + 1}`);
    await expect(page.getByRole('alert')).toContainText(`${stock}개까지 살 수 있습니다`);
    await expect(page.getByRole('button', { name: '결제하기' })).toBeHidden();
  });

  await step('ORDR-06', '카드로 결제하면 주문이 완료된다', async () => {
    order = await buy(page, { sheet: '/checkout?option=101&quantity=2', amount: two });
    expect(order).not.toBe('');
  });

  await step('ORDR-07', '주문 완료 화면에 주문번호와 결제한 금액이 나온다', async () => {
    await page.goto(`/order/complete?orderId=${order}`);
    await expect(page.getByRole('heading', { name: '주문이 완료되었습니다' })).toBeVisible();
    await expect(page.getByTestId('order-id')).toHaveText(order);
    await expect(page.getByTestId('order-line')).toContainText('2개');
    await expect(payAmount).toHaveText(won(two));
  });

  await step('ORDR-08', '주문 내역 맨 위에 방금 한 주문이 있다', async () => {
    await page.goto('/orders');
    const newest = page.getByTestId('order-row').first();
    await expect(newest.getByTestId('order-id')).toHaveText(order);
    await expect(newest.getByTestId('order-status')).toHaveText('결제 완료');
    await expect(newest.getByTestId('pay-amount')).toHaveText(won(two));
  });

  await step('ORDR-09', '주문 상세의 금액이 결제한 금액과 같다', async () => {
    await page.goto(`/orders/${order}`);
    await expect(page.getByTestId('order-status')).toHaveText('결제 완료');
    await expect(page.getByTestId('goods-amount')).toHaveText(won(nut * 2));
    await expect(page.getByTestId('shipping-amount')).toHaveText(won(shipping.fee));
    await expect(payAmount).toHaveText(won(two));
  });

  await step('ORDR-10', '결제 기관 원장에 같은 금액의 승인이 하나 있다', async () => {
    const payments = await ledgerOf(page.request, order);
    expect(payments).toHaveLength(1);
    expect(payments[0]).toMatchObject({ status: 'DONE', totalAmount: two });
  });

  await step('ORDR-11', '재고가 산 수량만큼만 줄었다', async () => {
    expect((await product(nuts.id)).options[0].stock).toBe(options[0].stock - 2);
  });

  await step('ORDR-12', '적립금이 상품 금액의 1%만큼 쌓였다', async () => {
    const { balance, entries } = await get('/api/points');
    const earned = entries
      .filter((entry: { orderId: string }) => entry.orderId === order)
      .reduce((sum: number, { delta }: { delta: number }) => sum + delta, 0);
    expect(earned).toBe(Math.floor((nut * 2) / 100));
    expect(balance).toBe(pointsBefore + earned);
  });

  await step('ORDR-13', '쿠폰과 적립금을 함께 써서 결제할 수 있다', async () => {
    const coupon = 'VIP 500원 할인 (−500원)';
    const sheet = '/checkout?option=101&quantity=2';
    const id = await buy(page, { sheet, coupon, points: 300, amount: two - 800 });
    expect(await get(`/api/orders/${id}`)).toMatchObject({ couponDiscount: 500, pointsUsed: 300 });
    const { held } = await get('/api/coupons');
    expect(held.map(({ name }: { name: string }) => name)).not.toContain('VIP 500원 할인');
  });

  await step('ORDR-14', '여러 판매자의 상품을 장바구니에서 한 번에 결제할 수 있다', async () => {
    const bought = [
      { optionId: 101, quantity: 1 },
      { optionId: 201, quantity: 1 },
      { optionId: 601, quantity: 2 },
    ];
    for (const line of bought) await page.request.post('/api/cart', { data: line });
    const [towel, socks] = [await product(cloth.id), await product(6)];
    const rest = towel.price + towel.shipping.fee + socks.price * 2 + socks.shipping.fee;
    const amount = nut + shipping.fee + rest;
    const { lines, payAmount: paid } = await get(`/api/orders/${await buy(page, { sheet: '/checkout', amount })}`);
    expect(lines.map(({ optionId }: { optionId: number }) => optionId).toSorted()).toEqual([101, 201, 601]);
    expect(paid).toBe(amount);
    expect((await get('/api/cart')).count).toBe(0);
  });

  await step('ORDR-15', '상품권을 오늘 가격으로 사면 그 금액의 번호가 나온다', async () => {
    const id = await buy(page, { sheet: '/checkout?option=5501&quantity=1', amount: nut });
    await page.goto(`/orders/${id}`);
    await expect(page.getByTestId('voucher-code')).toHaveText(/^HSGIFT-\d{4}-\d{4}-\d{4}$/);
    await expect(page.getByTestId('voucher-face')).toHaveText(won(nut));
  });

  const prepare = async (): Promise<string> => {
    const { addresses } = await get('/api/addresses');
    const source = { kind: 'direct', optionId: 101, quantity: 1 };
    const sheet = { source, addressId: addresses[0].id, payMethod: 'CARD', agreed: true };
    const data = { ...sheet, expectedAmount: nut + shipping.fee };
    return (await (await page.request.post('/api/orders/prepare', { data })).json()).orderId;
  };
  const orderIds = async (): Promise<string[]> => (await get('/api/orders')).orders.map(({ id }: { id: string }) => id);

  await step('ORDR-16', '결제 창에서 취소하고 돌아오면 주문이 남지 않는다', async () => {
    const left = await prepare();
    await page.goto(`/checkout/fail?code=PAY_PROCESS_CANCELED&message=결제를 취소했습니다.&orderId=${left}`);
    await expect(page.getByRole('heading', { name: '결제하지 못했습니다' })).toBeVisible();
    await expect(page.getByTestId('fail-code')).toHaveText('PAY_PROCESS_CANCELED');
    expect(await orderIds()).not.toContain(left);
  });

  await step('ORDR-17', '돌아온 결제 금액이 주문과 다르면 결제를 승인하지 않는다', async () => {
    const tampered = await prepare();
    const query = `paymentKey=tampered-${runMark}&orderId=${tampered}&amount=100`;
    const answer = await page.request.get(`/checkout/success?${query}`);
    expect(await answer.text()).toContain('data-testid="fail-code">AMOUNT_MISMATCH<');
    expect(await orderIds()).not.toContain(tampered);
  });

  await cancelOrders(page.request);
});
