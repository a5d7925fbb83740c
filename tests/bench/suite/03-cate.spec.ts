import { expect, test } from './fixtures.ts';
import { ascending, pricesIn } from './shop.ts';

test('CATE 카테고리', async ({ page, step }) => {
  const cards = page.getByRole('list', { name: '상품 목록' }).getByTestId('product-card');
  const resultCount = page.getByTestId('result-count');

  await step('CATE-01', '카테고리 열두 개가 있고 적힌 개수만큼 상품이 있다', async () => {
    const { categories } = await (await page.request.get('/api/categories')).json();
    for (const category of categories) {
      const { total } = await (await page.request.get(`/api/categories/${category.id}`)).json();
      expect(total).toBe(category.count);
      expect(total).toBeGreaterThan(0);
    }
    const food = categories.find(({ id }: { id: string }) => id === 'food');
    await page.goto('/categories');
    const items = page.getByRole('list', { name: '카테고리 목록' }).getByRole('listitem');
    await expect(items).toHaveCount(12);
    await expect(items.filter({ hasText: `식품${food.count}개` })).toBeVisible();
  });

  await step('CATE-02', '식품에는 식품만 나온다', async () => {
    const { products, total } = await (await page.request.get('/api/categories/food')).json();
    for (const { id } of products) {
      const product = await (await page.request.get(`/api/products/${id}`)).json();
      expect(product.categoryId).toBe('food');
    }
    await page.goto('/category/food');
    await expect(page.getByRole('heading', { name: '식품', level: 1 })).toBeVisible();
    await expect(resultCount).toHaveText(`상품 ${total}개`);
    await expect(cards).toHaveCount(products.length);
    await expect(cards.getByRole('link', { name: products[0].name, exact: true })).toBeVisible();
  });

  await step('CATE-03', '낮은 가격순으로 늘어놓을 수 있다', async () => {
    await page.goto('/category/living');
    await page.getByLabel('정렬').selectOption('낮은 가격순');
    await expect(page).toHaveURL(/sort=price-asc/);
    const prices = await pricesIn(page, '상품 목록');
    expect(prices).toHaveLength(6);
    expect(prices).toEqual(ascending(prices));
  });

  await step('CATE-04', '높은 가격순으로 늘어놓을 수 있다', async () => {
    await page.goto('/category/food');
    await page.getByLabel('정렬').selectOption('높은 가격순');
    await expect(page).toHaveURL(/sort=price-desc/);
    const prices = await pricesIn(page, '상품 목록');
    expect(prices).toHaveLength(6);
    expect(prices).toEqual(ascending(prices).toReversed());
  });

  await step('CATE-05', '가격 범위를 정하면 그 안의 상품만 나온다', async () => {
    await page.goto('/category/food');
    await page.getByLabel('최저 가격').fill('10000');
    await page.getByLabel('최고 가격').fill('45000');
    await page.getByRole('button', { name: '적용' }).click();
    await expect(page).toHaveURL(/max=45000/);
    const prices = await pricesIn(page, '상품 목록');
    for (const price of prices) {
      expect(price).toBeGreaterThanOrEqual(10_000);
      expect(price).toBeLessThanOrEqual(45_000);
    }
    await expect(resultCount).toHaveText(`상품 ${prices.length}개`);
  });

  await step('CATE-06', '2쪽에는 1쪽에 없던 나머지 상품이 나온다', async () => {
    const { products, total } = await (await page.request.get('/api/categories/living')).json();
    await page.goto('/category/living');
    await page.getByRole('navigation', { name: '쪽' }).getByRole('link', { name: '2쪽' }).click();
    await expect(page).toHaveURL(/page=2/);
    await expect(cards).toHaveCount(total - 6);
    const shown = await cards.first().getByRole('link').textContent();
    expect(products.map(({ name }: { name: string }) => name)).not.toContain(shown);
    await expect(page.getByRole('link', { name: '2쪽' })).toHaveAttribute('aria-current', 'page');
  });

  await step('CATE-07', '조건에 맞는 상품이 없으면 없다고 알린다', async () => {
    await page.goto('/category/food?min=900000000');
    await expect(page.getByTestId('empty')).toContainText('조건에 맞는 상품이 없습니다.');
    await expect(resultCount).toHaveText('상품 0개');
  });

  await step('CATE-08', '정렬과 가격 범위가 든 주소를 열면 그 조건이 그대로 보인다', async () => {
    await page.goto('/category/kitchen?sort=price-asc&min=10000&max=200000');
    await expect(page.getByLabel('정렬')).toHaveValue('price-asc');
    await expect(page.getByLabel('최저 가격')).toHaveValue('10000');
    await expect(page.getByLabel('최고 가격')).toHaveValue('200000');
  });
});
