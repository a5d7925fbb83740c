import { proveMoneyLayers } from './money-layer-proof.ts';

/*
 * `npm run test:money-layers`: every layer of the guard left out once, against every wiring that reaches the live ledger and every accident of
 * the gateway, in a small shop with a real browser. It fails when the meter of real money is not 0. npm test runs a sample.
 */

const cells = await proveMoneyLayers(({ without, world, liveKrw, stopped, wrong }) => {
  const why = stopped.map((each) => (each ?? 'went through').slice(0, 90)).join(' | ');
  process.stdout.write(
    `${without === null ? 'all layers' : `without ${without}`}  live ${liveKrw}  ${world}: ${why}\n`,
  );
  if (wrong !== null) process.stdout.write(`    ${wrong}\n`);
});
const failed = cells.filter(({ wrong }) => wrong !== null).length;
process.stdout.write(`${cells.length - failed} passed, ${failed} failed\n`);
process.exit(failed === 0 ? 0 : 1);
