import assert from 'node:assert/strict';
import { test } from 'node:test';
import { commands, commandsFor } from './index.ts';

for (const [args, count] of [
  [['--version'], 0],
  [['-V'], 0],
  [['--lang', 'ko', '--version'], 0],
  [['--version', 'run'], 0],
  [['run', '--version'], 1],
  [['--lang', 'ko', 'schema'], 1],
  [['--help'], Object.keys(commands).length],
  [['rum'], Object.keys(commands).length],
  [['constructor'], Object.keys(commands).length],
] as const) {
  test(`"${args.join(' ')}" loads ${count} of the commands`, async () => {
    assert.equal((await commandsFor(args)).length, count);
  });
}
