import type { Bilingual } from '../base/bilingual.ts';
import { systemClock } from '../base/clock.ts';
import type { SettleEnd } from '../payment/settle.ts';
import { text as settleText } from '../payment/settle-look-text.ts';
import { exitCodes } from './exit-codes.ts';
import type { Terminal } from './terminal.ts';

/** Tells what settling found: what is wrong with money first, then what is not yet sure. */
export function tellSettled(end: SettleEnd, terminal: Terminal): void {
  const { notes, payments, swept } = end;
  const unknown = swept?.kind === 'swept' ? swept.unknown : [];
  const alarms: Bilingual[] = [
    ...notes.filter((note) => note.alarm).map((note) => note.text),
    ...payments.filter((one) => one.kind === 'alarm').map((one) => one.text),
    ...unknown.filter((one) => one.ours !== null).map((one) => one.text),
  ];
  const doubts: Bilingual[] = [
    ...notes.filter((note) => !note.alarm).map((note) => note.text),
    ...payments.filter((one) => one.kind === 'pending').map((one) => one.text),
    ...(swept?.kind === 'silent' ? [swept.why] : []),
  ];
  for (const words of [...alarms, ...doubts]) terminal.complain(words);
  for (const one of payments) if (one.kind === 'ended') terminal.say(one.text);
  for (const one of unknown) if (one.ours === null) terminal.say(one.text);
  if (end.outcome !== 'clean') terminal.complain(whenAgain(end));
}

function whenAgain({ againMs, outcome, halts, tickets }: SettleEnd): Bilingual {
  if (outcome === 'money') return settleText.moneyWrong({ halts, tickets });
  if (againMs === null) return settleText.comeBackWhenAnswering();
  const minutes = Math.max(1, Math.ceil((againMs - systemClock.now()) / 60_000));
  return settleText.comeBack({ minutes });
}

/** 0 nothing is open, 3 something is wrong with money, 4 not yet sure. */
export function exitOf({ outcome }: SettleEnd): number {
  return { clean: exitCodes.ok, money: exitCodes.moneyGuard, unsure: exitCodes.unknown }[outcome];
}
