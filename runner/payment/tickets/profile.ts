import type { Bilingual } from '../../base/bilingual.ts';
import { unreachable } from '../../base/unreachable.ts';
import type { MissingField, Ticket } from './ticket.ts';
import { fieldNames, where } from './field-text.ts';

type Known = Pick<Ticket, 'identity' | 'transaction' | 'reason'>;
export type Profile = Ticket['completeness']['profile'];
export type Field = keyof typeof fieldNames;

/** Everything a gateway's clerk may ask for, in the order of the form. */
const asked = [
  'merchantId',
  'merchantName',
  'businessNumber',
  'paymentKey',
  'orderId',
  'approveNo',
  'approvedAt',
  'amountKrw',
  'installmentMonths',
  'issuer',
  'cardNumber',
  'acquireStatus',
  'requester',
  'contact',
  'approver',
] as const satisfies readonly Field[];

/** Without these a gateway cannot find the payment. */
const musts: { readonly [P in Profile]: readonly Field[] } = {
  toss: ['merchantId', 'paymentKey'],
  nice: ['paymentKey', 'orderId'],
  inicis: ['merchantId', 'paymentKey', 'approvedAt'],
  // A terminal, an acquirer or a gateway that we do not know: all five must match.
  offline: ['approveNo', 'approvedAt', 'amountKrw', 'cardNumber', 'installmentMonths'],
};

/** Which set of must-haves counts at a gateway. */
export function profileOf(gateway: string): Profile {
  return gateway === 'toss' || gateway === 'nice' || gateway === 'inicis' ? gateway : 'offline';
}

/** What the ticket lacks, and how much of it is known. A ticket that lacks a must-have is sent all the same. */
export function judgeCompleteness(ticket: Known): {
  readonly missing: MissingField[];
  readonly completeness: Ticket['completeness'];
} {
  const profile = profileOf(ticket.identity.gateway);
  const missing = asked
    .filter((field) => !isKnown(ticket, field, profile))
    .map((field) => ({
      field,
      name: fieldNames[field],
      must: musts[profile].includes(field),
      where: where[field] satisfies Bilingual,
    }));
  missing.sort((one, other) => Number(other.must) - Number(one.must));
  return {
    missing,
    completeness: {
      profile,
      complete: !missing.some(({ must }) => must),
      known: asked.length - missing.length,
      of: asked.length,
    },
  };
}

function isKnown({ identity, transaction, reason }: Known, field: (typeof asked)[number], profile: Profile): boolean {
  switch (field) {
    case 'merchantId':
    case 'merchantName':
    case 'businessNumber':
      return identity[field] !== null;
    case 'paymentKey':
      // A tid of KG Inicis has exactly 40 characters; a shorter one was cut somewhere.
      return profile === 'inicis' ? transaction.paymentKey?.length === 40 : transaction.paymentKey !== null;
    case 'amountKrw':
      return transaction.amountKrw !== null && transaction.amountFrom === 'gateway';
    case 'issuer':
      return transaction.issuer.code !== null;
    case 'requester':
    case 'contact':
    case 'approver':
      return reason[field] !== null;
    case 'orderId':
    case 'approveNo':
    case 'approvedAt':
    case 'installmentMonths':
    case 'cardNumber':
    case 'acquireStatus':
      return transaction[field] !== null;
    default:
      return unreachable(field);
  }
}
