import type { Locator } from '@playwright/test';
import { formatKrw, formatWon, parseWon } from '../../base/money.ts';
import { StepFailure } from '../../model/trouble.ts';
import type { Check, World } from '../../model/verb.ts';
import type { Place } from './place.ts';
import { text } from './text.ts';

/** What a field shows and where its caret stands; null when it is no text field. */
type FieldState = { readonly value: string; readonly caret: number | null };

/**
 * Types an amount as a person does, key by key, and answers what went wrong first: a digit that is lost or put elsewhere, a caret
 * that jumps, a Backspace that takes nothing, a value that changes when the field is left.
 */
export async function typeAmount(world: World, place: Place, krw: bigint): Promise<Check> {
  const field = world.locate(place.locator);
  const digits = krw.toString();
  await field.fill('', { timeout: Math.max(1, world.remainingMs()) });
  await field.focus();
  for (let typed = 1; typed <= digits.length; typed += 1) {
    await world.page.keyboard.press(digits.charAt(typed - 1));
    const wrong = judgeTyped(await stateOf(field), { digits: digits.slice(0, typed), place });
    if (wrong !== null) return wrong;
  }
  const inside = digits.length < 3 ? null : await typeInside(world, field, { digits, place });
  if (inside !== null) return inside;
  await field.blur();
  const left = await stateOf(field);
  if (digitsOf(left.value) !== digits)
    return failed(text.leftDifferent({ place: place.words, value: left.value }), { digits, left });
  return { ok: true };
}

/** Empty is what a field was before; anything else is put back as it was. */
export async function putBack(field: Locator, value: string): Promise<void> {
  await field.fill(value);
  await field.blur();
}

/** The field's value before it was typed into. Throws StepFailure for a place that nobody can type into. */
export async function valueBefore(world: World, place: Place): Promise<string> {
  const field = world.locate(place.locator);
  const editable = await world.until(async () => {
    const count = await field.count();
    const ready = count === 1 && (await field.isVisible()) && (await field.evaluate(takesText));
    return ready ? { ok: true } : { ok: false, message: text.notTypeable({ place: place.words }) };
  });
  if (!editable.ok) throw new StepFailure(editable.message);
  return field.inputValue();
}

/** A digit typed after the first one, and taken away again: the caret must stay there, commas or not. */
async function typeInside(
  world: World,
  field: Locator,
  of: { readonly digits: string; readonly place: Place },
): Promise<Check | null> {
  const { digits, place } = of;
  const before = await stateOf(field);
  if (before.caret === null) return null;
  const { keyboard } = world.page;
  await keyboard.press('Home');
  await keyboard.press('ArrowRight');
  // A sign in front of the digits is passed first.
  const lead = /^[^\d]*/.exec(before.value)?.[0].length ?? 0;
  for (let at = 0; at < lead; at += 1) await keyboard.press('ArrowRight');
  await keyboard.press('7');
  const longer = `${digits.charAt(0)}7${digits.slice(1)}`;
  const typed = await stateOf(field);
  // A field with a limit may refuse the digit; then nothing may have changed.
  if (digitsOf(typed.value) === digits) return null;
  if (digitsOf(typed.value) !== longer)
    return failed(text.digitElsewhere({ place: place.words, value: typed.value }), { digits: longer, left: typed });
  if (digitsBefore(typed) !== 2)
    return failed(text.caretJumps({ place: place.words, value: typed.value }), { digits: longer, left: typed });
  await keyboard.press('Backspace');
  const back = await stateOf(field);
  if (digitsOf(back.value) !== digits)
    return failed(text.backspaceLost({ place: place.words, value: back.value }), { digits, left: back });
  return null;
}

function judgeTyped(state: FieldState, of: { readonly digits: string; readonly place: Place }): Check | null {
  const { digits, place } = of;
  const expected = BigInt(digits);
  const shown = digitsOf(state.value);
  // A field may drop a leading zero; it may not drop anything else.
  if (shown !== digits && !(expected === 0n && /^0*$/.test(shown)))
    return failed(text.typedDifferent({ place: place.words, typed: digits, value: state.value }), {
      digits,
      left: state,
    });
  const parsed = parseWon(state.value === '' ? '0' : state.value);
  if ('problem' in parsed || parsed.krw !== expected)
    return failed(text.formattedWrong({ place: place.words, value: state.value }), { digits, left: state });
  if (state.caret !== null && digitsBefore(state) !== shown.length)
    return failed(text.caretJumps({ place: place.words, value: state.value }), { digits, left: state });
  return null;
}

function failed(
  message: Extract<Check, { readonly ok: false }>['message'],
  of: { readonly digits: string; readonly left: FieldState },
): Check {
  const caret =
    of.left.caret === null
      ? of.left.value
      : `${of.left.value.slice(0, of.left.caret)}|${of.left.value.slice(of.left.caret)}`;
  return {
    ok: false,
    message,
    expected: `${formatWon(BigInt(of.digits))} (${formatKrw(BigInt(of.digits))})`,
    observed: caret,
  };
}

function digitsBefore({ value, caret }: FieldState): number {
  return digitsOf(value.slice(0, caret ?? value.length)).length;
}

function digitsOf(value: string): string {
  return value.normalize('NFKC').replace(/\D/g, '');
}

async function stateOf(field: Locator): Promise<FieldState> {
  return field.evaluate(readField);
}

/** Runs in the page. */
function takesText(element: Element): boolean {
  const field = element instanceof HTMLLabelElement && element.control !== null ? element.control : element;
  const isText = field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement;
  return isText && !field.disabled && !field.readOnly;
}

/** Runs in the page, after it has had a frame to format what was typed. Fields of type number have no caret to ask for. */
async function readField(element: Element): Promise<FieldState> {
  await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  const field = element instanceof HTMLLabelElement && element.control !== null ? element.control : element;
  if (!(field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement))
    return { value: field.textContent ?? '', caret: null };
  return { value: field.value, caret: field.selectionStart };
}
