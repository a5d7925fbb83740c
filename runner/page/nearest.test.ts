import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nearest } from './nearest.ts';

test('the most similar names come first, and far ones not at all', () => {
  const names = ['장바구니에 담기', '바로 구매', '장바구니', '고객센터'];
  assert.deepEqual(nearest('장바구니 담기', names, 3), ['장바구니에 담기', '장바구니']);
  assert.deepEqual(nearest('product-card', ['product-cards', 'prodct-card', 'footer'], 2), [
    'product-cards',
    'prodct-card',
  ]);
  assert.deepEqual(nearest('결제', ['abcdef'], 3), []);
  assert.deepEqual(nearest('결제', ['', '결제'], 3), ['결제']);
});
