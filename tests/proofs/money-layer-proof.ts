import { startMoneyShop } from '../kit/money-shop.ts';
import { accidents, leftOut, soundShop, standingWithout, wirings } from './money-wirings.ts';

export type LayerCell = {
  /** The layer that was left out; null: all stood. */
  readonly without: string | null;
  readonly world: string;
  readonly liveKrw: number;
  /** What stopped the small and the large payment; null: it went through. */
  readonly stopped: readonly (string | null)[];
  /** Null: as it must be. */
  readonly wrong: string | null;
};

/**
 * Every layer of the guard left out once, in every world that would lose money or does something wrong: the meter of real
 * money must stay at 0. A sound shop comes first and must be paid, or nothing was proven. Tells each cell when it is known.
 */
export async function proveMoneyLayers(tell: (cell: LayerCell) => void): Promise<readonly LayerCell[]> {
  const cells: LayerCell[] = [];
  const shop = await startMoneyShop();
  try {
    for (const without of [null, ...leftOut]) {
      const worlds = without === null ? [soundShop] : [...wirings, ...accidents];
      for (const world of worlds) {
        const { liveKrw, testApprovals, stopped } = await shop.pay(world, standingWithout(without));
        const isUnpaid = without === null && (testApprovals < 2 || stopped.some((why) => why !== null));
        const wrong = liveKrw > 0 ? 'real money moved' : isUnpaid ? 'a sound shop was not paid' : null;
        const cell = { without, world: world.name, liveKrw, stopped, wrong };
        cells.push(cell);
        tell(cell);
      }
    }
  } finally {
    await shop.close();
  }
  return cells;
}
