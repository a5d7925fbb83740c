import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readMailServer } from './mail-server.ts';

test('away from this machine a password is never said before TLS', () => {
  const plain = readMailServer('smtp://bot:x%40@mail.shop.example');
  assert.deepEqual(plain, {
    host: 'mail.shop.example',
    port: 587,
    secure: false,
    requireTLS: true,
    auth: { user: 'bot', pass: 'x@' },
  });
  const tls = readMailServer('smtps://bot:x@mail.shop.example');
  assert.deepEqual([tls?.port, tls?.secure, tls?.tls], [465, true, undefined]);
});

test('a server on this machine may speak without TLS, and one that merely looks so may not', () => {
  for (const host of ['127.0.0.1', '[::1]', 'localhost', 'LOCALHOST'])
    assert.equal(readMailServer(`smtp://${host}:25`)?.requireTLS, false, host);
  for (const host of ['localhost.shop.example', '127.0.0.1.shop.example', '128.0.0.1'])
    assert.equal(readMailServer(`smtp://${host}:25`)?.requireTLS, true, host);
  assert.equal(readMailServer('smtp://[::1]:25')?.host, '::1');
});

for (const bad of ['', 'mail.shop.example', 'https://mail.shop.example', 'smtp://u:100%@mail.shop.example', 'smtp://'])
  test(`"${bad}" is no address of a mail server`, () => assert.equal(readMailServer(bad), null));
