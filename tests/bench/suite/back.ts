import type { Page } from '@playwright/test';
import { cancelOrders, startAs } from './accounts.ts';
import { expect, test } from './fixtures.ts';
import { buy } from './pay.ts';
import { dayInKorea, nuts, password, quilt, runMark, won } from './shop.ts';

export const admin = { id: 'admin', password: 'Admin!2026' };
const blocks = { id: 45, name: '원목 블록 100p' };

async function adminLogin(page: Page, id: string, secret: string): Promise<void> {
  await page.goto('/admin/login');
  await page.getByLabel('아이디').fill(id);
  await page.getByLabel('비밀번호').fill(secret);
  await page.getByRole('button', { name: '로그인' }).click();
}

test('BACK 관리자', async ({ page, step }) => {
  const rowsOf = (table: string) => page.getByTestId(table).locator('tbody tr');
  const get = async (path: string) => (await page.request.get(path)).json();

  await startAs(page.request, 'tester08');
  const { price: nut, shipping } = await get(`/api/products/${nuts.id}`);
  const amount: number = nut + shipping.fee;
  let order = '';

  await step('BACK-01', '로그인하지 않으면 관리자 화면과 자료가 열리지 않는다', async () => {
    expect((await page.request.get('/admin/api/dashboard')).status()).toBe(401);
    await page.goto('/admin');
    await expect(page).toHaveURL(/\/admin\/login/);
    await expect(page.getByRole('heading', { name: '관리자 로그인' })).toBeVisible();
    await expect(page.getByTestId('today-sales')).toBeHidden();
  });

  await step('BACK-02', '고객 계정으로는 관리자에 로그인할 수 없다', async () => {
    await adminLogin(page, 'tester08', password);
    await expect(page.getByRole('alert')).toContainText('관리자 계정이 아닙니다');
    await expect(page).toHaveURL(/\/admin\/login/);
  });

  await step('BACK-03', '비밀번호가 틀리면 관리자에 로그인되지 않는다', async () => {
    await adminLogin(page, admin.id, `틀린 비밀번호 ${runMark}`);
    await expect(page.getByRole('alert')).toContainText('아이디 또는 비밀번호가 올바르지 않습니다');
    await expect(page).toHaveURL(/\/admin\/login/);
  });

  await step('BACK-04', '담당자가 관리자에 로그인할 수 있다', async () => {
    await adminLogin(page, admin.id, admin.password);
    await expect(page).toHaveURL('/admin');
    await expect(page.getByTestId('admin-name')).toHaveText('운영자');
  });

  await step('BACK-05', '대시보드의 오늘 숫자가 매출 기록과 같다', async () => {
    await page.goto('/admin');
    await expect(page.getByTestId('today-sales')).toBeVisible();
    const { daily } = await get('/admin/api/sales');
    const nothing = { salesAmount: 0, cancels: 0, netAmount: 0 };
    const today = daily.find(({ day }: { day: string }) => day === dayInKorea(0)) ?? nothing;
    await expect(page.getByTestId('today-sales')).toHaveText(won(today.salesAmount));
    await expect(page.getByTestId('today-cancels')).toHaveText(`${today.cancels.toLocaleString('en-US')}건`);
    await expect(page.getByTestId('today-net')).toHaveText(won(today.netAmount));
  });

  await step('BACK-06', '관리자에서 확인할 주문을 결제한다', async () => {
    order = await buy(page, { sheet: '/checkout?option=101&quantity=1', amount });
    await expect(page).toHaveURL(new RegExp(`/order/complete\\?orderId=${order}`));
  });

  await step('BACK-07', '방금 결제한 주문을 주문번호로 찾을 수 있다', async () => {
    await page.goto('/admin/orders');
    await page.getByLabel('주문번호').fill(order);
    await page.getByRole('button', { name: '검색' }).click();
    await expect(rowsOf('orders')).toHaveCount(1);
    await expect(rowsOf('orders')).toContainText(order);
    await expect(rowsOf('orders')).toContainText(won(amount));
    await expect(rowsOf('orders')).toContainText('tester08');
  });

  await step('BACK-08', '주문 상세에 매출 기록이 정확히 한 건 있다', async () => {
    await page.goto(`/admin/orders/${order}`);
    await expect(page.getByTestId('order-lane')).toHaveText('테스트');
    await expect(rowsOf('order-sales')).toHaveCount(1);
    await expect(rowsOf('order-sales')).toContainText(won(amount));
  });

  await step('BACK-09', '취소한 주문의 매출 기록에 같은 금액의 취소가 정확히 한 건 있다', async () => {
    await page.request.post(`/api/orders/${order}/cancel`, { data: { reason: '점검 취소' } });
    await page.goto(`/admin/sales?q=${order}`);
    const cancels = rowsOf('sales').filter({ hasText: '취소' });
    await expect(cancels).toHaveCount(1);
    await expect(cancels).toContainText(`-${won(amount)}`);
    await expect(page.getByTestId('net-amount')).toHaveText('0원');
  });

  await step('BACK-10', '매출 점검에서 맞지 않는 주문이 없다', async () => {
    await page.goto('/admin/sales');
    await expect(page.getByTestId('sales-check')).toHaveText('매출 점검: 이상 없음');
    await expect(page.getByTestId('sales-misfits')).toBeHidden();
  });

  await step('BACK-11', '옵션별 재고가 쇼핑몰과 같다', async () => {
    const { options } = await get(`/api/products/${quilt.id}`);
    await page.goto(`/admin/stock?q=${quilt.id}`);
    await expect(rowsOf('stock')).toHaveCount(options.length);
    await expect(page.locator('tr[data-id="1601"]')).toContainText(options[0].stock.toLocaleString('en-US'));
    await expect(page.locator('tr[data-id="1602"]')).toContainText(options[1].stock.toLocaleString('en-US'));
    await expect(page.locator('tr[data-id="1603"]')).toContainText('품절');
  });

  await step('BACK-12', '회원별 적립금 잔액이 쇼핑몰의 내역과 같다', async () => {
    const { entries } = await get('/api/points');
    const points = entries.reduce((sum: number, { delta }: { delta: number }) => sum + delta, 0);
    await page.goto('/admin/points?q=tester08');
    const member = rowsOf('members').filter({ hasText: 'tester08' });
    await expect(member).toContainText(points.toLocaleString('en-US'));
    await expect(member).toContainText('일치');
    await expect(member).not.toContainText('불일치');
  });

  await step('BACK-13', '가격을 바꾸면 쇼핑몰에 바로 나온다', async () => {
    const { price } = await get(`/api/products/${blocks.id}`);
    await page.goto(`/admin/prices?q=${blocks.id}`);
    await page.getByLabel(`${blocks.name} 새 가격`).fill(String(price + 100));
    await page.getByRole('button', { name: `${blocks.name} 가격 변경` }).click();
    await expect(page.getByTestId('price-saved')).toContainText('바꿨습니다');
    await page.goto(`/product/${blocks.id}`);
    await expect(page.getByTestId('price').first()).toHaveText(won(price + 100));
    await page.request.post(`/admin/api/prices/${blocks.id}`, { data: { price } });
  });

  const channels = [
    { id: 'naver', name: '네이버쇼핑' },
    { id: 'coupang', name: '쿠팡' },
    { id: '11st', name: '11번가' },
  ];
  for (const [index, channel] of channels.entries()) {
    await step(`BACK-14[${index + 1}]`, `${channel.name}에 보낸 가격과 재고가 쇼핑몰과 모두 같다`, async () => {
      await page.goto(`/admin/feeds?channel=${channel.id}`);
      await expect(page.getByTestId('feed-check')).toHaveText(`${channel.name}: 모두 일치`);
    });
  }

  await step('BACK-15', '외부몰이 가져가는 파일에 상품의 지금 가격과 재고가 있다', async () => {
    const { price, options } = await get(`/api/products/${quilt.id}`);
    const stock = options.reduce((sum: number, option: { stock: number }) => sum + option.stock, 0);
    const naver = await (await page.request.get('/feeds/naver.tsv')).text();
    expect(naver).toContain([quilt.id, quilt.name, price, stock, 'SALE'].join('\t'));
    const { products } = await get('/feeds/coupang.json');
    const sold = products.find((one: { sellerProductId: number }) => one.sellerProductId === quilt.id);
    expect(sold).toMatchObject({ salePrice: price, maximumBuyCount: stock });
    const eleventh = await (await page.request.get('/feeds/11st.xml')).text();
    const entry = eleventh.split(`<prdNo>${quilt.id}</prdNo>`)[1]?.split('</Product>')[0];
    expect(entry).toContain(`<selPrc>${price}</selPrc>`);
    expect(entry).toContain(`<prdSelQty>${stock}</prdSelQty>`);
  });

  await cancelOrders(page.request);
});
