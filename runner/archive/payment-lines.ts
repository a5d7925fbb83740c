import { createHash } from 'node:crypto';
import { isObject } from '../base/json.ts';
import { readJson } from '../base/read-json.ts';
import { readLine } from '../journal/chain.ts';
import { paymentStates, type PaymentState } from '../model/payment.ts';

/*
 * payments.jsonl: every movement of every payment, taken out of the journal for whoever audits money alone. Each line names the line of
 * the journal that it repeats and the digest of the line before it.
 */

const start = '0'.repeat(64);

/** The text of payments.jsonl for a run's journal lines. */
export function paymentLines(journalLines: readonly string[]): string {
  let prev = start;
  let text = '';
  let seq = 0;
  for (const line of journalLines) {
    // A line of ours has one spelling, so what does not hold these characters is no movement; most lines are spared a second reading.
    const parsed = line.includes('"kind":"payment.moved"') ? readLine(line) : null;
    if (parsed === null || !isMove(parsed.event)) continue;
    seq += 1;
    const own = JSON.stringify({ seq, prev, journalSeq: parsed.seq, at: parsed.at, event: parsed.event });
    prev = createHash('sha256').update(own).digest('hex');
    text += `${own}\n`;
  }
  return text;
}

/** The states that each payment of a payments.jsonl went through, or the number of the line that is no movement. */
export function paymentStatesIn(
  text: string,
): { readonly payments: ReadonlyMap<string, readonly PaymentState[]> } | { readonly line: number } {
  const payments = new Map<string, PaymentState[]>();
  const lines = text.split('\n');
  if (lines.pop() !== '') return { line: lines.length + 1 };
  for (const [index, line] of lines.entries()) {
    const event = eventOf(line);
    if (event === null) return { line: index + 1 };
    payments.set(event.payment, [...(payments.get(event.payment) ?? []), event.state]);
  }
  return { payments };
}

function eventOf(line: string): { readonly payment: string; readonly state: PaymentState } | null {
  const json = readJson(line);
  const event = isObject(json) ? json['event'] : null;
  if (!isMove(event)) return null;
  const { payment } = event;
  const state = paymentStates.find((known) => known === event['state']);
  return typeof payment === 'string' && state !== undefined ? { payment, state } : null;
}

function isMove(event: unknown): event is { readonly [key: string]: unknown } {
  return isObject(event) && event['kind'] === 'payment.moved';
}
