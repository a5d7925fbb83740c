import { expect, test } from './fixtures.ts';
import { cloth, emptyWishes, login, nuts, quilt, won } from './shop.ts';

test('WISH 찜과 최근 본 상품', async ({ page, step }) => {
  const cards = page.getByTestId('product-card');
  const status = page.getByRole('status');
  const empty = page.getByTestId('empty');
  const product = async (id: number) => (await page.request.get(`/api/products/${id}`)).json();

  await step('WISH-01', '로그인하지 않고 찜하면 로그인 화면으로 간다', async () => {
    await page.goto(`/product/${quilt.id}`);
    await page.getByRole('button', { name: '찜하기' }).click();
    await expect(page).toHaveURL(`/login?next=%2Fproduct%2F${quilt.id}`);
    await expect(page.getByRole('heading', { name: '로그인', level: 1 })).toBeVisible();
  });

  await step('WISH-02', '상품을 찜하면 다시 열어도 찜되어 있다', async () => {
    await login(page, 'tester03');
    await emptyWishes(page.request);
    await page.goto(`/product/${quilt.id}`);
    await page.getByRole('button', { name: '찜하기' }).click();
    await expect(status).toHaveText('찜했습니다.');
    await page.goto(`/product/${quilt.id}`);
    await expect(page.getByRole('button', { name: '찜 해제' })).toBeVisible();
    const { products } = await (await page.request.get('/api/wishes')).json();
    expect(products.map(({ id }: { id: number }) => id)).toEqual([quilt.id]);
  });

  await step('WISH-03', '찜한 상품 화면에 상품이 지금 가격으로 나온다', async () => {
    const { price } = await product(quilt.id);
    await page.goto('/wish');
    await expect(page.getByRole('list', { name: '찜한 상품 목록' }).getByTestId('product-card')).toHaveCount(1);
    await expect(page.getByRole('link', { name: quilt.name, exact: true })).toBeVisible();
    await expect(page.getByTestId('price')).toHaveText(won(price));
  });

  await step('WISH-04', '찜한 상품 화면에서 찜을 해제할 수 있다', async () => {
    await page.goto('/wish');
    await page.getByRole('button', { name: `${quilt.name} 찜 해제` }).click();
    await expect(empty).toContainText('찜한 상품이 없습니다.');
    await expect(status).toHaveText('찜을 해제했습니다.');
    expect((await product(quilt.id)).wished).toBe(false);
  });

  await step('WISH-05', '본 상품이 최근 본 것부터 쌓인다', async () => {
    await page.request.delete('/api/recent');
    for (const { id, name } of [nuts, cloth]) {
      await page.goto(`/product/${id}`);
      await expect(page.getByRole('heading', { name, level: 1 })).toBeVisible();
    }
    await page.goto('/recent');
    await expect(page.getByRole('list', { name: '최근 본 상품 목록' }).getByTestId('product-card')).toHaveCount(2);
    await expect(cards.nth(0)).toContainText(cloth.name);
    await expect(cards.nth(1)).toContainText(nuts.name);
  });

  await step('WISH-06', '같은 상품을 다시 보면 겹치지 않고 맨 위로 온다', async () => {
    await page.request.get(`/api/products/${nuts.id}`);
    await page.goto('/recent');
    await expect(cards.nth(0)).toContainText(nuts.name);
    await expect(cards.filter({ hasText: nuts.name })).toHaveCount(1);
  });

  await step('WISH-07', '최근 본 상품을 모두 지울 수 있다', async () => {
    await page.goto('/recent');
    await page.getByRole('button', { name: '모두 지우기' }).click();
    await expect(empty).toContainText('최근 본 상품이 없습니다.');
    await page.goto('/recent');
    await expect(empty).toContainText('최근 본 상품이 없습니다.');
  });
});
