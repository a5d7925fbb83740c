import { expect, test } from './fixtures.ts';
import { amountOf, camper, login, nuts, plane, quilt, removeMyReview, runMark, won } from './shop.ts';

test('PROD 상품 상세', async ({ page, step }) => {
  const price = page.getByTestId('price').first();
  const total = page.getByTestId('total-price');
  const product = async (id: number) => (await page.request.get(`/api/products/${id}`)).json();

  await step('PROD-01', '상품 화면의 이름과 가격이 API와 같다', async () => {
    const sold = await product(quilt.id);
    await page.goto(`/product/${quilt.id}`);
    await expect(page.getByRole('heading', { name: quilt.name, exact: true, level: 1 })).toBeVisible();
    await expect(price).toHaveText(won(sold.price));
    await expect(total).toHaveText(won(sold.price));
    await expect(page).toHaveTitle(`${quilt.name} | 하늘홈쇼핑`);
  });

  await step('PROD-02', '할인율이 정가와 판매가로 계산한 값과 같다', async () => {
    await page.goto(`/product/${quilt.id}`);
    const list = await amountOf(page.getByTestId('list-price').first());
    const sold = await amountOf(price);
    await expect(page.getByTestId('discount-rate').first()).toHaveText(`${Math.floor(((list - sold) * 100) / list)}%`);
  });

  await step('PROD-03', '옵션을 바꾸면 추가금이 합계에 더해진다', async () => {
    await page.goto(`/product/${quilt.id}`);
    const single = await amountOf(total);
    await page.getByLabel('옵션').selectOption('퀸 (+20,000원)');
    await expect(total).toHaveText(won(single + 20_000));
    const { options } = await product(quilt.id);
    expect(options.find(({ name }: { name: string }) => name === '퀸').price).toBe(single + 20_000);
  });

  await step('PROD-04', '품절 옵션은 고를 수 없고 API로도 담기지 않는다', async () => {
    await page.goto(`/product/${quilt.id}`);
    await expect(page.getByRole('option', { name: '킹' })).toBeDisabled();
    const refused = await page.request.post('/api/cart', { data: { optionId: quilt.id * 100 + 3, quantity: 1 } });
    expect(refused.status()).toBe(409);
    expect((await refused.json()).error.code).toBe('SOLD_OUT');
    expect((await (await page.request.get('/api/cart')).json()).count).toBe(0);
    await page.request.delete('/api/cart');
  });

  await step('PROD-05', '수량을 바꾸면 합계가 따라 바뀌고 0개는 담을 수 없다', async () => {
    await page.goto(`/product/${nuts.id}`);
    const unit = await amountOf(price);
    await page.getByRole('button', { name: '하나 더하기' }).click({ clickCount: 2 });
    await expect(total).toHaveText(won(unit * 3));
    await page.getByRole('button', { name: '하나 빼기' }).click();
    await expect(total).toHaveText(won(unit * 2));
    await page.getByLabel('수량').fill('0');
    await expect(page.getByRole('button', { name: '장바구니 담기' })).toBeDisabled();
    await expect(page.getByRole('button', { name: '바로 구매' })).toBeDisabled();
    await expect(total).toHaveText('–');
  });

  await step('PROD-06', '5만 원부터 6개월 무이자 할부가 안내되고 월 금액이 맞다', async () => {
    await page.goto(`/product/${quilt.id}`);
    const monthly = Math.ceil((await amountOf(price)) / 6);
    await expect(page.getByTestId('installment')).toHaveText(`최대 6개월 무이자, 월 ${won(monthly)}`);
    expect((await product(nuts.id)).installment).toBeNull();
  });

  await step('PROD-07', '적립금과 배송비가 상품값과 판매자 기준대로 안내된다', async () => {
    const { shipping } = await product(quilt.id);
    await page.goto(`/product/${quilt.id}`);
    const points = Math.floor((await amountOf(price)) / 100);
    await expect(page.getByTestId('earn-points')).toHaveText(`${won(points)} 적립 (1%)`);
    await expect(page.getByTestId('shipping')).toHaveText(`${won(shipping.fee)} (${won(shipping.freeFrom)} 이상 무료)`);
  });

  await step('PROD-08', '상품 사진이 보이고 다른 사진으로 넘길 수 있다', async () => {
    await page.goto(`/product/${quilt.id}`);
    await expect(page.getByTestId('main-image')).toHaveJSProperty('complete', true);
    await page.getByRole('button', { name: '사진 2 보기' }).click();
    const second = page.getByAltText(`${quilt.name} 사진 2`);
    await expect(second).toHaveJSProperty('complete', true);
    await expect(second).not.toHaveJSProperty('naturalWidth', 0);
    await expect(page.getByRole('region', { name: '상품 사진' }).getByRole('button')).toHaveCount(3);
  });

  await step('PROD-09', '후기 평점이 후기들의 평균과 같다', async () => {
    const { reviews } = await product(quilt.id);
    const sum = reviews.reduce((total: number, { rating }: { rating: number }) => total + rating, 0);
    await page.goto(`/product/${quilt.id}`);
    const rating = Number(await page.getByTestId('rating').textContent());
    expect(Math.abs(rating - sum / reviews.length)).toBeLessThanOrEqual(0.05);
    await expect(page.getByTestId('review-count')).toHaveText(`후기 ${reviews.length}개`);
    await expect(page.getByTestId('review')).toHaveCount(reviews.length);
  });

  await step('PROD-10', '함께 보면 좋은 상품 네 개가 나오고 자기 자신은 없다', async () => {
    await page.goto(`/product/${quilt.id}`);
    const related = page.getByRole('list', { name: '관련 상품 목록' });
    await expect(related.getByTestId('product-card')).toHaveCount(4);
    await expect(related.getByRole('link', { name: quilt.name })).toHaveCount(0);
  });

  await step('PROD-11', '경비행기 200,000,000원이 한 자리도 틀리지 않고 보인다', async () => {
    await page.goto(`/product/${plane.id}`);
    await expect(price).toHaveText('200,000,000원');
    await expect(total).toHaveText('200,000,000원');
    await expect(page.getByTestId('list-price').first()).toHaveText('215,000,000원');
  });

  await step('PROD-12', '9천만 원이 넘는 캠핑카 92,500,000원이 그대로 보인다', async () => {
    await page.goto(`/product/${camper.id}`);
    await expect(price).toHaveText('92,500,000원');
    await expect(total).toHaveText('92,500,000원');
    await expect(page.getByTestId('list-price').first()).toHaveText('98,000,000원');
  });

  await step('PROD-13', '21억 원이 넘는 합계 19,800,000,000원이 한 자리도 틀리지 않는다', async () => {
    await page.goto(`/product/${plane.id}`);
    await page.getByLabel('수량').fill('99');
    await expect(total).toHaveText('19,800,000,000원');
    await expect(page.getByLabel('수량')).toHaveValue('99');
  });

  await step('PROD-14', '산 상품에 후기를 쓰면 남고 지울 수 있다', async () => {
    const words = `배포 점검 ${runMark}`;
    const mine = page.getByTestId('review').filter({ hasText: words });
    await login(page, 'tester01');
    await removeMyReview(page.request, 30);
    await page.goto('/product/30');
    await page.getByLabel('별점').selectOption('4점');
    await page.getByLabel('후기 내용').fill(words);
    await page.getByRole('button', { name: '후기 등록' }).click();
    await expect(page.getByRole('status')).toHaveText('후기를 등록했습니다.');
    await page.goto('/product/30');
    await expect(mine).toBeVisible();
    await page.getByRole('button', { name: '후기 삭제' }).click();
    await expect(page.getByRole('status')).toHaveText('후기를 삭제했습니다.');
    await expect(mine).toHaveCount(0);
    await removeMyReview(page.request, 30);
  });
});
