import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { isTicketId, ticketId } from './ticket-id.ts';

const base = {
  target: 'demo',
  runId: 'r',
  payment: 'p',
  atMs: Date.UTC(2026, 10, 21, 15, 30),
  taken: new Set<string>(),
};

test('one payment has one name, by the day in Korea, and two payments of one target never share one', () => {
  assert.equal(ticketId(base), ticketId({ ...base, taken: new Set() }));
  assert.match(ticketId(base), /^T-20261122-/);
  fc.assert(
    fc.property(fc.uniqueArray(fc.string(), { maxLength: 30 }), (payments) => {
      const taken = new Set<string>();
      for (const payment of payments) {
        const id = ticketId({ ...base, payment, taken });
        assert.ok(isTicketId(id) && !taken.has(id));
        taken.add(id);
      }
    }),
  );
});

test('a name that another payment has is not given again', () => {
  const first = ticketId(base);
  assert.notEqual(ticketId({ ...base, taken: new Set([first]) }), first);
});
