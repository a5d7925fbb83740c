import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test, type TestContext } from 'node:test';
import { barePlan } from '../../tests/kit/bare-plan.ts';
import type { DeploymentSource } from '../model/target.ts';
import { readDeployedAt } from './deployed-at.ts';
import { identifyDeployment, type Identified } from './identify.ts';

const deployed = '2026-11-21T15:12:04.000Z';

test('the endpoint that names the build tells since when it is up', async (t) => {
  const found = await asked(t, {
    kind: 'endpoint',
    path: '/api/deployment',
    value: 'buildId',
    deployedAt: 'rollout.finishedAt',
  });
  assert.deepEqual(found, {
    fingerprint: 'v7',
    source: 'endpoint /api/deployment',
    problem: null,
    deployedAt: deployed,
  });
});

test('a header and a meta tag tell it, too', async (t) => {
  const header = await asked(t, { kind: 'header', path: '/', name: 'X-Build-Id', deployedAt: 'X-Deployed-At' });
  assert.equal(header.deployedAt, deployed);
  const meta = await asked(t, { kind: 'meta', path: '/', name: 'build-id', deployedAt: 'deployed-at' });
  assert.equal(meta.deployedAt, deployed);
});

test('a time that cannot be read leaves the build known', async (t) => {
  const found = await asked(t, { kind: 'endpoint', path: '/api/deployment', value: 'buildId', deployedAt: 'nowhere' });
  assert.deepEqual([found.fingerprint, found.problem, found.deployedAt], ['v7', null, null]);
});

test('a target that names no place for it is not asked', async (t) => {
  const found = await asked(t, { kind: 'header', path: '/', name: 'X-Build-Id', deployedAt: null });
  assert.equal('deployedAt' in found, false);
});

for (const [said, want] of [
  ['2026-11-22T00:12:04+09:00', deployed],
  ['2026-11-22 00:12:04 +0900', deployed],
  ['Sat, 21 Nov 2026 15:12:04 GMT', deployed],
  [1_795_273_924, deployed],
  ['1795273924000', deployed],
  // Whose midnight? A report must not guess.
  ['2026-11-22T00:12:04', null],
  ['2026-11-22', null],
  ['2026-13-45T00:12:04Z', null],
  ['yesterday', null],
  ['', null],
  [null, null],
  [{ at: deployed }, null],
] as const) {
  test(`a deployment time given as ${JSON.stringify(said)} is ${want === null ? 'not guessed' : 'told in UTC'}`, () => {
    assert.equal(readDeployedAt(said), want);
  });
}

async function asked(t: TestContext, deployment: DeploymentSource): Promise<Identified> {
  const server = createServer((request, response) => {
    response.setHeader('X-Build-Id', 'v7');
    response.setHeader('X-Deployed-At', 'Sat, 21 Nov 2026 15:12:04 GMT');
    response.end(
      request.url === '/api/deployment'
        ? JSON.stringify({ buildId: 'v7', rollout: { finishedAt: '2026-11-22T00:12:04+09:00' } })
        : `<meta name="build-id" content="v7"><meta name="deployed-at" content="${deployed}">`,
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => server.close());
  const address: AddressInfo | string | null = server.address();
  assert.ok(address !== null && typeof address === 'object');
  const target = { ...barePlan().target, baseUrl: `http://127.0.0.1:${address.port}`, deployment };
  return identifyDeployment(target);
}
