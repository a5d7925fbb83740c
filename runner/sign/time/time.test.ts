import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { systemClock } from '../../base/clock.ts';
import { makeAuthority, serveAuthority } from '../testing/tsa.ts';
import { formatAuthorities, parseAuthorities } from './authorities.ts';
import { checkTimeToken, isTight } from './check-token.ts';
import { requestStamp, type Stamping } from './client.ts';
import { buildTimeQuery } from './request.ts';

const root = mkdtempSync(join(tmpdir(), 'tsa-'));
after(() => rmSync(root, { recursive: true, force: true }));
const tsa = makeAuthority(join(root, 'ec'));
const bytes = Buffer.from('a signature');

const stamping = (url: string, changes: Partial<Stamping> = {}): Stamping => ({
  urls: [url],
  authorities: [tsa.authority],
  timeoutMs: 20_000,
  nowMs: () => systemClock.now(),
  ...changes,
});

async function stamped(): Promise<Buffer> {
  const server = await serveAuthority(tsa);
  const result = await requestStamp(bytes, stamping(server.url));
  await server.close();
  assert.ok(result.kind === 'stamped');
  return result.response;
}

test('a time stamp is asked for, checked, kept tight, and openssl verifies what was kept', async () => {
  const response = await stamped();
  const check = checkTimeToken(response, bytes, [tsa.authority]);
  assert.ok(check.kind === 'good' && isTight(check));
  assert.ok(Math.abs(check.genTimeMs - systemClock.now()) < 60_000);
  writeFileSync(join(root, 'kept.tsr'), response);
  writeFileSync(join(root, 'data'), bytes);
  const args = [
    'ts',
    '-verify',
    '-in',
    'kept.tsr',
    '-data',
    'data',
    '-CAfile',
    tsa.rootFile,
    '-untrusted',
    tsa.chainFile,
  ];
  assert.match(execFileSync('openssl', args, { cwd: root, encoding: 'utf8', stdio: 'pipe' }), /Verification: OK/);
});

test('openssl reads our query as its own', () => {
  writeFileSync(join(root, 'own.tsq'), buildTimeQuery(bytes).body);
  const text = execFileSync('openssl', ['ts', '-query', '-in', 'own.tsq', '-text'], { cwd: root, encoding: 'utf8' });
  assert.match(text, /Hash Algorithm: sha256/);
  assert.match(text, /Certificate required: yes/);
  assert.match(text, /Nonce: 0x/);
});

test('any one flipped bit of a kept time stamp is noticed, and none makes checking throw', async () => {
  const response = await stamped();
  for (let bit = 0; bit < response.length * 8; bit += 1) {
    const changed = Buffer.from(response);
    changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    const check = checkTimeToken(changed, bytes, [tsa.authority]);
    assert.ok(check.kind !== 'good' || !isTight(check), `bit ${bit}`);
  }
});

test('random bytes and cut answers are told and never thrown', async () => {
  const response = await stamped();
  for (let size = 0; size < response.length; size += 7)
    assert.equal(checkTimeToken(response.subarray(0, size), bytes, [tsa.authority]).kind, 'bad');
  for (let round = 0; round < 200; round += 1)
    assert.equal(checkTimeToken(randomBytes(round), bytes, [tsa.authority]).kind, 'bad');
});

test('a stamp over something else, of a stranger, or from outside the pinned window is refused', async () => {
  const response = await stamped();
  assert.equal(checkTimeToken(response, Buffer.from('another'), [tsa.authority]).kind, 'bad');
  assert.equal(checkTimeToken(response, bytes, []).kind, 'stranger');
  const other = makeAuthority(join(root, 'other')).authority;
  assert.equal(checkTimeToken(response, bytes, [other]).kind, 'bad');
  const ended = { ...tsa.authority, endMs: systemClock.now() - 3_600_000 };
  assert.equal(checkTimeToken(response, bytes, [ended]).kind, 'bad', 'the authority was not trusted any more');
});

test('RSA with SHA-512 is accepted, and a certificate for another purpose is not', async () => {
  const rsa = makeAuthority(join(root, 'rsa'), { key: 'rsa', digest: 'sha512' });
  const server = await serveAuthority(rsa);
  const good = await requestStamp(bytes, stamping(server.url, { authorities: [rsa.authority] }));
  await server.close();
  assert.equal(good.kind, 'stamped');
  const loose = makeAuthority(join(root, 'loose'), { usage: 'critical,timeStamping' });
  const query = buildTimeQuery(bytes);
  assert.equal(checkTimeToken(loose.answer(query.body), bytes, [loose.authority]).kind, 'good');
  for (const usage of ['timeStamping', 'critical,timeStamping,serverAuth']) {
    const made = makeAuthority(join(root, `usage-${usage.length}`), { usage });
    const answer = tryAnswer(() => made.answer(query.body));
    // openssl itself refuses to stamp with some of them.
    if (answer !== null) assert.equal(checkTimeToken(answer, bytes, [made.authority]).kind, 'bad', usage);
  }
});

