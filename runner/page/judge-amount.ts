import { isBeginning, likelyCause } from '../base/amount-cause.ts';
import { formatWon, parseWon, type AmountProblem } from '../base/money.ts';
import type { Bilingual } from '../base/bilingual.ts';
import type { LocatorArgs } from '../model/locator.ts';
import { StepFailure } from '../model/trouble.ts';
import type { Check, World } from '../model/verb.ts';
import { fold } from './fold.ts';
import { look } from './look.ts';
import { lookProblem } from './look-problem.ts';
import { seeAmount } from './sight/see.ts';
import { findingWords, unreadable } from './sight/text.ts';
import { text } from './text.ts';

/** The exact amount that a checklist declares. Throws StepFailure when a template gave something else. */
export function declaredKrw(value: string | number): bigint {
  if (typeof value === 'number') {
    if (Number.isSafeInteger(value)) return BigInt(value);
    throw new StepFailure(text.declaredAmount({ value: String(value) }));
  }
  const digits = value.replaceAll('_', '').trim();
  const parsed = parseWon(digits);
  if ('problem' in parsed) throw new StepFailure(text.declaredAmount({ value }));
  return parsed.krw;
}

/** A check that also says whether there was no text at all, as where a price is a picture, and whether only a person can tell. */
export type AmountCheck = Check & { readonly empty?: boolean; readonly person?: boolean };

/** Text is measured with its web fonts; a font that takes longer than a customer waits is not waited for. */
const fontMsMax = 3_000;

/** One look at a shown price: it is exactly this amount, or what it shows and the likely cause. */
export async function judgeAmount(world: World, args: LocatorArgs, krw: bigint): Promise<AmountCheck> {
  const seen = await look(world.locate(args), { text: true });
  const [element] = seen.elements;
  if (seen.count !== 1 || element === undefined) return lookProblem(world, args, seen);
  const shown = fold(element.value ?? element.text);
  const what = world.describe(args);
  const parsed = parseWon(shown);
  const facts = { expected: formatWon(krw), observed: shown };
  if ('problem' in parsed) {
    const cause = isBeginning(krw, shown) ? text.beginning : null;
    const message = text.notAnAmount({ what, shown, problem: problemWords(parsed.problem), cause });
    return { ok: false, message, ...facts, empty: parsed.problem === 'empty' };
  }
  if (parsed.krw === krw) return { ok: true };
  const cause = likelyCause(krw, parsed.krw);
  return {
    ok: false,
    message: text.wrongAmount({ what, shown, cause: cause === null ? null : text.cause[cause] }),
    ...facts,
  };
}

/** An exact amount that a person can also read: in its place, whole, uncovered, in ink. */
export async function judgeReadable(world: World, args: LocatorArgs, krw: bigint): Promise<AmountCheck> {
  const exact = await judgeAmount(world, args, krw);
  if (!exact.ok && exact.empty !== true) return exact;
  const locator = world.locate(args);
  const seen = await seeAmount(world.page, locator, { krw, fontMs: Math.min(fontMsMax, world.remainingMs()) });
  const what = world.describe(args);
  if (seen.kind === 'picture') return { ok: false, message: text.pictureAmount({ what }), person: true };
  if (!exact.ok || seen.kind === 'readable') return exact;
  if (seen.kind === 'gone') return lookProblem(world, args, { count: 0, elements: [], place: 'seen' });
  if (seen.kind === 'unsure')
    return { ok: false, message: text.unsureAmount({ what, doubts: seen.doubts.join(', ') }), person: true };
  const shown = formatWon(krw);
  const words = seen.findings.map(findingWords);
  return {
    ok: false,
    message: unreadable({ what, shown, finding: seen.findings[0] }),
    expected: shown,
    observed: words.map(({ en }) => en).join('\n'),
    detail: words.map(({ ko, en }) => `${ko}\n${en}`).join('\n'),
  };
}

/** The sentence for a text that is no amount. */
export function problemWords(problem: AmountProblem): Bilingual {
  return text.amountProblem[problem];
}
