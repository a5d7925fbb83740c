import { startAs } from './accounts.ts';
import { expect, test } from './fixtures.ts';
import { admin, quilt, won } from './shop.ts';

const blocks = { id: 45, name: '원목 블록 100p' };

test('FEED 재고·가격과 외부몰', async ({ page, step }) => {
  const rowsOf = (table: string) => page.getByTestId(table).locator('tbody tr');
  const get = async (path: string) => (await page.request.get(path)).json();

  await startAs(page.request, 'tester03');
  await page.request.post('/admin/api/login', { data: { loginId: admin.id, password: admin.password } });

  await step('FEED-01', '옵션별 재고가 쇼핑몰과 같다', async () => {
    const { options } = await get(`/api/products/${quilt.id}`);
    await page.goto(`/admin/stock?q=${quilt.id}`);
    await expect(rowsOf('stock')).toHaveCount(options.length);
    await expect(page.locator('tr[data-id="1601"]')).toContainText(options[0].stock.toLocaleString('en-US'));
    await expect(page.locator('tr[data-id="1602"]')).toContainText(options[1].stock.toLocaleString('en-US'));
    await expect(page.locator('tr[data-id="1603"]')).toContainText('품절');
  });

  await step('FEED-02', '회원별 적립금 잔액이 쇼핑몰의 내역과 같다', async () => {
    const { entries } = await get('/api/points');
    const points = entries.reduce((sum: number, { delta }: { delta: number }) => sum + delta, 0);
    await page.goto('/admin/points?q=tester03');
    const member = rowsOf('members').filter({ hasText: 'tester03' });
    await expect(member).toContainText(points.toLocaleString('en-US'));
    await expect(member).toContainText('일치');
    await expect(member).not.toContainText('불일치');
  });

  await step('FEED-03', '가격을 바꾸면 쇼핑몰에 바로 나온다', async () => {
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
    await step(`FEED-04[${index + 1}]`, `${channel.name}에 보낸 가격과 재고가 쇼핑몰과 모두 같다`, async () => {
      await page.goto(`/admin/feeds?channel=${channel.id}`);
      await expect(page.getByTestId('feed-check')).toHaveText(`${channel.name}: 모두 일치`);
    });
  }

  await step('FEED-05', '외부몰이 가져가는 파일에 상품의 지금 가격과 재고가 있다', async () => {
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
});
