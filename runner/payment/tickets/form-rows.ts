import type { Bilingual, Language } from '../../base/bilingual.ts';
import { formatKst } from '../../base/clock.ts';
import { formatKrw } from '../../base/money.ts';
import { fieldNames } from './field-text.ts';
import { formText } from './form-text.ts';
import type { Field } from './profile.ts';
import type { Ticket } from './ticket.ts';

/** One line of the form. `lack` says that the value is not known, and where it can be had. */
export type FormRow = {
  readonly label: string;
  readonly value: string;
  readonly lack: { readonly must: boolean; readonly where: string } | null;
};
export type FormSection = { readonly title: string; readonly rows: readonly FormRow[] };

/** The whole cancellation request as labelled lines in one language; page and text are made of nothing else. */
export function formSections(ticket: Ticket, language: Language): readonly FormSection[] {
  const row = rowsIn(ticket, language);
  const say = (text: Bilingual): string => text[language];
  const { identity, reason, evidence } = ticket;
  const sections: readonly (readonly [Bilingual, readonly (FormRow | null)[]])[] = [
    [
      formText.identity,
      [
        row('gateway', say(identity.gatewayName)),
        row('merchantId', identity.merchantId),
        row('merchantName', identity.merchantName),
        row('businessNumber', identity.businessNumber),
        row('mode', `${say(formText.modes[identity.mode])} (${identity.modeEvidence.map(say).join(', ')})`),
      ],
    ],
    [formText.transaction, transactionRows(ticket, language, row)],
    [
      formText.authority,
      [
        row('reason', say(reason.text)),
        row('requester', reason.requester),
        row('contact', reason.contact),
        row('approver', reason.approver),
        row('askedAt', formatKst(Date.parse(reason.askedAt))),
      ],
    ],
    [
      formText.evidence,
      [
        row('run', `${ticket.runId} / ${[evidence.step, evidence.stepTitle ?? ''].join(' ').trim()}`),
        row('build', `${evidence.build.before ?? '?'} → ${evidence.build.after ?? '?'}`),
        row('shopOrder', say(formText.orders[evidence.shopOrder])),
        row('cancels', cancelLine(ticket, language)),
        optional(row, 'journal', evidence.journal.at(-1)?.hash ?? null),
        optional(row, 'files', fileLine(ticket)),
      ],
    ],
  ];
  return sections.map(([title, rows]) => ({ title: say(title), rows: rows.filter((one) => one !== null) }));
}

/** True when the ledger has said that all of it is back. */
export function isBack({ transaction }: Ticket): boolean {
  return transaction.ledgerStatus === 'CANCELED' && transaction.balanceKrw === '0';
}

type MakeRow = (field: keyof typeof fieldNames, value: string | null) => FormRow;

function rowsIn(ticket: Ticket, language: Language): MakeRow {
  return (field: Field, value) => {
    const missing = ticket.missing.find((one) => one.field === field);
    // An amount that the ledger has not confirmed is there all the same, and says so itself.
    const isThere = missing === undefined || (field === 'amountKrw' && value !== null);
    const lack = isThere ? null : { must: missing.must, where: missing.where[language] };
    return { label: labelOf(ticket, field, language), value: value ?? '', lack };
  };
}

/** The transaction number has another name at every gateway; the clerk knows that one. */
function labelOf({ completeness }: Ticket, field: Field, language: Language): string {
  const name = fieldNames[field][language];
  if (field !== 'paymentKey') return name;
  return completeness.profile === 'toss' ? `${name} (paymentKey)` : `${name} (TID)`;
}

function optional(row: MakeRow, field: Field, value: string | null): FormRow | null {
  return value === null || value === '' ? null : row(field, value);
}

