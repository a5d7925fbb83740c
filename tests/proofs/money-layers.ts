import { startMoneyShop } from '../kit/money-shop.ts';
import { leftOut, soundShop, standingWithout, wirings } from './money-wirings.ts';

/*
 * `npm run test:money-layers`: every layer of the guard left out once, against every wiring that reaches the live ledger. It fails when the
 * meter of real money is not 0, or when a sound shop is not paid. npm test runs a sample.
 */

const shop = await startMoneyShop();
let failed = 0;
try {
  const sound = await shop.pay(soundShop, standingWithout(null));
  if (sound.testApprovals < 2 || sound.stopped.some((why) => why !== null)) failed += 1;
  process.stdout.write(`sound shop: ${sound.testApprovals} approvals in the test ledger\n`);
  for (const layer of leftOut) {
    for (const wiring of wirings) {
      const { liveKrw, stopped } = await shop.pay(wiring, standingWithout(layer));
      failed += liveKrw === 0 ? 0 : 1;
      const why = stopped.map((each) => (each ?? 'went through').slice(0, 100)).join(' | ');
      process.stdout.write(`without ${layer}  live ${liveKrw}  ${wiring.name}: ${why}\n`);
    }
  }
} finally {
  await shop.close();
}
process.stdout.write(`${failed === 0 ? 'the meter stayed at 0' : `${failed} failed`}\n`);
process.exit(failed === 0 ? 0 : 1);
