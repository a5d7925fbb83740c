import type { PaymentGate } from '../../model/payment.ts';
import { Blocked } from '../../model/trouble.ts';
import type { GateProvider } from '../gate-provider.ts';
import { text } from './text.ts';

/** No payment leaves UI mode or an editor: it must be found again after a crash, and nobody looks into a run that is not archived. */
export const closedGate: PaymentGate = {
  pay: () => Promise.reject(new Blocked('recorded-run', text.noPaymentHere())),
  refuse: ({ guard, text: words }) => new Blocked(guard, words),
  shown: () => Promise.resolve(),
};

export const closedGates: GateProvider = { watch: () => undefined, gateFor: () => closedGate };
