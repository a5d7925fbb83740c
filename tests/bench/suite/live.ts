import { expect, test } from './fixtures.ts';
import { dayInKorea, login, mat } from './shop.ts';

test('LIVE 방송과 편성표', async ({ page, step }) => {
  const today = dayInKorea(0);
  const tomorrow = dayInKorea(1);
  const slots = page.getByTestId('schedule-slot');

  await step('LIVE-01', '지금 방송 중인 상품의 사진이 보이고 상품 화면으로 갈 수 있다', async () => {
    await page.goto('/live');
    const live = page.getByTestId('live-now');
    const name = (await live.getByRole('heading', { level: 3 }).textContent()) ?? '';
    const picture = live.getByAltText(name);
    await expect(picture).toHaveJSProperty('complete', true);
    await expect(picture).not.toHaveJSProperty('naturalWidth', 0);
    await live.getByRole('link', { name: '상품 보기' }).click();
    await expect(page.getByRole('heading', { name, exact: true, level: 1 })).toBeVisible();
  });

  await step('LIVE-02', '다음 방송이 보이고 아직 시작하지 않았다', async () => {
    const { next } = await (await page.request.get('/api/live')).json();
    await page.goto('/live');
    await expect(page.getByTestId('live-next').getByRole('heading', { name: next.product.name })).toBeVisible();
    expect(Date.parse(next.startsAt)).toBeGreaterThan(Date.now());
  });

  await step('LIVE-03', '오늘 편성표에 스물네 방송이 있고 하나가 방송 중이다', async () => {
    await page.goto('/live');
    await page.getByRole('link', { name: '편성표 보기' }).click();
    await expect(page.getByTestId('schedule-day')).toHaveText(today.replaceAll('-', '.'));
    await expect(slots).toHaveCount(24);
    await expect(slots.filter({ hasText: '방송 중' })).toHaveCount(1);
    await expect(page.getByRole('navigation', { name: '날짜' }).getByRole('link')).toHaveCount(7);
  });

  await step('LIVE-04', '내일을 고르면 내일 편성표가 나온다', async () => {
    await page.goto('/schedule');
    await page.getByRole('navigation', { name: '날짜' }).getByRole('link').nth(1).click();
    await expect(page).toHaveURL(`/schedule?day=${tomorrow}`);
    await expect(page.getByTestId('schedule-day')).toHaveText(tomorrow.replaceAll('-', '.'));
    await expect(slots).toHaveCount(24);
    const schedule = await (await page.request.get(`/api/schedule?day=${tomorrow}`)).json();
    const days = schedule.slots.map(({ startsAt }: { startsAt: string }) =>
      new Date(Date.parse(startsAt) + 9 * 3_600_000).toISOString().slice(0, 10),
    );
    expect(days).toEqual(Array.from({ length: 24 }, () => tomorrow));
  });

  await step('LIVE-05', '방송 예정 상품은 상품 화면에서 담거나 살 수 없다', async () => {
    await page.goto(`/product/${mat.id}`);
    await expect(page.getByRole('button', { name: '방송 예정' })).toBeDisabled();
    await expect(page.getByRole('button', { name: '알림 신청' })).toBeVisible();
    await expect(page.getByRole('button', { name: '장바구니 담기' })).toBeHidden();
    await expect(page.getByRole('button', { name: '바로 구매' })).toBeHidden();
  });

  await step('LIVE-06', '방송 예정 상품은 API로도 장바구니에 담기지 않는다', async () => {
    const refused = await page.request.post('/api/cart', { data: { optionId: mat.id * 100 + 1, quantity: 1 } });
    expect(refused.status()).toBe(409);
    expect((await refused.json()).error.code).toBe('NOT_ON_SALE');
    const cart = await (await page.request.get('/api/cart')).json();
    expect(cart.count).toBe(0);
    await page.request.delete('/api/cart');
  });

  const slot = slots.filter({ hasText: mat.name });

  await step('LIVE-07', '로그인하지 않고 방송 알림을 신청하면 로그인 화면으로 간다', async () => {
    await page.goto(`/schedule?day=${tomorrow}`);
    await slot.getByRole('button', { name: '알림 신청' }).click();
    await expect(page.getByRole('heading', { name: '로그인', level: 1 })).toBeVisible();
    await expect(page).toHaveURL(new RegExp(`next=%2Fschedule%3Fday%3D${tomorrow}`));
  });

  await step('LIVE-08', '편성표에서 방송 알림을 신청하면 다시 열어도 신청되어 있다', async () => {
    await login(page, 'tester01');
    await page.request.delete(`/api/alerts/${mat.id}`);
    await page.goto(`/schedule?day=${tomorrow}`);
    await slot.getByRole('button', { name: '알림 신청' }).click();
    await expect(page.getByRole('status')).toHaveText('방송 알림을 신청했습니다.');
    await page.goto(`/schedule?day=${tomorrow}`);
    await expect(slot.getByRole('button', { name: '알림 취소' })).toBeVisible();
    const product = await (await page.request.get(`/api/products/${mat.id}`)).json();
    expect(product.alert).toBe(true);
  });

  await step('LIVE-09', '신청한 방송 알림을 취소하면 다시 열어도 취소되어 있다', async () => {
    await page.goto(`/schedule?day=${tomorrow}`);
    await slot.getByRole('button', { name: '알림 취소' }).click();
    await expect(page.getByRole('status')).toHaveText('알림을 취소했습니다.');
    await page.goto(`/schedule?day=${tomorrow}`);
    await expect(slot.getByRole('button', { name: '알림 신청' })).toBeVisible();
    const product = await (await page.request.get(`/api/products/${mat.id}`)).json();
    expect(product.alert).toBe(false);
    await page.request.delete(`/api/alerts/${mat.id}`);
  });
});