function transactionRows(ticket: Ticket, language: Language, row: MakeRow): readonly (FormRow | null)[] {
  const { transaction: its } = ticket;
  const say = (text: Bilingual): string => text[language];
  const time = (iso: string | null): string | null => (iso === null ? null : formatKst(Date.parse(iso)));
  const taxes = [its.suppliedKrw, its.vatKrw, its.taxFreeKrw];
  const party = ({ code, name }: Ticket['transaction']['issuer']): string | null =>
    code === null ? null : name === null ? code : `${say(name)} (${code})`;
  const declared = its.amountFrom === 'declared' ? ` — ${say(formText.declared)}` : '';
  const state =
    its.balanceKrw === null ? its.ledgerStatus : `${its.ledgerStatus ?? '?'} / ${won(its.balanceKrw, language)}`;
  const months = its.installmentMonths;
  return [
    row('paymentKey', its.paymentKey),
    row('orderId', its.orderId),
    row('approveNo', its.approveNo),
    row('approvedAt', time(its.approvedAt)),
    its.approvedAt === null ? optional(row, 'pressedAt', time(its.pressedAt)) : null,
    optional(row, 'requestedAt', time(its.requestedAt)),
    row('amountKrw', its.amountKrw === null ? null : `${won(its.amountKrw, language)}${declared}`),
    row('cancelKrw', its.cancelKrw === null ? null : won(its.cancelKrw, language)),
    taxes.every((one) => one === null)
      ? null
      : row('taxes', taxes.map((one) => (one === null ? '?' : formatKrw(BigInt(one)))).join(' / ')),
    optional(row, 'method', its.method === null ? null : methodName(its.method, language)),
    row('installmentMonths', months === null ? null : say(formText.months(months))),
    row('issuer', party(its.issuer)),
    optional(row, 'acquirer', party(its.acquirer)),
    row('cardNumber', its.cardNumber),
    row('acquireStatus', its.acquireStatus === null ? null : acquired(its.acquireStatus, language)),
    optional(row, 'ledgerStatus', state),
    its.isPartialCancelable === null
      ? null
      : row('isPartialCancelable', say(formText.partial[its.isPartialCancelable ? 'yes' : 'no'])),
    optional(row, 'lastTransactionKey', its.lastTransactionKey),
    optional(row, 'orderName', its.orderName),
    optional(row, 'receiptUrl', its.receiptUrl),
  ];
}

/** `200,000,000원`, in English `KRW 200,000,000`. */
export function won(krw: string, language: Language): string {
  return language === 'ko' ? `${formatKrw(BigInt(krw))}원` : `KRW ${formatKrw(BigInt(krw))}`;
}

function acquired(status: string, language: Language): string {
  const known: { readonly [status: string]: Bilingual } = formText.acquired;
  const name = known[status]?.[language];
  return name === undefined ? status : `${name} (${status})`;
}

function cancelLine({ evidence }: Ticket, language: Language): string {
  if (evidence.cancels.length === 0) return formText.noCancels[language];
  return evidence.cancels
    .slice(-3)
    .map(({ at, kind, httpStatus, code, traceId }) => {
      const answer = [
        kind,
        httpStatus === null ? null : `HTTP ${httpStatus}`,
        code,
        traceId === null ? null : `trace ${traceId}`,
      ];
      return `${formatKst(Date.parse(at)).slice(11, 19)} ${answer.filter((one) => one !== null).join(' ')}`;
    })
    .join('; ');
}

function methodName(method: string, language: Language): string {
  const known: { readonly [method: string]: string } = formText.methodsInEnglish;
  return language === 'ko' ? method : (known[method] ?? method);
}

const filesShown = 2;

function fileLine({ evidence: { files } }: Ticket): string {
  const shown = files.slice(0, filesShown).map(({ path, sha256 }) => `${path} (SHA-256 ${sha256.slice(0, 16)}…)`);
  return [...shown, ...(files.length > filesShown ? [`+${files.length - filesShown}`] : [])].join(', ');
}

/** Missing fields that are found at one place, told once. */
export function groupMissing(
  missing: Ticket['missing'],
  language: Language,
): readonly { readonly names: readonly string[]; readonly must: boolean; readonly where: string }[] {
  const groups = new Map<string, { names: string[]; must: boolean; where: string }>();
  for (const { name, must, where } of missing) {
    const key = `${must ? 'must' : 'may'} ${where[language]}`;
    const group = groups.get(key) ?? { names: [], must, where: where[language] };
    group.names.push(name[language]);
    groups.set(key, group);
  }
  return [...groups.values()];
}
