import assert from 'node:assert/strict';
import { test } from 'node:test';
import { limits } from '../base/limits.ts';
import { watchSilence } from './silence.ts';

function world() {
  let elapsedMs = 1_000;
  const watch = watchSilence({ now: () => 0, elapsed: () => elapsedMs });
  /** Lets seconds pass with a look at each; true when a look found silence. */
  const looks = (seconds: number): boolean => {
    for (let second = 0; second < seconds; second += 1) {
      elapsedMs += 1_000;
      if (watch.isSilent()) return true;
    }
    return false;
  };
  const sleep = (ms: number): void => {
    elapsedMs += ms;
  };
  return { watch, looks, sleep };
}

const limitSeconds = limits.driverSilenceMs / 1_000;

test('a driver that says nothing for the limit is silent, and not a second earlier', () => {
  const { looks } = world();
  assert.equal(looks(limitSeconds - 1), false);
  assert.equal(looks(1), true);
});

test('every sign of life starts the limit anew', () => {
  const { watch, looks } = world();
  assert.equal(looks(limitSeconds - 1), false);
  watch.heard();
  assert.equal(looks(limitSeconds - 1), false);
  assert.equal(looks(1), true);
});

test('time in which the supervisor itself was stopped is not held against the driver', () => {
  const { looks, sleep } = world();
  assert.equal(looks(5), false);
  sleep(3_600_000);
  assert.equal(looks(limitSeconds), false, 'the first look after the sleep starts the limit anew');
  assert.equal(looks(1), true);
});
