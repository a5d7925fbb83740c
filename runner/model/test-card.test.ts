import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findTestCard, passesLuhn, testCards } from './test-card.ts';

test('no listed card number could have been issued to a person', () => {
  for (const card of testCards) {
    assert.match(card.number, /^\d{13,19}$/);
    assert.equal(passesLuhn(card.number), false, card.name);
  }
});

test('the check digit rule knows a number that could be issued', () => {
  assert.equal(passesLuhn('4242424242424242'), true);
  assert.equal(passesLuhn('4242424242424241'), false);
  assert.equal(passesLuhn(''), false);
});

test('card names are unique and only listed names are found', () => {
  assert.equal(new Set(testCards.map((card) => card.name)).size, testCards.length);
  assert.equal(findTestCard('unissuable-approved')?.answer, 'approved');
  assert.equal(findTestCard('my-own-card'), undefined);
});