const salted: readonly (readonly [string, Parameters<typeof makeAuthority>[1], 'good' | 'bad'])[] = [
  ['SHA-256 and 32 bytes of salt', { pss: ['rsa_pss_saltlen:32'] }, 'good'],
  ['SHA-512 and 64', { digest: 'sha512', pss: ['rsa_pss_saltlen:64'] }, 'good'],
  ['no salt', { pss: ['rsa_pss_saltlen:0'] }, 'good'],
  ['a mask of another hash', { pss: ['rsa_pss_saltlen:32', 'rsa_mgf1_md:sha512'] }, 'bad'],
];
for (const [name, how, wanted] of salted)
  test(`a stamp signed with RSASSA-PSS, ${name}, is ${wanted}, and every changed bit of it is noticed`, () => {
    const made = makeAuthority(join(root, `pss-${name.length}`), { key: 'rsa', ...how });
    const answer = made.answer(buildTimeQuery(bytes).body);
    const found = checkTimeToken(answer, bytes, [made.authority]);
    assert.equal(found.kind, wanted, JSON.stringify(found.kind === 'bad' ? found.problem.en : ''));
    if (found.kind !== 'good') return;
    const kept = found.token.keepOnly(found.chain);
    const again = checkTimeToken(kept, bytes, [made.authority]);
    assert.ok(again.kind === 'good' && isTight(again));
    for (let bit = 0; bit < kept.length * 8; bit += 7) {
      const changed = Buffer.from(kept);
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      const result = checkTimeToken(changed, bytes, [made.authority]);
      assert.ok(result.kind !== 'good' || !isTight(result), `bit ${bit}`);
    }
  });

function tryAnswer(answer: () => Buffer): Buffer | null {
  try {
    return answer();
  } catch (error) {
    assert.ok(error instanceof Error);
    return null;
  }
}

const misbehaviours: readonly (readonly [string, Parameters<typeof serveAuthority>[1], RegExp])[] = [
  ['an old answer is played again', ({ response }) => played(response), /nonce/],
  ['HTTP 500', ({ response }) => ended(response, 500, 'x'), /HTTP 500/],
  ['garbage', ({ response }) => ended(response, 200, 'garbage'), /no strict RFC 3161/],
  ['a flood', ({ response }) => ended(response, 200, 'x'.repeat(200_000)), /too large/],
  ['silence', () => true, /cannot be reached/],
  ['a redirect', ({ response }) => ended(response.setHeader('location', '/else'), 302, ''), /cannot be reached/],
];
let replay: Buffer = Buffer.alloc(0);

function played(response: ServerResponse): boolean {
  response.end(replay);
  return true;
}

function ended(response: ServerResponse, status: number, body: string): boolean {
  response.statusCode = status;
  response.end(body);
  return true;
}

for (const [name, behave, words] of misbehaviours)
  test(`${name}: pending with its reason, and the next authority is asked`, async () => {
    replay = tsa.answer(buildTimeQuery(bytes).body);
    const bad = await serveAuthority(tsa, behave);
    const good = await serveAuthority(tsa);
    const alone = await requestStamp(bytes, stamping(bad.url, { timeoutMs: name === 'silence' ? 500 : 20_000 }));
    const both = await requestStamp(
      bytes,
      stamping(bad.url, { urls: [bad.url, good.url], timeoutMs: name === 'silence' ? 5_000 : 20_000 }),
    );
    await Promise.all([bad.close(), good.close()]);
    assert.ok(alone.kind === 'pending');
    assert.match(alone.problems[0]?.en ?? '', words);
    assert.ok(both.kind === 'stamped' && both.url === good.url);
  });

test('an authority that nobody listens at, or whose clock is far off, leaves the stamp pending', async () => {
  const server = await serveAuthority(tsa);
  const off = await requestStamp(bytes, stamping(server.url, { nowMs: () => systemClock.now() + 3_600_000 }));
  await server.close();
  const gone = await requestStamp(bytes, stamping(server.url));
  assert.ok(off.kind === 'pending' && /15 minutes/.test(off.problems[0]?.en ?? ''));
  assert.ok(gone.kind === 'pending' && /ECONNREFUSED/.test(gone.problems[0]?.en ?? ''));
});

test("a list of authorities is read back as it was written, in sigstore's trusted root", () => {
  const [read] = parseAuthorities(formatAuthorities([tsa.authority]));
  assert.equal(read?.name, 'Test-TSA');
  assert.deepEqual(
    read?.certificates.map(({ raw }) => raw),
    tsa.authority.certificates.map(({ raw }) => raw),
  );
});
