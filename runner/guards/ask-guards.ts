import type { Bilingual } from '../base/bilingual.ts';
import { isObject } from '../base/json.ts';
import { limits } from '../base/limits.ts';
import type { Guard, GuardAnswer, IntentFacts, LoadFacts } from '../model/guard.ts';
import type { PaymentIntent } from '../model/payment.ts';
import type { Plan } from '../model/plan.ts';
import { text } from './text.ts';

export type Refusal = { readonly guard: string; readonly text: Bilingual; readonly money: boolean };

type Patience = { readonly answerMs?: number };

/** Asks every guard about the plan; returns what was refused, in layer order. */
export function askAtLoad(
  guards: readonly Guard[],
  plan: Plan,
  facts: LoadFacts,
  patience: Patience = {},
): Promise<readonly Refusal[]> {
  return ask(guards, (guard) => guard.onLoad?.bind(guard, plan, facts), patience);
}

/** Asks every guard about one payment; returns what was refused, in layer order. An empty list of guards refuses. */
export async function askAtIntent(
  guards: readonly Guard[],
  intent: PaymentIntent,
  facts: IntentFacts,
  patience: Patience = {},
): Promise<readonly Refusal[]> {
  if (!guards.some((guard) => guard.onIntent !== undefined)) {
    return [{ guard: 'guards', text: text.noGuards(), money: true }];
  }
  return ask(guards, (guard) => guard.onIntent?.bind(guard, intent, facts), patience);
}

type Hook = () => GuardAnswer | Promise<GuardAnswer>;

async function ask(
  guards: readonly Guard[],
  hookOf: (guard: Guard) => Hook | undefined,
  { answerMs = limits.guardAnswerMs }: Patience,
): Promise<readonly Refusal[]> {
  const refusals: Refusal[] = [];
  for (const guard of guards) {
    const hook = hookOf(guard);
    if (hook === undefined) continue;
    const answer = await answerOf(guard, hook, answerMs);
    if (!answer.allowed) refusals.push({ guard: guard.name, text: answer.text, money: answer.money });
  }
  return refusals;
}

/** Closed by default: a guard that throws, or says nothing in time, denies. */
async function answerOf(guard: Guard, hook: Hook, answerMs: number): Promise<GuardAnswer> {
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<GuardAnswer>((resolve) => {
    const late = { allowed: false, text: text.guardSilent({ guard: guard.name, ms: answerMs }), money: false } as const;
    timer = setTimeout(() => resolve(late), answerMs);
  });
  try {
    const answer = await Promise.race([Promise.resolve().then(hook), silence]);
    return isAnswer(answer) ? answer : { allowed: false, text: text.guardOdd({ guard: guard.name }), money: false };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { allowed: false, text: text.guardThrew({ guard: guard.name, why }), money: false };
  } finally {
    clearTimeout(timer);
  }
}

/** A guard may be written in plain JavaScript, so its answer is looked at before it is believed. */
function isAnswer(answer: unknown): answer is GuardAnswer {
  if (!isObject(answer)) return false;
  return answer['allowed'] === true || (answer['allowed'] === false && isObject(answer['text']));
}
