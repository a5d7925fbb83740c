import { allowed, defineGuard, refuse } from '../model/guard.ts';
import { text } from './text.ts';

/** While the end of one payment is not known, another would only double what may have gone wrong. */
export const singleFlight = defineGuard({
  name: 'single-flight',
  layer: 'L6',
  summary: text.singleFlightSummary(),
  onIntent(_intent, { payments }) {
    const open = payments.find((payment) => payment.open);
    if (open === undefined) return allowed;
    return refuse(text.otherPaymentOpen({ step: open.step, state: open.state }), { money: false });
  },
});
