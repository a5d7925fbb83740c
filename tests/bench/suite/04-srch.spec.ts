import { expect, test } from './fixtures.ts';
import { amountOf, ascending, hostile, keyword, pricesIn, quilt, won } from './shop.ts';

test('SRCH 검색', async ({ page, step }) => {
  const box = page.getByLabel('검색');
  const words = page.getByTestId('search-words');
  const resultCount = page.getByTestId('result-count');
  const results = page.getByRole('list', { name: '상품 목록' });
  const errors: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('response', (response) => {
    if (response.status() >= 400) errors.push(`${response.status()} ${response.url()}`);
  });

  await step('SRCH-01', '상품명으로 찾으면 그 상품이 나온다', async () => {
    await page.goto('/search');
    await box.fill(keyword);
    await box.press('Enter');
    await expect(page.getByRole('heading', { name: '검색 결과', level: 1 })).toBeVisible();
    await expect(words).toHaveText(`'${keyword}'`);
    await expect(results.getByRole('link', { name: quilt.name })).toBeVisible();
    await expect(resultCount).toHaveText(/^상품 [1-9]\d*개$/);
  });

  await step('SRCH-02', '검색어를 치는 동안 추천어가 나오고 누르면 찾아 준다', async () => {
    await page.goto('/search');
    await box.fill(keyword);
    const suggestion = page.getByRole('list', { name: '추천어' }).getByRole('link').first();
    const suggested = (await suggestion.textContent()) ?? '';
    expect(suggested).toContain(keyword);
    await suggestion.click();
    await expect(words).toHaveText(`'${suggested}'`);
  });

  await step('SRCH-03', '없는 상품을 찾으면 오류 대신 없다는 안내가 나온다', async () => {
    const unknown = `없는상품${Date.now()}`;
    errors.length = 0;
    await page.goto(`/search?q=${unknown}`);
    await expect(page.getByTestId('empty')).toContainText(`'${unknown}'에 맞는 상품이 없습니다`);
    await expect(resultCount).toHaveText('상품 0개');
    expect(errors).toEqual([]);
  });

  await step('SRCH-04', '검색어에 넣은 HTML이 글자 그대로 보이고 실행되지 않는다', async () => {
    errors.length = 0;
    await page.goto('/search');
    await box.fill(hostile);
    await box.press('Enter');
    await expect(words).toHaveText(`'${hostile}'`);
    await expect(box).toHaveValue(hostile);
    expect(errors).toEqual([]);
  });

  await step('SRCH-05', '밑줄이나 퍼센트만 찾아도 전체 상품이 나오지 않는다', async () => {
    const { total } = await (await page.request.get('/api/search', { params: { q: '__' } })).json();
    expect(total).toBe(0);
    await page.goto('/search?q=%25%25');
    await expect(words).toHaveText("'%%'");
    await expect(resultCount).toHaveText('상품 0개');
  });

  await step('SRCH-06', '검색 결과를 높은 가격순으로 볼 수 있다', async () => {
    await page.goto(`/search?q=${keyword}`);
    await page.getByLabel('정렬').selectOption('높은 가격순');
    await expect(page).toHaveURL(/sort=price-desc/);
    const prices = await pricesIn(page, '상품 목록');
    expect(prices.length).toBeGreaterThan(1);
    expect(prices).toEqual(ascending(prices).toReversed());
  });

  await step('SRCH-07', '검색 결과를 최저 가격으로 거를 수 있다', async () => {
    await page.goto(`/search?q=${keyword}`);
    await page.getByLabel('최저 가격').fill('100000');
    await page.getByRole('button', { name: '적용' }).click();
    await expect(page).toHaveURL(/min=100000/);
    for (const price of await pricesIn(page, '상품 목록')) expect(price).toBeGreaterThanOrEqual(100_000);
    await expect(words).toHaveText(`'${keyword}'`);
  });

  await step('SRCH-08', '영문은 대소문자를 가리지 않고 앞뒤 빈칸은 무시한다', async () => {
    await page.goto('/search?q=%20usb-c%20');
    await expect(words).toHaveText("'usb-c'");
    await expect(results.getByRole('link', { name: 'USB-C 케이블 1m' })).toBeVisible();
  });

  await step('SRCH-09', '검색 결과의 가격이 상품 화면의 가격과 같다', async () => {
    await page.goto(`/search?q=${quilt.name}`);
    const listed = await amountOf(
      page.getByTestId('product-card').filter({ hasText: quilt.name }).getByTestId('price'),
    );
    await page.getByRole('link', { name: quilt.name, exact: true }).click();
    await expect(page).toHaveURL(`/product/${quilt.id}`);
    await expect(page.getByTestId('price').first()).toHaveText(won(listed));
  });

  await step('SRCH-10', '검색어 없이 찾으면 찾을 말을 넣어 달라고 안내한다', async () => {
    await page.goto('/search');
    await page.getByRole('button', { name: '찾기' }).click();
    await expect(page.getByText('찾을 말을 넣어 주세요.')).toBeVisible();
    await expect(page.getByTestId('product-card')).toHaveCount(0);
  });
});
