import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { systemClock } from '../../base/clock.ts';
import { makeAuthority } from '../testing/tsa.ts';
import { checkTimeToken } from './check-token.ts';
import { buildTimeQuery } from './request.ts';

/*
 * What counts is the time that the stamp tells: a certificate that has expired since is as good as it was, and one that had expired before,
 * or was not valid yet, never was. Nothing asks today's clock.
 */

const root = mkdtempSync(join(tmpdir(), 'expiry-'));
after(() => rmSync(root, { recursive: true, force: true }));
const bytes = Buffer.from('signature');

const openssl = (ms: number): string => `${new Date(ms).toISOString().replaceAll(/[-:T]/g, '').slice(0, 14)}Z`;

function stampedWith(name: string, window: readonly [number, number]) {
  const tsa = makeAuthority(join(root, name), { window: [openssl(window[0]), openssl(window[1])] });
  const response = tsa.answer(buildTimeQuery(bytes).body);
  const authority = { ...tsa.authority, startMs: 0 };
  return { response, authority };
}

const day = 86_400_000;
const told = (() => {
  const { response, authority } = stampedWith('now', [systemClock.now() - day, systemClock.now() + day]);
  const check = checkTimeToken(response, bytes, [authority]);
  assert.ok(check.kind === 'good');
  return check.genTimeMs;
})();

test('a certificate that was over, or not yet valid, when it stamped is refused', () => {
  for (const [name, window] of [
    ['over', [told - 9 * day, told - day]],
    ['early', [told + day, told + 9 * day]],
  ] as const) {
    const { response, authority } = stampedWith(name, window);
    const check = checkTimeToken(response, bytes, [authority]);
    assert.ok(check.kind === 'bad', name);
    assert.match(check.problem.en, /does not lead to a trusted one/);
  }
});

test('years later the same stamp holds: nothing of it is compared with the clock of whoever looks', (t) => {
  const { response, authority } = stampedWith('short', [told - day, told + day]);
  t.mock.timers.enable({ apis: ['Date'], now: told + 5 * 365 * day });
  assert.ok(
    Date.parse(authority.certificates[0]?.validTo ?? '') < systemClock.now(),
    'its certificate has expired since',
  );
  assert.equal(checkTimeToken(response, bytes, [authority]).kind, 'good');
});

test('a certificate that signed itself is an authority only for whoever pinned it', () => {
  const [mine, other] = [makeAuthority(join(root, 'mine')), makeAuthority(join(root, 'other'))];
  const response = other.answer(buildTimeQuery(bytes).body);
  const own = { ...mine.authority, certificates: mine.authority.certificates };
  assert.equal(checkTimeToken(response, bytes, [own]).kind, 'bad');
  assert.equal(checkTimeToken(response, bytes, [own, other.authority]).kind, 'good');
});
