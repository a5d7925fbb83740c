import type { PaymentGate } from '../../runner/model/payment.ts';
import { Blocked } from '../../runner/model/trouble.ts';

/** A gate that pays in the given way and writes nothing down. */
export function fakeGate(pay: PaymentGate['pay']): PaymentGate {
  return {
    pay,
    refuse: ({ guard, text }) => new Blocked(guard, text),
    shown: () => Promise.resolve(),
  };
}
