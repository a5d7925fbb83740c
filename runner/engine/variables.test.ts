import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createVariables } from './variables.ts';

test('what a flow saves is there for the steps after it, and its parameters stay its own', () => {
  const root = createVariables({ keyword: '이불', id: 'outer' });
  const flow = root.child({ id: 'tester01' });
  flow.set('orderId', 'HS-1');
  flow.set('id', 'tester02');
  assert.equal(root.get('orderId'), 'HS-1');
  assert.equal(root.get('id'), 'outer');
  assert.equal(flow.get('id'), 'tester02');
  assert.deepEqual(flow.all(), { keyword: '이불', id: 'tester02', orderId: 'HS-1' });
});
