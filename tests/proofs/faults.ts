import { startDemoStack } from '../kit/demo-stack.ts';
import { faultExpectations } from './fault-expectations.ts';
import { proveFault } from './fault-proof.ts';

/*
 * `npm run test:faults [-- NAME …]`: for every fault of the list, the whole checklist against a shop with that feature broken.
 * Takes about half a minute a fault; npm test runs a sample.
 */

const names = process.argv.slice(2);
const known = faultExpectations.map(({ fault }): string => fault);
const unknown = names.filter((name) => !known.includes(name));
if (unknown.length > 0) {
  process.stderr.write(`unknown: ${unknown.join(', ')}\nknown: ${known.join(', ')}\n`);
  process.exit(2);
}
const chosen = names.length === 0 ? faultExpectations : faultExpectations.filter(({ fault }) => names.includes(fault));
const stack = await startDemoStack();
let failed = 0;
try {
  for (const expected of chosen) {
    const result = await proveFault(stack, expected);
    const mark = result.wrong.length === 0 ? 'ok  ' : 'FAIL';
    process.stdout.write(`${mark} ${result.fault} (${result.seconds} s): ${expected.fails.join(', ')}\n`);
    for (const line of result.wrong) process.stdout.write(`       ${line}\n`);
    for (const line of result.messages) process.stdout.write(`       ${line}\n`);
    failed += result.wrong.length === 0 ? 0 : 1;
  }
} finally {
  await stack.stop();
}
process.stdout.write(`${chosen.length - failed} passed, ${failed} failed\n`);
process.exit(failed === 0 ? 0 : 1);
