import { expect, test } from './fixtures.ts';
import { amountOf, keyword, pricesIn } from './shop.ts';

test('HOME 시작 화면', async ({ page, step }) => {
  const best = page.getByRole('region', { name: '인기 상품' });

  await step('HOME-01', '배포한 빌드가 화면, 응답 헤더, 배포 정보에 똑같이 나온다', async () => {
    const { buildId } = await (await page.request.get('/api/deployment')).json();
    const home = await page.request.get('/');
    expect(buildId).toBeTruthy();
    expect(await home.text()).toContain(`<meta name="build-id" content="${buildId}"`);
    expect(home.headers()['x-build-id']).toBe(buildId);
  });

  await step('HOME-02', '시작 화면의 상품이 4초 안에 나온다', async () => {
    await page.goto('/');
    await expect(best).toBeVisible({ timeout: 4_000 });
    await expect(page).toHaveTitle('홈 | 하늘홈쇼핑');
  });

  await step('HOME-03', '시작 화면에서 스크립트 오류가 나지 않는다', async () => {
    const errors: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error' && !message.text().includes('Failed to load resource'))
        errors.push(message.text());
    });
    page.on('pageerror', (error) => errors.push(error.message));
    await page.goto('/');
    await expect(best).toBeVisible();
    expect(errors).toEqual([]);
  });

  await step('HOME-04', '공지 띠에서 공지로 갈 수 있다', async () => {
    await page.goto('/');
    const notice = page.getByTestId('notice-bar');
    await expect(notice).toHaveText(/^공지 \S/);
    await expect(notice.getByRole('link')).toHaveAttribute('href', /^\/notices\/\d+$/);
  });

  await step('HOME-05', '배너 그림이 모두 보이고 앞뒤로 넘길 수 있다', async () => {
    await page.goto('/');
    for (let slide = 1; slide <= 4; slide++) {
      await expect(page.getByTestId('banner-position')).toHaveText(`${slide} / 4`);
      await expect(page.getByTestId('banner-image').nth(slide - 1)).toHaveJSProperty('complete', true);
      await expect(page.getByTestId('banner-image').nth(slide - 1)).not.toHaveJSProperty('naturalWidth', 0);
      await page.getByRole('button', { name: '다음 배너' }).click();
    }
    await page.getByRole('button', { name: '이전 배너' }).click();
    await expect(page.getByTestId('banner-position')).toHaveText('4 / 4');
    await expect(page.getByTestId('banner').nth(3)).toBeVisible();
  });

  await step('HOME-06', '카테고리 바로가기 열두 개가 있고 식품으로 갈 수 있다', async () => {
    const { categories } = await (await page.request.get('/api/categories')).json();
    expect(categories).toHaveLength(12);
    await page.goto('/');
    const shortcuts = page.getByRole('navigation', { name: '카테고리 바로가기' });
    await expect(shortcuts.getByRole('link')).toHaveCount(categories.length);
    await shortcuts.getByRole('link', { name: '식품', exact: true }).click();
    await expect(page).toHaveURL('/category/food');
    await expect(page.getByRole('heading', { name: '식품', level: 1 })).toBeVisible();
  });

  await step('HOME-07', '지금 방송 중인 상품이 가격과 함께 보인다', async () => {
    await page.goto('/');
    const live = page.getByRole('region', { name: '지금 방송' }).getByTestId('live-now');
    await expect(live).toBeVisible();
    await expect(live.getByTestId('price')).toHaveText(/^[1-9][0-9,]*원$/);
    await expect(live).toHaveAttribute('href', /^\/product\/\d+$/);
  });

  await step('HOME-08', '5,000원 아래 상품은 모두 5,000원 이하이고 싼 것부터다', async () => {
    await page.goto('/');
    const list = page.getByRole('list', { name: '5,000원 아래 상품' });
    await expect(list.getByTestId('product-card')).toHaveCount(4);
    const cheapest = await amountOf(list.getByTestId('price').first());
    const dearest = await amountOf(list.getByTestId('price').last());
    expect(cheapest).toBeGreaterThan(0);
    expect(cheapest).toBeLessThanOrEqual(dearest);
    expect(dearest).toBeLessThanOrEqual(5_000);
  });

  await step('HOME-09', '인기 상품 여덟 개의 가격이 모두 읽을 수 있는 금액이다', async () => {
    await page.goto('/');
    await expect(best.getByTestId('product-card')).toHaveCount(8);
    const prices = await pricesIn(page, '인기 상품 목록');
    expect(prices).toHaveLength(8);
    for (const price of prices) expect(price).toBeGreaterThan(0);
  });

  await step('HOME-10', '하단 메뉴로 편성표, 카테고리, 장바구니에 갈 수 있다', async () => {
    await page.goto('/');
    const menu = page.getByRole('navigation', { name: '하단 메뉴' });
    for (const place of ['편성표', '카테고리', '장바구니']) {
      await menu.getByRole('link', { name: place }).click();
      await expect(page.getByRole('heading', { name: place, level: 1 })).toBeVisible();
    }
    await expect(page).toHaveURL('/cart');
    await expect(menu.getByRole('link', { name: '장바구니' })).toHaveAttribute('aria-current', 'page');
  });

  await step('HOME-11', '시작 화면의 검색창에서 검색할 수 있다', async () => {
    await page.goto('/');
    await page.getByLabel('검색').fill(keyword);
    await page.getByRole('button', { name: '찾기' }).click();
    await expect(page.getByRole('heading', { name: '검색 결과', level: 1 })).toBeVisible();
    await expect(page.getByLabel('검색')).toHaveValue(keyword);
  });
});
