import type { Page } from '@playwright/test';
import { cancelOrders, startAs } from './accounts.ts';
import { expect, test } from './fixtures.ts';
import { buy } from './pay.ts';
import { admin, dayInKorea, nuts, password, runMark, won } from './shop.ts';

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

  await cancelOrders(page.request);
});
