import { isObject } from '../base/json.ts';
import type { Span } from '../base/span.ts';
import type { Plan } from '../model/plan.ts';

/** A payment as the checklist spells it. Null where the value is a `${…}` template: it is judged at the press. */
export type DeclaredPayment = {
  readonly step: string;
  readonly at: Span;
  readonly amountKrw: bigint | null;
  readonly card: string | null;
  readonly expect: string | null;
  readonly source: string | null;
  readonly code: string | null;
  readonly canary: boolean;
};

/** Every `submit-payment` of a plan, however deep it is nested. */
export function declaredPayments(plan: Plan): readonly DeclaredPayment[] {
  return plan.sections.flatMap((section) => [
    ...payments(section.setup, section.id),
    ...payments(section.defer, section.id),
    ...section.steps.flatMap((step) => payments([step.do, step.expect, step.defer], step.id)),
  ]);
}

function payments(value: unknown, step: string): readonly DeclaredPayment[] {
  if (Array.isArray(value)) return value.flatMap((each: unknown) => payments(each, step));
  if (!isObject(value)) return [];
  const inside = Object.values(value).flatMap((each) => payments(each, step));
  const { verb, args, at } = value;
  if (verb !== 'submit-payment' || !isObject(args) || !isSpan(at)) return inside;
  const decline = isObject(args['decline']) ? args['decline'] : {};
  return [
    {
      step,
      at,
      amountKrw: literalAmount(args['amount']),
      card: literal(args['card']),
      expect: literal(args['expect']),
      source: literal(decline['source']),
      code: literal(decline['code']),
      canary: args['canary'] === true,
    },
    ...inside,
  ];
}

function literal(value: unknown): string | null {
  return typeof value === 'string' && !value.includes('${') ? value : null;
}

function literalAmount(value: unknown): bigint | null {
  if (typeof value === 'number' && Number.isSafeInteger(value)) return BigInt(value);
  const digits = literal(value)?.replaceAll(/[,_]/g, '') ?? '';
  return /^\d+$/.test(digits) ? BigInt(digits) : null;
}

function isSpan(value: unknown): value is Span {
  return isObject(value) && typeof value['file'] === 'string' && typeof value['line'] === 'number';
}
