import assert from 'node:assert/strict';
import { test } from 'node:test';
import { amountPart, wholeNumber } from './amount-text.ts';

test('the amount inside a sentence is what stands where the mark stands', () => {
  assert.equal(amountPart('최대 6개월 무이자, 월 16,650,000,000원', '월 {amount}원'), '16,650,000,000');
  assert.equal(amountPart('99,900,000,000원  결제하기', '{amount}원 결제하기'), '99,900,000,000');
  assert.equal(amountPart('총 ₩1,000', '총 {amount}'), '₩1,000');
  assert.equal(amountPart('null원 결제하기', '{amount}원 결제하기'), 'null');
  assert.equal(amountPart('  59,000 원', null), '  59,000 원');
});

test('a text without the words around it, or with them twice, has no such part', () => {
  assert.equal(amountPart('59,000원 담기', '{amount}원 결제하기'), null);
  assert.equal(amountPart('월 1원 월 2원', '월 {amount}원'), null);
  assert.equal(amountPart('원 결제하기', '{amount}원 결제하기'), null);
});

test('counts are read with their unit, and nothing else is', () => {
  assert.equal(wholeNumber('3개'), 3n);
  assert.equal(wholeNumber('−5,000원'), -5_000n);
  assert.equal(wholeNumber('50,000P'), 50_000n);
  assert.equal(wholeNumber('세 개'), null);
  assert.equal(wholeNumber('1.5'), null);
});
