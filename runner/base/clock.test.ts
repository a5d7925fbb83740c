import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { formatKst } from './clock.ts';

test('a time is shown as the world’s list of time zones shows it in Seoul', () => {
  const seoul = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Seoul', dateStyle: 'short', timeStyle: 'medium' });
  const times = fc.integer({ min: Date.parse('1989-01-01T00:00:00Z'), max: Date.parse('2199-12-31T23:59:59Z') });
  fc.assert(fc.property(times, (ms) => assert.equal(formatKst(ms), `${seoul.format(ms)} KST (+09:00)`)));
  assert.equal(formatKst(Date.parse('2026-11-21T15:30:05.999Z')), '2026-11-22 00:30:05 KST (+09:00)');
});
