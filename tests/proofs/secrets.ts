import { buildCli } from '../kit/built-cli.ts';
import { waysToFail } from './secrets/failing-steps.ts';
import { planted } from './secrets/planted.ts';
import { proveSecrets } from './secrets/secrets-proof.ts';

/*
 * `npm run test:secrets`: every kind of planted secret on every road of a live page, quoted by every way in which a step can fail; then all
 * that the runs left is searched. Numbers replace how many turns are made and which kinds take part: `-- 2 0,5,17`.
 */
const [turnCount, chosen] = process.argv.slice(2);
const turns = Array.from(
  { length: turnCount === undefined ? waysToFail(0).length : Number(turnCount) },
  (_, turn) => turn,
);
const kinds = chosen === undefined ? planted.map((_one, index) => index) : chosen.split(',').map(Number);
const started = performance.now();
const cli = await buildCli();
try {
  const result = await proveSecrets(cli, { turns, kinds }, (line) => process.stdout.write(`… ${line}\n`));
  for (const line of [...result.troubles, ...result.hits]) process.stdout.write(`${line}\n`);
  process.stdout.write(`roads into the archive (${result.roads.length}): ${result.roads.join(' ')}\n`);
  const seconds = Math.round((performance.now() - started) / 1_000);
  process.stdout.write(
    `${result.kinds} kinds, ${result.steps} failing steps, ${result.files} files and messages: ${result.hits.length} found, ${seconds} s\n`,
  );
  process.exitCode = result.hits.length + result.troubles.length === 0 ? 0 : 1;
} finally {
  cli.remove();
}
