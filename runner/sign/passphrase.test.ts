import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { SetupError } from '../model/trouble.ts';
import { generateKey, loadKey } from './keys.ts';
import { askNewPassphrase, openWith, passphraseLike, type Asking } from './passphrase.ts';
import { askHidden, canAsk, type Typing } from './prompt.ts';

/** Somebody who types these, and what the terminal showed them. */
function somebody(...keys: readonly string[]): { readonly asking: NonNullable<Asking>; readonly shown: string[] } {
  const shown: string[] = [];
  const left = [...keys];
  const typing: Typing = {
    write: (words) => void shown.push(words),
    read: () => Buffer.from(left.shift() ?? ''),
    close: () => void shown.push('<closed>'),
  };
  return { asking: { open: () => typing, env: { POSTFLIGHT_LANG: 'en' } }, shown };
}

function fresh(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'passphrase-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, 'signing.pem');
}

const refused = (says: RegExp) => (error: unknown) => error instanceof SetupError && says.test(error.text.en);

test('what is typed is edited and never shown; Ctrl-C, Ctrl-D and an end of the input give up', () => {
  const table: readonly (readonly [readonly string[], string | null])[] = [
    [['open sesame\r'], 'open sesame'],
    [['열', '려라', '\n'], '열려라'],
    [['열려라x\u007f참깨\r'], '열려라참깨'],
    [['열\b려라\r'], '려라'],
    [['wrong\u0015right\r'], 'right'],
    [['ab', '\u001b[D', 'c\r'], 'abc'],
    [['\u007f\u007fa\r'], 'a'],
    [['\r'], ''],
    [['half\u0003'], null],
    [['\u0004'], null],
    [['half'], null],
  ];
  for (const [keys, expected] of table) {
    const { asking, shown } = somebody(...keys);
    assert.equal(askHidden('? ', asking.open), expected, JSON.stringify(keys));
    assert.deepEqual(shown.at(-1), '<closed>');
    assert.equal(shown[0], '? ');
    assert.ok(shown.slice(1, -1).every((words) => words === '\r\n'));
  }
});

test('nobody is asked in CI or where no terminal is', () => {
  for (const env of [{ CI: 'true' }, { CI: '1' }]) assert.equal(canAsk(env), false);
});

test('an encrypted key is opened by what is typed, within three tries, and nobody is asked twice', (t) => {
  const file = fresh(t);
  const { keyId } = generateKey(file, { passphrase: '열려라 참깨' });
  const open = (asking: Asking) => openWith(file, { given: {}, asking, open: (how) => loadKey(file, how) });
  assert.throws(() => open(null), refused(/in CI and in pipes set POSTFLIGHT_KEY_PASSPHRASE/));
  assert.throws(() => open(somebody('a\r', 'b\r', 'c\r').asking), refused(/does not open/));
  assert.throws(() => open(somebody('a\r', '\u0003').asking), refused(/Nothing was done/));
  const { asking, shown } = somebody('no\r', '열려라 참깨\r');
  assert.equal(open(asking).keyId, keyId);
  assert.match(shown.join(''), /Passphrase of .*signing\.pem \(not shown\).*That is not it/s);
  assert.equal(open(somebody().asking).keyId, keyId, 'it is known by now');
  assert.deepEqual(passphraseLike(file, {}, 'reports'), { passphrase: '열려라 참깨' });
});

test('a passphrase that was given is used and nobody is asked; a plain key needs none', (t) => {
  const file = fresh(t);
  generateKey(file, { passphrase: 'given' });
  const wrong = { given: { passphrase: 'other' }, asking: somebody('given\r').asking };
  assert.throws(() => openWith(file, { ...wrong, open: (how) => loadKey(file, how) }), refused(/does not open/));
  const plain = fresh(t);
  const { keyId } = generateKey(plain);
  const work = { given: {}, asking: somebody().asking, open: (how: object) => loadKey(plain, how) };
  assert.equal(openWith(plain, work).keyId, keyId);
});

test('a new passphrase is typed twice and alike, and is not empty', (t) => {
  assert.equal(askNewPassphrase(somebody('one\r', 'one\r').asking), 'one');
  assert.throws(() => askNewPassphrase(somebody('one\r', 'two\r').asking), refused(/differ/));
  assert.throws(() => askNewPassphrase(somebody('\r').asking), refused(/empty/));
  assert.throws(() => askNewPassphrase(null), refused(/Nobody can be asked/));
  const file = fresh(t);
  generateKey(file, { passphrase: askNewPassphrase(somebody('one\r', 'one\r').asking) });
  assert.match(readFileSync(file, 'utf8'), /ENCRYPTED/);
});
