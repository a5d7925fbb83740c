import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { SetupError } from '../../model/trouble.ts';
import { keyLifeMs, openAcknowledgeKeys, renewAcknowledgeKey } from './keys.ts';
import { handClock } from './testing.ts';
import { linkLifeMs } from './token.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'postflight-ack-keys-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));
const place = (clock = handClock()) => ({ folder: join(folder, 'keys'), locks: join(folder, 'locks'), clock });
const fileHere = (): string => join(folder, 'keys', 'acknowledge.json');

test('the first key is made for this user alone, and found again by the next process', () => {
  const one = openAcknowledgeKeys(place()).current();
  assert.equal(statSync(fileHere()).mode & 0o777, 0o600);
  assert.equal(one.secret.length, 32);
  assert.deepEqual(openAcknowledgeKeys(place()).find(one.id)?.secret, one.secret);
});

test('an old key is followed by a new one while it runs, and its links live out their twelve hours', () => {
  const at = place();
  const keys = openAcknowledgeKeys(at);
  const old = keys.current();
  at.clock.move(keyLifeMs);
  const young = keys.current();
  assert.notEqual(young.id, old.id);
  assert.ok(keys.find(old.id) !== null);
  at.clock.move(keyLifeMs);
  keys.current();
  assert.equal(openAcknowledgeKeys(at).find(old.id), null);
  assert.ok(openAcknowledgeKeys(at).find(young.id) !== null);
  assert.ok(keyLifeMs > linkLifeMs);
});

test('a key that another process made is found without a new start', () => {
  const at = place();
  const server = openAcknowledgeKeys(at);
  const made = renewAcknowledgeKey(at, 'keep');
  assert.deepEqual(server.find(made.id)?.secret, made.secret);
  assert.equal(server.find('nobody'), null);
});

test('a renewed key that forgets the old ones leaves none of their links', () => {
  const at = place();
  const old = openAcknowledgeKeys(at).current();
  renewAcknowledgeKey(at, 'forget');
  assert.equal(openAcknowledgeKeys(at).find(old.id), null);
});

test('a file that others may read, or that is damaged, is refused with words and left as it is', () => {
  openAcknowledgeKeys(place());
  chmodSync(fileHere(), 0o640);
  assert.throws(() => openAcknowledgeKeys(place()), SetupError);
  chmodSync(fileHere(), 0o600);
  for (const bad of ['', '{', '{"keys":[]}', '{"keys":[{"id":"abc234","secret":"eA","madeAtMs":1}]}', 'null', '[]']) {
    writeFileSync(fileHere(), bad);
    assert.throws(() => openAcknowledgeKeys(place()), SetupError, bad);
    assert.equal(readFileSync(fileHere(), 'utf8'), bad);
  }
});
