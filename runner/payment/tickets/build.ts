import type { GatewayRecord } from '../../model/gateway.ts';
import type { StoredEvent } from '../../model/event.ts';
import type { LedgerPayment } from '../../model/payment.ts';
import type { Target } from '../../model/target.ts';
import { paymentRecords } from '../records.ts';
import { companyName, gatewayName } from './companies.ts';
import { evidenceOf } from './evidence.ts';
import { judgeCompleteness } from './profile.ts';
import { modeText, noticeFor, reasonText, signText } from './reasons.ts';
import { safeCardNumber, safeText, safeTime, safeWon } from './safe-text.ts';
import type { Approval, Ticket, TicketReason } from './ticket.ts';

/** Everything a ticket is made of. Nothing of it comes from the shop. */
export type TicketSources = {
  readonly ticket: string;
  readonly askedAt: string;
  readonly target: Target;
  readonly runId: string;
  readonly payment: string;
  readonly reason: TicketReason;
  /** The run's own events. */
  readonly events: readonly StoredEvent[];
  /** Null: the gateway's record could not be read. */
  readonly record: GatewayRecord | null;
  /** All approvals of the order, when the gateway's list shows more than the record's own. */
  readonly approvals: readonly Pick<LedgerPayment, 'paymentKey' | 'orderId' | 'amountKrw' | 'approvedAt'>[];
};

type Facts = { readonly [key: string]: string };

/** The ticket of one payment. Pure; takes only the fields it names, so that nothing typed into a card form can reach it. */
export function buildTicket(sources: TicketSources): Ticket {
  const { target, record, events, payment, reason } = sources;
  const own = paymentRecords(events).find((each) => each.payment === payment);
  const facts: Facts = own?.facts ?? {};
  const known = {
    identity: identityOf(target, record, facts),
    transaction: transactionOf(target, record, facts, own?.intentAt ?? null),
    reason: {
      code: reason,
      text: reasonText[reason],
      requester: safeText(target.merchant?.requester),
      contact: safeText(target.merchant?.contact),
      approver: safeText(target.merchant?.approver),
      askedAt: sources.askedAt,
    },
  };
  const approvals = approvalsOf(sources);
  return {
    schema: 'https://postflight.dev/schema/ticket-1.json',
    ticket: sources.ticket,
    target: target.id,
    runId: sources.runId,
    payment,
    ...known,
    transaction: { ...known.transaction, cancelKrw: sumOf(approvals) ?? known.transaction.cancelKrw },
    approvals,
    evidence: evidenceOf(events, payment),
    ...judgeCompleteness(known),
    notice: noticeFor(reason, known.transaction.orderId),
    cutOff: safeText(target.tickets?.cutOff),
  };
}

function identityOf(target: Target, record: GatewayRecord | null, facts: Facts): Ticket['identity'] {
  const gateway = safeText(target.gateway?.kind ?? facts['gateway']) ?? '';
  return {
    gateway,
    gatewayName: gatewayName(gateway),
    merchantId: safeText(record?.merchantId ?? target.gateway?.merchantId),
    merchantName: safeText(target.merchant?.name),
    businessNumber: safeText(target.merchant?.businessNumber),
    ...modeOf(record, facts),
  };
}

/** The adapter holds a test key only, so what it can read is test money; a sign of live in the record outweighs that. */
function modeOf(record: GatewayRecord | null, facts: Facts): Pick<Ticket['identity'], 'mode' | 'modeEvidence'> {
  if (record === null) {
    const isAbsent = facts['ledger'] === 'absent';
    return { mode: 'unknown', modeEvidence: [isAbsent ? modeText.notInTestLedger : modeText.ledgerSilent] };
  }
  const signs = record.modeEvidence.flatMap((sign) => safeText(sign) ?? []).map(signText);
  return { mode: record.mode === 'live' ? 'live' : 'test', modeEvidence: [modeText.testLedger, ...signs] };
}

function transactionOf(
  target: Target,
  record: GatewayRecord | null,
  facts: Facts,
  pressedAt: string | null,
): Ticket['transaction'] {
  const amount = safeWon(record?.payment.amountKrw ?? facts['ledgerAmountKrw']);
  const declared = safeWon(facts['amountKrw']);
  const balance = safeWon(record?.payment.balanceKrw ?? facts['ledgerBalanceKrw']);
  return {
    paymentKey: safeText(record?.payment.paymentKey ?? facts['paymentKey']),
    lastTransactionKey: safeText(record?.lastTransactionKey),
    orderId: safeText(record?.payment.orderId ?? facts['orderId'] ?? facts['ledgerOrderId']),
    orderName: safeText(record?.orderName),
    approvedAt: safeTime(record?.payment.approvedAt ?? facts['approvedAt']),
    requestedAt: safeTime(record?.requestedAt),
    pressedAt: safeTime(pressedAt),
    amountKrw: amount ?? declared,
    amountFrom: amount !== null ? 'gateway' : declared !== null ? 'declared' : 'none',
    cancelKrw: balance === null || balance === '0' ? (amount ?? declared) : balance,
    suppliedKrw: safeWon(record?.suppliedKrw),
    vatKrw: safeWon(record?.vatKrw),
    taxFreeKrw: safeWon(record?.taxFreeKrw),
    currency: 'KRW',
    method: safeText(record?.method),
    isPartialCancelable: record?.isPartialCancelable ?? null,
    receiptUrl: safeText(record?.receiptUrl),
    ledgerStatus: safeText(record?.payment.status ?? facts['ledgerStatus']),
    balanceKrw: balance,
    ...cardOf(target.gateway?.kind ?? '', record),
  };
}

type CardFields = 'approveNo' | 'installmentMonths' | 'issuer' | 'acquirer' | 'cardNumber' | 'cardType' | 'ownerType';

function cardOf(
  gateway: string,
  record: GatewayRecord | null,
): Pick<Ticket['transaction'], CardFields | 'acquireStatus'> {
  const card = record?.card ?? null;
  const party = (code: string | null) => ({ code: safeText(code), name: companyName(gateway, code) });
  const months = card?.installmentMonths ?? null;
  return {
    approveNo: safeText(card?.approveNo),
    installmentMonths: months !== null && Number.isSafeInteger(months) && months >= 0 ? months : null,
    issuer: party(card?.issuerCode ?? null),
    acquirer: party(card?.acquirerCode ?? null),
    cardNumber: safeCardNumber(card?.number),
    cardType: safeText(card?.cardType),
    ownerType: safeText(card?.ownerType),
    acquireStatus: safeText(card?.acquireStatus),
  };
}

function approvalsOf({ record, approvals }: TicketSources): Approval[] {
  const all = record === null || record.payment.approvedAt === null ? approvals : [record.payment, ...approvals];
  const seen = new Map<string, Approval>();
  for (const one of all) {
    const paymentKey = safeText(one.paymentKey) ?? '';
    const amountKrw = safeWon(one.amountKrw) ?? '0';
    const approval = {
      paymentKey,
      orderId: safeText(one.orderId) ?? '',
      amountKrw,
      approvedAt: safeTime(one.approvedAt),
    };
    if (paymentKey !== '' && !seen.has(paymentKey)) seen.set(paymentKey, approval);
  }
  return [...seen.values()];
}

/** Of several approvals all are to be taken back. */
function sumOf(approvals: readonly Approval[]): string | null {
  if (approvals.length < 2) return null;
  return approvals.reduce((sum, { amountKrw }) => sum + BigInt(amountKrw), 0n).toString();
}
