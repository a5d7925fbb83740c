import { incidents } from '../../fixtures/incidents/index.ts';
import { startDemoStack } from '../kit/demo-stack.ts';
import { proveIncident, type IncidentResult } from './incident-proof.ts';

/*
 * `npm run test:money [-- NAME …]`: every incident, told to the real runner against the demo shop and its gateway, as a table. It fails when
 * one ends otherwise than told, or when the meter of real money is not 0. npm test runs a sample.
 */

const names = process.argv.slice(2);
const unknown = names.filter((name) => !incidents.some((incident) => incident.name === name));
if (unknown.length > 0) {
  process.stderr.write(`unknown: ${unknown.join(', ')}\nknown: ${incidents.map(({ name }) => name).join(', ')}\n`);
  process.exit(2);
}
const chosen = incidents.filter(({ name }) => names.length === 0 || names.includes(name));
const stack = await startDemoStack();
let failed = 0;
try {
  process.stdout.write(`${row(['incident', 'exit', 'live KRW', 'halt', 'tickets', 'seconds', 'as told'])}\n`);
  for (const incident of chosen) {
    const result = await proveIncident(stack, incident);
    process.stdout.write(`${row(cellsOf(incident.name, result))}\n`);
    for (const line of result.wrong) process.stdout.write(`    ${line}\n`);
    failed += result.wrong.length === 0 ? 0 : 1;
  }
} finally {
  await stack.stop();
}
process.stdout.write(`${chosen.length - failed} passed, ${failed} failed\n`);
process.exit(failed === 0 ? 0 : 1);

function cellsOf(name: string, { seen, wrong, seconds }: IncidentResult): readonly string[] {
  const told = wrong.length === 0 ? 'yes' : 'NO';
  if (seen === null) return [name, '-', '-', '-', '-', String(seconds), told];
  const { exitCode, liveKrw, halted, tickets } = seen;
  return [name, String(exitCode), String(liveKrw), halted ? 'yes' : 'no', String(tickets), String(seconds), told];
}

function row([first = '', ...others]: readonly string[]): string {
  return `${first.padEnd(22)}${others.map((cell) => cell.padStart(10)).join('')}`;
}
