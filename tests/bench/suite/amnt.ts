import { startAs } from './accounts.ts';
import { expect, test } from './fixtures.ts';
import { enlargeText, expectWhole, lookAtAmounts } from './large-amounts.ts';
import { amountOf, camper, fillCart, won } from './shop.ts';

const oldOrder = 'HS-SEED-TESTER-04';

test('AMNT 큰 금액', async ({ page, step }) => {
  await startAs(page.request, 'tester04');
  const json =
    (change: (body: ReturnType<typeof JSON.parse>, amount: number) => void) =>
    (body: string, amount: number): string => {
      const parsed = JSON.parse(body);
      change(parsed, amount);
      return JSON.stringify(parsed);
    };

  await step('AMNT-01', '상품 화면의 가격, 합계, 할부, 적립금이 999억 원까지 정확하고 읽을 수 있다', async () => {
    await page.goto(`/product/${camper.id}`);
    await lookAtAmounts(page, {
      rewrites: [
        {
          url: `**/api/products/${camper.id}`,
          change: json((product, amount) => {
            product.price = product.options[0].price = amount;
            product.installment.monthly = Math.ceil(amount / 6);
            product.points = Math.floor(amount / 100);
          }),
        },
      ],
      amounts: [90_000_000, 90_000_001, 99_900_000_000],
      widths: [320],
      look: async (amount) => {
        await expectWhole(page.getByTestId('price').first(), amount);
        await expectWhole(page.getByTestId('total-price'), amount);
        await expectWhole(page.getByTestId('monthly'), Math.ceil(amount / 6));
        await expect(page.getByTestId('earn-points')).toHaveText(`${won(Math.floor(amount / 100))} 적립 (1%)`);
      },
    });
  });

  await step('AMNT-02', '목록의 가격이 좁은 화면에서도 한 자리까지 보인다', async () => {
    await page.goto('/category/mobility');
    const price = page.getByTestId('product-card').first().getByTestId('price');
    await lookAtAmounts(page, {
      rewrites: [
        {
          url: '**/api/categories/mobility',
          change: json((list, amount) => {
            list.products[0].price = amount;
          }),
        },
      ],
      amounts: [9_876_543_210],
      widths: [320],
      look: async (amount) => {
        for (const percent of [100, 150]) {
          await enlargeText(page, percent);
          await expectWhole(price, amount);
        }
      },
    });
  });

  await step('AMNT-03', '장바구니의 합계가 상품 금액과 배송비의 합이고 999억 원까지 읽을 수 있다', async () => {
    await fillCart(page, [{ option: 5301, quantity: 1 }]);
    await lookAtAmounts(page, {
      rewrites: [
        {
          url: '**/api/cart',
          change: json((cart, amount) => {
            const [line] = cart.sellers[0].lines;
            line.price = line.linePrice = cart.goodsAmount = cart.payAmount = amount;
          }),
        },
      ],
      amounts: [99_900_000_000],
      widths: [320],
      look: async (amount) => {
        for (const testid of ['line-price', 'price', 'goods-amount'])
          await expectWhole(page.getByTestId(testid), amount);
        const sum =
          (await amountOf(page.getByTestId('goods-amount'))) + (await amountOf(page.getByTestId('shipping-amount')));
        await expectWhole(page.getByTestId('cart-total'), sum);
      },
    });
    await page.request.delete('/api/cart');
  });

  await step('AMNT-04', '주문서의 결제 금액과 결제 단추가 같은 금액을 보인다', async () => {
    await page.goto(`/checkout?option=${camper.id}01&quantity=1`);
    await lookAtAmounts(page, {
      rewrites: [
        {
          url: '**/api/checkout',
          change: json((sheet, amount) => {
            sheet.lines[0].linePrice = sheet.goodsAmount = sheet.payAmount = amount;
          }),
        },
      ],
      amounts: [99_900_000_000],
      widths: [320],
      look: async (amount) => {
        for (const testid of ['pay-amount', 'goods-amount']) await expectWhole(page.getByTestId(testid), amount);
        await expectWhole(page.getByTestId('checkout-line').getByTestId('price'), amount);
        await expectWhole(page.getByRole('button', { name: '결제하기' }), amount, (text) => `${text} 결제하기`);
      },
    });
  });

  await step('AMNT-05', '주문 내역, 주문 상세, 완료 화면이 같은 금액을 보인다', async () => {
    const paid = json((order, amount) => {
      order.payAmount = amount;
    });
    const places = [
      { page: `/orders/${oldOrder}`, api: `**/api/orders/${oldOrder}`, change: paid },
      { page: `/order/complete?orderId=${oldOrder}`, api: `**/api/orders/${oldOrder}/complete`, change: paid },
      {
        page: '/orders',
        api: '**/api/orders',
        change: json((list, amount) => {
          for (const order of list.orders) order.payAmount = amount;
        }),
      },
    ];
    for (const { page: address, api, change } of places) {
      await page.goto(address);
      await lookAtAmounts(page, {
        rewrites: [{ url: api, change }],
        amounts: [99_900_000_000],
        widths: [320],
        look: (amount) => expectWhole(page.getByTestId('pay-amount').last(), amount),
      });
    }
  });

  await step(
    'AMNT-06',
    '서버가 그리는 거래 명세서도 999억 원까지 읽을 수 있고 공급가액과 부가세의 합이다',
    async () => {
      await page.goto(`/orders/${oldOrder}/receipt`);
      const tax = (amount: number): number => Math.floor(amount / 11);
      await lookAtAmounts(page, {
        rewrites: [
          {
            url: `**/orders/${oldOrder}/receipt`,
            change: (body, amount) =>
              body
                .replaceAll('14,672원', won(amount))
                .replaceAll('13,339원', won(amount - tax(amount)))
                .replaceAll('1,333원', won(tax(amount))),
          },
        ],
        amounts: [99_900_000_000],
        widths: [320],
        look: async (amount) => {
          await expectWhole(page.getByTestId('pay-amount'), amount);
          const sum =
            (await amountOf(page.getByTestId('supply-amount'))) + (await amountOf(page.getByTestId('tax-amount')));
          expect(sum).toBe(amount);
        },
      });
    },
  );

  await step('AMNT-07', '수량을 바꾸면 장바구니 합계가 가격 × 수량으로 바뀐다', async () => {
    await fillCart(page, [{ option: 5301, quantity: 1 }]);
    await page.getByRole('button', { name: `${camper.name} 하나 더하기` }).click();
    await expect(page.getByTestId('line-price')).toHaveText(won(camper.price * 2));
    await expect(page.getByTestId('cart-total')).toHaveText(won(camper.price * 2));
    await page.request.delete('/api/cart');
  });
});
