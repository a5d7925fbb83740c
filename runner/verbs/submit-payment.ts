import { Type } from 'typebox';
import type { LocatorArgs } from '../model/locator.ts';
import { Amount, keyRules, LocatorArg } from '../model/marks.ts';
import { declineSources, type PaymentIntent } from '../model/payment.ts';
import { findTestCard, testCards } from '../model/test-card.ts';
import { StepFailure } from '../model/trouble.ts';
import { defineVerb } from '../model/verb.ts';
import { declaredKrw } from '../page/judge-amount.ts';
import { paySteps } from './pay-steps.ts';
import { showPayment } from './shown-payment.ts';
import { VariableName } from './schema.ts';
import { text } from './text.ts';

const PaymentArgs = Type.Object(
  {
    amount: Amount,
    card: Type.Enum(
      testCards.map((card) => card.name),
      { description: 'A listed test card; none of them can have been issued' },
    ),
    expect: Type.Enum(['approved', 'declined']),
    decline: Type.Optional(
      Type.Object(
        {
          source: Type.Enum([...declineSources], {
            description: 'Who makes this payment fail; a sandbox has no issuer',
          }),
          code: Type.String({ minLength: 1, description: "The gateway's code, for example REJECT_CARD_PAYMENT" }),
        },
        keyRules({}),
      ),
    ),
    canary: Type.Optional(
      Type.Boolean({
        description:
          'A small payment that proves the route for a large one: paid, found, cancelled, verified cancelled',
      }),
    ),
    button: Type.Optional(LocatorArg),
    save: Type.Optional(VariableName),
  },
  keyRules({}),
);

export const submitPayment = defineVerb({
  name: 'submit-payment',
  summary: { ko: '결제 관문을 지나 시험 결제를 한 번 한다.', en: 'Makes one test payment through the payment gate.' },
  effect: 'money',
  args: PaymentArgs,
  shorthand: null,
  example:
    'submit-payment: { amount: 200000000, card: unissuable-over-limit, expect: declined, decline: { source: magic-card, code: REJECT_CARD_PAYMENT } }',
  async run(world, args) {
    const intent = intentOf(world.step.id, args);
    const card = findTestCard(args.card);
    if (card === undefined) throw new StepFailure(text.notATestCard());
    const button: LocatorArgs = args.button ?? { role: 'button', name: '결제하기', exact: true };
    // A shop without a sandbox lane is looked at up to its pay button; nothing else could be known to be safe.
    if (world.target.gateway?.lane !== 'sandbox') {
      await showPayment(world, intent, button);
      if (args.save !== undefined)
        world.variables.set(args.save, { payment: null, state: 'SHOWN', orderId: null, code: null });
      return;
    }
    const outcome = await world.gate.pay(intent, paySteps(world, { button, number: card.number }));
    if (args.save === undefined) return;
    const { payment, state, orderId, code } = outcome;
    world.variables.set(args.save, { payment, state, orderId, code });
  },
});

function intentOf(step: string, args: Type.Static<typeof PaymentArgs>): PaymentIntent {
  const base = { step, amountKrw: declaredKrw(args.amount), card: args.card, canary: args.canary ?? false };
  if (args.expect === 'approved') return { ...base, outcome: { expect: 'approved' } };
  if (args.decline === undefined) throw new StepFailure(text.declineNeeded());
  return { ...base, outcome: { expect: 'declined', source: args.decline.source, code: args.decline.code } };
}
