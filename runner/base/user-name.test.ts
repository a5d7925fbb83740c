import assert from 'node:assert/strict';
import { test } from 'node:test';
import { userName } from './user-name.ts';

test('a user is called by their name, and by their number in a container that knows no name for it', () => {
  const nameless = (): never => {
    throw new Error('uv_os_get_passwd returned ENOENT');
  };
  assert.equal(
    userName(() => ({ username: 'kim' })),
    'kim',
  );
  assert.match(userName(nameless), /^(uid \d+|unknown)$/);
});
