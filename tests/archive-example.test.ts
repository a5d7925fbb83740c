import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { ledgerKeyName, listReports, signerFile } from '../runner/archive/layout.ts';
import { verifyArchive } from '../runner/archive/verify-archive.ts';
import { ledgerCommands, proofCommands, reportCommands, timeCommands } from '../runner/archive/verify-commands.ts';
import { parseAuthorities } from '../runner/sign/time/authorities.ts';
import { parseTrust } from '../runner/sign/trust.ts';
import { root } from './project.ts';

/*
 * reports/example was written once and is never changed: two real runs, stamped, with keys that no longer exist. Whatever becomes of the
 * code, an archive of today must verify. When this fails, the code is wrong and not the example.
 */
const archive = join(root, 'reports', 'example');
const read = (name: string) => readFileSync(join(archive, name), 'utf8');
const fingerprints = {
  'postflight:reports': 'SHA256:vb7ydz4Pb0EvIhig9QwRaGzhSf5qd6vCzrYrpO78t3o',
  'postflight:ledger': 'SHA256:+9s1n9PzWPYvcpmIykbxurF5zFodsEYJoqbw+qzHxkM',
};

test('the example archive still verifies with today’s code, by the fingerprints that are written here', () => {
  const trust = parseTrust(read('trust/keys.json'));
  assert.deepEqual(Object.fromEntries(trust.keys.map(({ use, keyId }) => [use, keyId])), fingerprints);
  const authorities = parseAuthorities(read('trust/trusted-root.json'));
  const known = [{ name: 'kept', text: read('ledger/checkpoint') }];
  const result = verifyArchive(
    archive,
    { trust },
    { known, authorities, requireTime: true, nowMs: Date.parse('2026-11-23T00:00:00.000Z') },
  );
  assert.deepEqual(result.reports, { verified: 2, tampered: 0, incomplete: 0 });
  assert.equal(result.state, 'verified', JSON.stringify(result.checks));
});

test('and with openssl, jq and sha256sum, time stamp included', (t) => {
  if (spawnSync('sh', ['-c', 'command -v jq && command -v openssl']).status !== 0) {
    t.skip('jq or openssl is not installed');
    return;
  }
  const env = {
    ...process.env,
    KEY: join(archive, 'trust', signerFile(fingerprints['postflight:reports'])),
    TSA: join(archive, 'trust', 'tsa-1.pem'),
    LEDGER_KEY: join(archive, 'trust', ledgerKeyName(fingerprints['postflight:ledger'])),
  };
  const run = (commands: string, cwd: string): void => {
    const result = spawnSync('sh', ['-c', commands], { cwd, env, encoding: 'utf8' });
    assert.equal(result.status, 0, result.stdout + result.stderr);
  };
  for (const folder of listReports(archive))
    for (const commands of [reportCommands, timeCommands]) run(commands, folder);
  if (spawnSync('sh', ['-c', 'command -v python3']).status !== 0) return;
  for (const folder of listReports(archive)) run(proofCommands, folder);
  run(ledgerCommands, archive);
});
