import type { BrowserContext } from '@playwright/test';
import type { PaymentWall } from '../../runner/model/payment-wall.ts';

/** Holds redirects by Playwright's own routing: enough for a shop that redirects from its page, and quick to raise. */
export async function routeWall(context: BrowserContext): Promise<PaymentWall> {
  let held: Parameters<NonNullable<PaymentWall['holdConfirm']>>[0] | null = null;
  let isArmed = false;
  await context.route('**/success?*', async (route) => {
    const url = route.request().url();
    const word =
      isArmed && held !== null && held.matches(new URL(url))
        ? await held.decide({ url, method: route.request().method() })
        : 'drop';
    await (word === 'release' ? route.continue() : route.abort());
  });
  return {
    armPayment: async () => {
      isArmed = true;
    },
    disarm: async () => {
      isArmed = false;
    },
    holdConfirm: async (gate) => {
      held = gate;
      return {
        stop: async () => {
          held = null;
        },
      };
    },
  };
}
