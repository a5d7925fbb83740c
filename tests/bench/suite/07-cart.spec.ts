import { expect, test } from './fixtures.ts';
import { amountOf, camper, cloth, fillCart, login, loginByApi, nuts, quilt, won } from './shop.ts';

test('CART 장바구니', async ({ page, step }) => {
  const lines = page.getByTestId('cart-line');
  const goods = page.getByTestId('goods-amount');
  const shipping = page.getByTestId('shipping-amount');
  const linePrice = page.getByTestId('line-price');
  const status = page.getByRole('status');
  const cart = async () => (await page.request.get('/api/cart')).json();
  const shippingOf = async (id: number) => (await (await page.request.get(`/api/products/${id}`)).json()).shipping;

  await step('CART-01', '상품을 담으면 담았다고 알리고 장바구니에 있다', async () => {
    await page.request.delete('/api/cart');
    await page.goto(`/product/${nuts.id}`);
    await page.getByRole('button', { name: '장바구니 담기' }).click();
    await expect(status).toHaveText('장바구니에 담았습니다.');
    await expect(page.getByTestId('cart-count')).toHaveText('1');
    await page.goto('/cart');
    await expect(lines).toHaveCount(1);
    await expect(lines.getByRole('link', { name: nuts.name, exact: true })).toBeVisible();
  });

  await step('CART-02', '같은 상품을 또 담으면 줄이 아니라 수량이 늘고 배지는 상품 수를 센다', async () => {
    await fillCart(page, [
      { option: 101, quantity: 1 },
      { option: 201, quantity: 1 },
    ]);
    await page.request.post('/api/cart', { data: { optionId: 101, quantity: 2 } });
    await page.goto('/cart');
    await expect(lines).toHaveCount(2);
    await expect(page.getByLabel(`${nuts.name} 수량`)).toHaveValue('3');
    await expect(page.getByTestId('cart-count')).toHaveText('2');
  });

  await step('CART-03', '수량을 바꾸면 상품 금액이 따라 바뀐다', async () => {
    await fillCart(page, [{ option: 101, quantity: 1 }]);
    const unit = await amountOf(page.getByTestId('price'));
    await page.getByRole('button', { name: `${nuts.name} 하나 더하기` }).click();
    await expect(linePrice).toHaveText(won(unit * 2));
    await page.getByLabel(`${nuts.name} 수량`).fill('5');
    await expect(linePrice).toHaveText(won(unit * 5));
    await expect(goods).toHaveText(won(unit * 5));
    expect((await cart()).sellers[0].lines[0].quantity).toBe(5);
  });

  await step('CART-04', '장바구니에서 옵션을 바꾸면 추가금이 붙는다', async () => {
    await fillCart(page, [{ option: 1601, quantity: 1 }]);
    const single = await amountOf(linePrice);
    await page.getByLabel(`${quilt.name} 옵션`).selectOption('퀸 (+20,000원)');
    await expect(linePrice).toHaveText(won(single + 20_000));
    await expect(goods).toHaveText(won(single + 20_000));
  });

  await step('CART-05', '판매자마다 배송비가 따로 붙고 안내가 판매자 기준과 같다', async () => {
    const sellers = [await shippingOf(nuts.id), await shippingOf(cloth.id)];
    await fillCart(page, [
      { option: 101, quantity: 1 },
      { option: 201, quantity: 1 },
    ]);
    await expect(page.getByTestId('cart-seller')).toHaveCount(2);
    for (const { sellerName, fee, freeFrom } of sellers) {
      await expect(page.getByRole('region', { name: sellerName }).getByTestId('seller-shipping')).toHaveText(
        `배송비 ${won(fee)} · ${won(freeFrom)}부터 무료`,
      );
    }
    await expect(shipping).toHaveText(won(sellers[0].fee + sellers[1].fee));
  });

  await step('CART-06', '무료배송 기준을 넘긴 판매자에게는 배송비가 붙지 않는다', async () => {
    const sold = await (await page.request.get(`/api/products/${quilt.id}`)).json();
    await fillCart(page, [{ option: 1601, quantity: 1 }]);
    expect(sold.price).toBeGreaterThanOrEqual(sold.shipping.freeFrom);
    await expect(page.getByTestId('seller-shipping')).toHaveText('무료배송');
    await expect(shipping).toHaveText('0원');
  });

  await step('CART-07', '합계가 상품 금액과 배송비를 더한 값이다', async () => {
    await fillCart(page, [
      { option: 101, quantity: 3 },
      { option: 201, quantity: 2 },
    ]);
    const sum = (await amountOf(linePrice.nth(0))) + (await amountOf(linePrice.nth(1)));
    await expect(goods).toHaveText(won(sum));
    await expect(page.getByTestId('cart-total')).toHaveText(won(sum + (await amountOf(shipping))));
  });

  await step('CART-08', '고르지 않은 상품은 금액과 주문에서 빠진다', async () => {
    await fillCart(page, [
      { option: 101, quantity: 1 },
      { option: 201, quantity: 1 },
    ]);
    const rest = await amountOf(page.getByRole('region', { name: '온결리빙' }).getByTestId('line-price'));
    await page.getByLabel(`${nuts.name} 선택`).uncheck();
    await expect(goods).toHaveText(won(rest));
    await expect(page.getByRole('button', { name: '주문하기 (1)' })).toBeVisible();
    expect((await cart()).selectedCount).toBe(1);
  });

  await step('CART-09', '고른 상품만 지울 수 있다', async () => {
    await fillCart(page, [
      { option: 101, quantity: 1 },
      { option: 201, quantity: 1 },
    ]);
    await page.getByLabel('전체 선택').uncheck();
    await expect(page.getByRole('button', { name: '주문하기 (0)' })).toBeDisabled();
    await page.getByLabel(`${cloth.name} 선택`).check();
    await expect(page.getByRole('button', { name: '주문하기 (1)' })).toBeVisible();
    await page.getByRole('button', { name: '선택 삭제' }).click();
    await expect(status).toHaveText('선택한 상품을 삭제했습니다.');
    await expect(lines).toHaveCount(1);
    await expect(lines.getByRole('link', { name: nuts.name, exact: true })).toBeVisible();
  });

  await step('CART-10', '상품 하나를 지우면 장바구니에서 사라진다', async () => {
    await fillCart(page, [{ option: 101, quantity: 1 }]);
    await page.getByRole('button', { name: `${nuts.name} 삭제` }).click();
    await expect(status).toHaveText('삭제했습니다.');
    await expect(page.getByTestId('empty')).toContainText('장바구니가 비어 있습니다.');
    await expect(page.getByTestId('cart-count')).toBeHidden();
  });

  await step('CART-11', '재고보다 많이 담으려 하면 몇 개까지 살 수 있는지 알린다', async () => {
    await page.request.delete('/api/cart');
    await page.goto(`/product/${camper.id}`);
    await page.getByLabel('수량').fill('99');
    await page.getByRole('button', { name: '장바구니 담기' }).click();
    await expect(status).toHaveText(/\d+개까지 살 수 있습니다\.$/);
    expect((await cart()).count).toBe(0);
  });

  await step('CART-12', '1억 원이 넘는 장바구니의 금액이 한 자리도 틀리지 않는다', async () => {
    await fillCart(page, [
      { option: 5301, quantity: 1 },
      { option: 5401, quantity: 1 },
    ]);
    await expect(linePrice).toHaveText(['92,500,000원', '200,000,000원']);
    await expect(goods).toHaveText('292,500,000원');
    await expect(page.getByTestId('cart-total')).toHaveText('292,500,000원');
    await expect(shipping).toHaveText('0원');
  });

  await step('CART-13', '로그인 전에 담은 상품이 로그인해도 남는다', async () => {
    await loginByApi(page.request, 'tester02');
    await page.request.delete('/api/cart');
    await page.request.post('/api/logout', { data: {} });
    await fillCart(page, [{ option: 301, quantity: 2 }]);
    await login(page, 'tester02');
    await page.goto('/cart');
    await expect(page.getByLabel('제주 감귤칩 40g 수량')).toHaveValue('2');
    await expect(page.getByTestId('cart-count')).toHaveText('1');
  });

  await page.request.delete('/api/cart');
});
