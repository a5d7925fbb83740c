import { moneyIncidents as incidents } from '../../fixtures/incidents/index.ts';
import type { Incident } from '../../fixtures/incidents/incident.ts';
import { startDemoStack } from '../kit/demo-stack.ts';
import { loseable, proveWithout } from './incident-layers.ts';
import { proveIncident, type IncidentResult } from './incident-proof.ts';
import { proveMoneyLayers } from './money-layer-proof.ts';

/*
 * `npm run test:money [-- NAME …]`: no real money moves. First every incident, told to the real runner against the demo shop and its gateway; then
 * every layer L1 to L7 taken out of the real runner, one at a time, under every incident; last the same in a small shop, in every world
 * that would lose money. Three tables; it fails when an incident ends otherwise than told, or when a meter of real money is not 0. With
 * names only these incidents. About 25 minutes; npm test runs a sample of each.
 */

const names = process.argv.slice(2);
const unknown = names.filter((name) => !incidents.some((incident) => incident.name === name));
if (unknown.length > 0) {
  process.stderr.write(`unknown: ${unknown.join(', ')}\nknown: ${incidents.map(({ name }) => name).join(', ')}\n`);
  process.exit(2);
}
const chosen = incidents.filter(({ name }) => names.length === 0 || names.includes(name));
const counts = [await tellIncidents(chosen), await tellWithout(chosen)];
if (names.length === 0) counts.push(await leaveOutLayers());
const failed = counts.reduce((sum, count) => sum + count.failed, 0);
process.stdout.write(`${counts.reduce((sum, count) => sum + count.passed, 0)} passed, ${failed} failed\n`);
process.exit(failed === 0 ? 0 : 1);

type Count = { readonly passed: number; readonly failed: number };

async function tellIncidents(chosen: readonly Incident[]): Promise<Count> {
  const stack = await startDemoStack();
  let failures = 0;
  try {
    process.stdout.write(`${row(['incident', 'exit', 'live KRW', 'halt', 'tickets', 'seconds', 'as told'])}\n`);
    for (const incident of chosen) {
      const result = await proveIncident(stack, incident);
      process.stdout.write(`${row(cellsOf(incident.name, result))}\n`);
      for (const line of result.wrong) process.stdout.write(`    ${line}\n`);
      failures += result.wrong.length === 0 ? 0 : 1;
    }
  } finally {
    await stack.stop();
  }
  return { passed: chosen.length - failures, failed: failures };
}

/** Every cell: the most that ever stood on the meter of real money, in KRW, and the exit code. */
async function tellWithout(told: readonly Incident[]): Promise<Count> {
  const stack = await startDemoStack();
  let [passed, failures] = [0, 0];
  try {
    process.stdout.write(`\n${row(['live KRW / exit', ...loseable.map((layer) => `no ${layer}`)])}\n`);
    for (const incident of told) {
      const cells = [];
      for (const layer of loseable) cells.push(await proveWithout(stack, incident, layer));
      process.stdout.write(
        `${row([incident.name, ...cells.map((cell) => `${cell.liveKrw ?? '-'} / ${cell.exitCode ?? '-'}`)])}\n`,
      );
      const wrong = cells.filter((cell) => cell.wrong !== null);
      for (const cell of wrong) process.stdout.write(`    without ${cell.without}: ${cell.wrong}\n`);
      failures += wrong.length;
      passed += cells.length - wrong.length;
    }
  } finally {
    await stack.stop();
  }
  return { passed, failed: failures };
}

async function leaveOutLayers(): Promise<Count> {
  process.stdout.write(`\n${row(['without', 'live KRW', 'stopped'])}   world\n`);
  const cells = await proveMoneyLayers(({ without, world, liveKrw, stopped, wrong }) => {
    const held = `${stopped.filter((why) => why !== null).length} of ${stopped.length}`;
    process.stdout.write(`${row([without ?? 'nothing', String(liveKrw), held])}   ${world}\n`);
    if (wrong !== null) process.stdout.write(`    ${wrong}\n`);
  });
  const wrong = cells.filter((cell) => cell.wrong !== null).length;
  return { passed: cells.length - wrong, failed: wrong };
}

function cellsOf(name: string, { seen, wrong, seconds }: IncidentResult): readonly string[] {
  const asTold = wrong.length === 0 ? 'yes' : 'NO';
  if (seen === null) return [name, '-', '-', '-', '-', String(seconds), asTold];
  const { exitCode, liveKrw, halted, tickets } = seen;
  return [name, String(exitCode), String(liveKrw), halted ? 'yes' : 'no', String(tickets), String(seconds), asTold];
}

function row([first = '', ...others]: readonly string[]): string {
  return `${first.padEnd(22)}${others.map((cell) => cell.padStart(10)).join('')}`;
}
