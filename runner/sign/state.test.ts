import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { systemClock } from '../base/clock.ts';
import { unfinishedName } from '../base/unfinished.ts';
import { keyPlaces } from './key-places.ts';
import { generateKey } from './keys.ts';
import { asideFile, makeSigner, nextKeyFile, signingKeyFile, swapKeys } from './state.ts';

test('a key that was half set aside when the process was killed does not lie about after the next swap', (t) => {
  const state = mkdtempSync(join(tmpdir(), 'postflight-swap-'));
  t.after(() => rmSync(state, { recursive: true }));
  const places = keyPlaces(state);
  const old = makeSigner(places, {}, systemClock);
  const file = signingKeyFile(places);
  generateKey(nextKeyFile(file), {});
  const ended = spawnSync(process.execPath, ['-e', '']).pid;
  const half = unfinishedName('signing-x.retired.pem').replace(`-${process.pid}-`, `-${ended}-`);
  writeFileSync(join(places.keys, half), 'half a private key');
  const aside = swapKeys(file, old);
  assert.equal(aside, asideFile(file, old));
  assert.ok(existsSync(aside) && existsSync(file));
  assert.deepEqual(
    readdirSync(places.keys).filter((name) => name.startsWith('.')),
    [],
  );
});
