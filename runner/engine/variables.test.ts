import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dayInKorea } from '../base/date.ts';
import { startOf } from '../base/ids.ts';
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

test('run.date is the day in Korea, where a run at 00:30 is not yesterday', () => {
  const at = new Date('2026-11-21T15:30:00Z').getTime();
  assert.equal(dayInKorea(startOf('20261121-153000-abcdef')), dayInKorea(at));
  assert.equal(dayInKorea(at), '2026-11-22');
});
