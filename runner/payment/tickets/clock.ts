import { limits } from '../../base/limits.ts';
import type { TicketRecord } from './fold.ts';

/** Why people are told about a ticket again. */
export type Nag = {
  /** Names this one telling, so that it happens once however often it is asked for. */
  readonly key: string;
  readonly kind: 'ack' | 'submit' | 'cut-off';
  readonly dueAtMs: number;
};

/** The acquisition run after which a cancellation is dearer: the first such time (KST) after the approval. Null: not configured. */
export function cutOffMs({ doc, draftedAt }: Pick<TicketRecord, 'doc' | 'draftedAt'>): number | null {
  const [, hours, minutes] = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(doc?.cutOff ?? '') ?? [];
  if (hours === undefined || minutes === undefined) return null;
  const fromMs = Date.parse(doc?.transaction.approvedAt ?? doc?.transaction.pressedAt ?? draftedAt);
  const dayMs = Math.floor((fromMs + kstOffsetMs) / dayLengthMs) * dayLengthMs - kstOffsetMs;
  const at = dayMs + (Number(hours) * 60 + Number(minutes)) * 60_000;
  return at > fromMs ? at : at + dayLengthMs;
}

/** What is due now and has not been told yet. Pure. Of tellings that were missed only the latest is due. */
export function dueNags(ticket: TicketRecord, nowMs: number): readonly Nag[] {
  const told = new Set(ticket.notes.flatMap(({ facts }) => (facts['accepted'] === 'yes' ? (facts['mail'] ?? []) : [])));
  return [...repeated(ticket, nowMs), ...cutOffNags(ticket, nowMs)].filter(
    ({ key, dueAtMs }) => dueAtMs <= nowMs && !told.has(key),
  );
}

/** When people are told next, if nothing happens before. Null: nobody is waited for. */
export function nextNagMs(ticket: TicketRecord, nowMs: number): number | null {
  const times = [...repeated(ticket, nowMs, 1), ...cutOffNags(ticket, nowMs)]
    .map(({ dueAtMs }) => dueAtMs)
    .filter((at) => at > nowMs);
  return times.length === 0 ? null : Math.min(...times);
}

const kstOffsetMs = 9 * 3_600_000;
const dayLengthMs = 24 * 3_600_000;

/** The latest regular telling; `ahead` counts further ones. The first comes one period after the state began. */
function repeated({ state, stateSince }: TicketRecord, nowMs: number, ahead = 0): readonly Nag[] {
  const kind = state === 'OPEN' ? 'ack' : state === 'ACKED' ? 'submit' : null;
  if (kind === null) return [];
  const periodMs = kind === 'ack' ? limits.ticketNagAckMs : limits.ticketNagSubmitMs;
  const sinceMs = Date.parse(stateSince);
  const turn = Math.max(0, Math.floor((nowMs - sinceMs) / periodMs)) + ahead;
  if (turn < 1) return [];
  return [{ key: `${kind}-${stateSince}-${turn}`, kind, dueAtMs: sinceMs + turn * periodMs }];
}

/** Two warnings before the acquisition run, until the gateway has confirmed; inside the second one the first is no news. */
function cutOffNags(ticket: TicketRecord, nowMs: number): readonly Nag[] {
  if (!['OPEN', 'ACKED', 'SUBMITTED'].includes(ticket.state)) return [];
  const at = cutOffMs(ticket);
  if (at === null || nowMs >= at) return [];
  const warnings = limits.ticketCutOffWarningsMs.map((beforeMs) => ({
    key: `cut-off-${new Date(at).toISOString()}-${beforeMs / 60_000}`,
    kind: 'cut-off' as const,
    dueAtMs: at - beforeMs,
  }));
  const begun = warnings.filter(({ dueAtMs }) => dueAtMs <= nowMs);
  return [...begun.slice(-1), ...warnings.filter(({ dueAtMs }) => dueAtMs > nowMs)];
}
