import assert from 'node:assert/strict';
import { test } from 'node:test';
import { unsealable } from './unsealable.ts';

const env = { POSTFLIGHT_SECRET_TESTER_PW: 'harbour-lantern-83' };

function look(text: string): string | undefined {
  return unsealable([{ file: 'shop.yaml', text, sha256: '0'.repeat(64) }], env)?.en;
}

test('a secret or a resident number written into a checklist is told with its line before the run', () => {
  for (const said of ['harbour-lantern-83', '850417-1739468', 'aGFyYm91ci1sYW50ZXJuLTgz']) {
    const told = look(`title: x\nsteps:\n  - fill: ${said}\n`);
    assert.match(told ?? '', /Line 3 of shop\.yaml/, said);
    assert.ok(!told?.includes(said), 'the value itself is not told');
  }
});

test('what may stand in a checklist keeps no run from starting', () => {
  const said =
    'buyer@example.com 010-9999-0000 ${secret:TESTER_PW} 8801234567893 4921015097648 02-1234-5678 261224-1234567|' +
    'password: ${secret:TESTER_PW}|비밀번호 password: 입력하세요|사업자등록번호 124-81-00998';
  assert.equal(look(said.replaceAll('|', '\n')), undefined);
});
