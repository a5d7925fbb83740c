import { SetupError } from '../model/trouble.ts';
import { isOpen } from './moves.ts';
import type { TargetBook } from './book.ts';
import { text } from './settle-text.ts';

export type Lifting = {
  /** Null: all that stand. */
  readonly halt: string | null;
  readonly person: string;
  readonly reason: string;
  /** Lifted although a payment or ticket is open; the reason says why. */
  readonly despiteOpen: boolean;
};

/**
 * Lifts halts in a person's name; the next report shows it. Throws SetupError without a name and a reason, when none stands, and while a
 * payment has no verified end or a refund ticket none by the gateway's word. Returns what was lifted.
 */
export function liftHalts(book: TargetBook, { halt, person, reason, despiteOpen }: Lifting): readonly string[] {
  const by = { person: person.trim(), reason: reason.trim() };
  if (by.person === '' || by.reason === '') throw new SetupError(text.personNeeded());
  const { halts, reservations, unverifiedTickets } = book.entries();
  const standing = halts.map((one) => one.halt);
  if (standing.length === 0) throw new SetupError(text.nothingToLift());
  const wanted = halt === null ? standing : [halt];
  const open = [
    ...reservations.filter((one) => isOpen(one.state)).map((one) => `${one.payment} (${one.runId} ${one.step})`),
    ...unverifiedTickets,
  ];
  if (open.length > 0 && !despiteOpen) throw new SetupError(text.liftRefused({ open: open.join(', ') }));
  const words = open.length === 0 ? by.reason : `${by.reason} (${text.despite({ open: open.join(', ') }).en})`;
  for (const one of wanted) book.liftHalt(one, { person: by.person, reason: words });
  return wanted;
}
