import type { Incident } from '../../fixtures/incidents/incident.ts';
import { amountIncidents } from '../../fixtures/incidents/index.ts';
import { startDemoStack, type DemoStack } from '../kit/demo-stack.ts';
import { proveHealthyLadder } from './amount-proof.ts';
import { proveIncident, type IncidentResult } from './incident-proof.ts';

/*
 * `npm run test:amounts [-- NAME …] [-- --healthy N]`: every incident of a wrongly shown amount is caught by the step that should, with the
 * likely cause in its message; and the healthy shop has no finding on the whole ladder, in all places, widths and text sizes, five times
 * over. Two tables. About 10 minutes on two idle cores; npm test runs a sample.
 */

const { names, healthyRuns } = readArguments(process.argv.slice(2));
const stack = await startDemoStack();
let failed = 0;
try {
  failed += await tellIncidents(
    stack,
    amountIncidents.filter(({ name }) => names.length === 0 || names.includes(name)),
  );
  failed += await climbHealthy(stack, names.length === 0 ? healthyRuns : 0);
} finally {
  await stack.stop();
}
process.stdout.write(failed === 0 ? 'all as it must be\n' : `${failed} failed\n`);
process.exit(failed === 0 ? 0 : 1);

function readArguments(args: readonly string[]): { readonly names: readonly string[]; readonly healthyRuns: number } {
  const at = args.indexOf('--healthy');
  const count = at === -1 ? 5 : Number(args[at + 1]);
  const given = at === -1 ? args : args.toSpliced(at, 2);
  const unknown = given.filter((name) => !amountIncidents.some((incident) => incident.name === name));
  if (unknown.length === 0 && Number.isInteger(count) && count >= 0) return { names: given, healthyRuns: count };
  const known = amountIncidents.map(({ name }) => name).join(', ');
  process.stderr.write(`unknown: ${unknown.join(', ') || '--healthy'}\nknown: ${known}, --healthy N\n`);
  return process.exit(2);
}

async function tellIncidents(on: DemoStack, chosen: readonly Incident[]): Promise<number> {
  let failures = 0;
  process.stdout.write(`${row(['incident', 'exit', 'seconds', 'as told'])}  caught by: likely cause\n`);
  for (const incident of chosen) {
    const result = await proveIncident(on, incident);
    const asTold = result.wrong.length === 0 ? 'yes' : 'NO';
    const cells = [incident.name, String(result.seen?.exitCode ?? '-'), String(result.seconds), asTold];
    process.stdout.write(`${row(cells)}  ${causesOf(incident, result)}\n`);
    for (const line of result.wrong) process.stdout.write(`    ${line}\n`);
    failures += result.wrong.length === 0 ? 0 : 1;
  }
  return failures;
}

/** The steps that failed, and for those with a promised cause the words that were found in the message. */
function causesOf({ expected }: Incident, { seen }: IncidentResult): string {
  if (seen === null) return '-';
  return seen.failed
    .map((step) => {
      const words = expected.says?.[step];
      return words === undefined ? step : `${step} "${words}"`;
    })
    .join(', ');
}

async function climbHealthy(on: DemoStack, runs: number): Promise<number> {
  if (runs === 0) return 0;
  let failures = 0;
  process.stdout.write(`\n${row(['healthy shop', 'exit', 'seconds', 'looks', 'findings'])}\n`);
  for (let run = 1; run <= runs; run += 1) {
    const { exitCode, seconds, looks, findings } = await proveHealthyLadder(on, run);
    process.stdout.write(`${row([`run ${run}`, exitCode, seconds, looks, findings.length].map(String))}\n`);
    for (const line of findings) process.stdout.write(`    ${line}\n`);
    failures += findings.length === 0 ? 0 : 1;
  }
  return failures;
}

function row([first = '', ...others]: readonly string[]): string {
  return `${first.padEnd(18)}${others.map((cell) => cell.padStart(9)).join('')}`;
}
