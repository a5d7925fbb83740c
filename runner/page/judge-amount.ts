import { isBeginning, likelyCause } from '../base/amount-cause.ts';
import { formatWon, parseWon, type AmountProblem } from '../base/money.ts';
import type { Bilingual } from '../base/bilingual.ts';
import type { LocatorArgs } from '../model/locator.ts';
import { StepFailure } from '../model/trouble.ts';
import type { Check, World } from '../model/verb.ts';
import { amountPart, wholeNumber } from './amount-text.ts';
import { fold } from './fold.ts';
import { look } from './look.ts';
import { lookProblem } from './look-problem.ts';
import { shownText } from './sight/ask.ts';
import { seeAmount } from './sight/see.ts';
import { saysOther } from './sight/speech.ts';
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

/** What an amount is held against. */
export type WantedAmount = {
  readonly krw: bigint;
  /** The words around it: `월 {amount}원`. */
  readonly written?: string | null;
  /** Amounts that stood here before this one: showing one of them means that it was not drawn again. */
  readonly earlier?: ReadonlySet<bigint>;
};

/** A check that also says what was shown, whether there was no text at all, and whether only a person can tell. */
export type AmountCheck = Check & {
  readonly empty?: boolean;
  readonly person?: boolean;
  readonly missing?: boolean;
  readonly shown?: string;
  readonly kind?: string;
};

/** Text is measured with its web fonts; a font that takes longer than a customer waits is not waited for. */
const fontMsMax = 3_000;

/** One look at a shown price: it is exactly this amount, or what it shows and the likely cause. */
export async function judgeAmount(world: World, args: LocatorArgs, krw: bigint): Promise<AmountCheck> {
  return judgeValue(world, args, { krw });
}

async function judgeValue(world: World, args: LocatorArgs, wanted: WantedAmount): Promise<AmountCheck> {
  const seen = await look(world.locate(args), { text: true });
  const [element] = seen.elements;
  if (seen.count !== 1 || element === undefined)
    return { ...(await lookProblem(world, args, seen)), missing: seen.count === 0 };
  return judgeText(fold(element.value ?? element.text), world.describe(args), wanted);
}

function judgeText(shown: string, what: string, wanted: WantedAmount): AmountCheck {
  const { krw, written = null, earlier } = wanted;
  const part = amountPart(shown, written);
  const facts = { expected: formatWon(krw), observed: shown, shown: part ?? shown };
  if (part === null)
    return {
      ok: false,
      message: text.wordsAround({ what, shown, written: written ?? '' }),
      ...facts,
      empty: shown === '',
    };
  const parsed = parseWon(part);
  if ('problem' in parsed) {
    const cause = isBeginning(krw, part) ? text.beginning : null;
    const message = text.notAnAmount({ what, shown, problem: problemWords(parsed.problem), cause });
    return { ok: false, message, ...facts, empty: parsed.problem === 'empty', kind: parsed.problem };
  }
  if (parsed.krw === krw) return { ok: true, shown: part };
  const kind = earlier?.has(parsed.krw) === true ? 'stale' : likelyCause(krw, parsed.krw, part);
  const cause = kind === null ? null : kind === 'stale' ? text.stale : text.cause[kind];
  return { ok: false, message: text.wrongAmount({ what, shown, cause }), ...facts, ...(kind === null ? {} : { kind }) };
}

/** The whole number that a place shows, such as a quantity; null where there is none. */
export async function readWhole(world: World, args: LocatorArgs): Promise<bigint | null> {
  const seen = await look(world.locate(args), { text: true });
  const [element] = seen.elements;
  return seen.count !== 1 || element === undefined ? null : wholeNumber(fold(element.value ?? element.text));
}

/** An exact amount that a person can also read: in its place, whole, uncovered, in ink. */
export async function judgeReadable(world: World, args: LocatorArgs, wanted: WantedAmount): Promise<AmountCheck> {
  const { krw, written = null } = wanted;
  const what = world.describe(args);
  const locator = world.locate(args);
  const plain = await judgeValue(world, args, wanted);
  if (plain.missing === true) return plain;
  // Words for screen readers alone are in the text and not on the screen; what a person reads is the rest.
  const seenText = plain.ok || plain.empty === true ? null : await shownText(locator);
  const exact = seenText === null ? plain : judgeText(fold(seenText), what, wanted);
  if (!exact.ok && exact.empty !== true) return exact;
  const fontMs = Math.min(fontMsMax, world.remainingMs());
  const part = exact.ok && written !== null ? (exact.shown ?? null) : null;
  const seen = await seeAmount(world.page, locator, { krw, fontMs, part });
  if (seen.kind === 'picture') return pictured(seen.alt, what, krw);
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
    kind: seen.findings[0].kind,
  };
}

/** A picture cannot be read, but the words that it gives to a screen reader can be wrong for certain. */
function pictured(alt: string | null, what: string, krw: bigint): AmountCheck {
  const person = { ok: false, message: text.pictureAmount({ what }), person: true } as const;
  if (alt === null || !saysOther(alt, krw)) return person;
  return { ok: false, message: text.pictureSays({ what, alt }), expected: formatWon(krw), observed: alt };
}

/** The sentence for a text that is no amount. */
export function problemWords(problem: AmountProblem): Bilingual {
  return text.amountProblem[problem];
}
