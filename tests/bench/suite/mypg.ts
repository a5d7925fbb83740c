import { resetAddresses, startAs } from './accounts.ts';
import { expect, test } from './fixtures.ts';
import { won } from './shop.ts';

test('MYPG 마이페이지·배송지', async ({ page, step }) => {
  const addresses = page.getByTestId('address');
  const save = page.getByRole('button', { name: '저장' });
  const get = async (path: string) => (await page.request.get(path)).json();

  await startAs(page.request, 'tester05');
  await resetAddresses(page.request);

  await step('MYPG-01', '마이페이지에 내 이름과 아이디가 나온다', async () => {
    await page.goto('/my');
    await expect(page.getByTestId('member-name')).toHaveText('테스터5');
    await expect(page.getByTestId('who')).toHaveText('테스터5님');
    await expect(page.getByText('tester05', { exact: true })).toBeVisible();
  });

  await step('MYPG-02', '마이페이지의 혜택과 주문 수가 각 화면과 같다', async () => {
    const { entries } = await get('/api/points');
    const points = entries.reduce((total: number, { delta }: { delta: number }) => total + delta, 0);
    const { held } = await get('/api/coupons');
    const vouchers = await get('/api/vouchers');
    const { orders } = await get('/api/my');
    await page.goto('/my');
    await expect(page.getByTestId('my-points')).toHaveText(won(points));
    await expect(page.getByTestId('my-coupons')).toHaveText(`${held.length}장`);
    await expect(page.getByTestId('my-vouchers')).toHaveText(won(vouchers.total));
    await expect(page.getByTestId('my-orders')).toHaveText(`${orders}건`);
  });

  await step('MYPG-03', '마이 메뉴에서 주문 내역으로 가서 배송 완료된 주문을 볼 수 있다', async () => {
    await page.goto('/my');
    await page.getByRole('navigation', { name: '마이 메뉴' }).getByRole('link', { name: '주문 내역' }).click();
    await expect(page).toHaveURL(/\/orders/);
    const row = page.getByTestId('order-row').filter({ hasText: 'HS-SEED-TESTER-05' });
    await expect(row.getByTestId('order-status')).toHaveText('배송 완료');
    await expect(row.getByTestId('pay-amount')).toHaveText('14,672원');
  });

  await step('MYPG-04', '배송지를 추가할 수 있다', async () => {
    await page.goto('/my/addresses');
    await page.getByRole('button', { name: '배송지 추가' }).click();
    await page.getByLabel('배송지 이름').fill('회사');
    await page.getByLabel('받는 분').fill('점검 테스터');
    await page.getByLabel('연락처').fill('010-0000-5678');
    await page.getByLabel('우편번호').fill('06236');
    await page.getByLabel('기본 주소').fill('서울 강남구 테헤란로 152');
    await page.getByLabel('상세 주소').fill('21층');
    await save.click();
    await expect(addresses.filter({ hasText: '서울 강남구 테헤란로 152 21층' })).toBeVisible();
    const known = await get('/api/addresses');
    expect(known.addresses.map(({ label }: { label: string }) => label)).toContain('회사');
  });

  const office = addresses.filter({ hasText: '회사' });

  await step('MYPG-05', '배송지를 고칠 수 있다', async () => {
    await page.goto('/my/addresses');
    await page.getByRole('button', { name: '회사 수정' }).click();
    await page.getByLabel('상세 주소').fill('22층 안내 데스크');
    await save.click();
    await expect(addresses.filter({ hasText: '22층 안내 데스크' })).toBeVisible();
    await expect(office).not.toContainText('21층');
  });

  await step('MYPG-06', '기본 배송지를 바꾸면 주문서에도 그 배송지가 골라져 있다', async () => {
    await page.goto('/my/addresses');
    await page.getByRole('button', { name: '회사 기본으로' }).click();
    await expect(office.getByTestId('default-address')).toBeVisible();
    await page.goto('/checkout?option=101&quantity=1');
    await expect(page.getByRole('radio', { name: '회사 점검 테스터' })).toBeChecked();
  });

  await step('MYPG-07', '배송지를 지울 수 있다', async () => {
    const known = await get('/api/addresses');
    const home = known.addresses.find(({ label }: { label: string }) => label === '우리집');
    await page.request.post(`/api/addresses/${home.id}/default`);
    await page.goto('/my/addresses');
    await page.getByRole('button', { name: '회사 삭제' }).click();
    await expect(office).toBeHidden();
    await expect(addresses).toHaveCount(1);
  });

  await resetAddresses(page.request);
});
