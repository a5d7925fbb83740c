import { parseArgs } from 'node:util';
import { buildCli } from '../kit/built-cli.ts';
import { waysToFail } from './secrets/failing-steps.ts';
import { planted } from './secrets/planted.ts';
import { proveSecrets } from './secrets/secrets-proof.ts';

/*
 * `npm run test:secrets`: every kind of planted secret on every road of a live page, quoted by every way in which a step can fail; then all
 * that the runs left is searched. A page says eight kinds together, and a run makes seven turns, so that all of it is one sitting; with
 * `--apart` each kind has its page and each turn its run, which takes an hour or more. `--turns 2 --kinds 0,5,17` makes a part of it.
 */
const { values } = parseArgs({
  options: { turns: { type: 'string' }, kinds: { type: 'string' }, apart: { type: 'boolean', default: false } },
});
const turns = Array.from(
  { length: values.turns === undefined ? waysToFail('0').length : Number(values.turns) },
  (_, turn) => turn,
);
const kinds = values.kinds === undefined ? planted.map((_one, index) => index) : values.kinds.split(',').map(Number);
const together = values.apart ? {} : { perPage: 8, perRun: 7 };
const started = performance.now();
const cli = await buildCli();
try {
  const result = await proveSecrets(cli, { turns, kinds, ...together }, (line) => process.stdout.write(`… ${line}\n`));
  for (const line of [...result.troubles, ...result.hits]) process.stdout.write(`${line}\n`);
  process.stdout.write(`roads into the archive (${result.roads.length}): ${result.roads.join(' ')}\n`);
  const seconds = Math.round((performance.now() - started) / 1_000);
  process.stdout.write(
    `${result.kinds} kinds, each failing in ${turns.length} ways (${result.steps} steps), ${result.files} files and messages: ${result.hits.length} found, ${seconds} s\n`,
  );
  process.exitCode = result.hits.length + result.troubles.length === 0 ? 0 : 1;
} finally {
  cli.remove();
}
