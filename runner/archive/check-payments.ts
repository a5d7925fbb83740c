import { isDeepStrictEqual } from 'node:util';
import { isObject } from '../base/json.ts';
import { totalPayments } from '../sign/payment-totals.ts';
import type { Attested, ReadStatement } from '../sign/statement.ts';
import { failed, noted, passed, type Check } from './check.ts';
import { names } from './layout.ts';
import { paymentLines, paymentStatesIn } from './payment-lines.ts';
import type { ReportFiles } from './report-files.ts';
import { verifyText } from './verify-text.ts';

/** payments.jsonl is one whole chain, repeats the journal's lines, and its totals are the signed ones; open payments are named. */
export function checkPayments(files: ReportFiles, statement: ReadStatement, report: Attested): Check {
  const bad = (words: Check['detail']) => failed('payments', words, [names.payments]);
  const text = files.text(names.payments);
  if (text === null)
    return statement.files.some(({ name }) => name === names.payments)
      ? bad(verifyText.digestsBad([names.payments]))
      : noted('payments', verifyText.paymentsOldForm(names.payments));
  const read = paymentStatesIn(text);
  if ('line' in read) return bad(verifyText.paymentsBad(names.payments, read.line));
  const journal = files.text(names.journal)?.split('\n').slice(0, -1) ?? [];
  if (paymentLines(journal) !== text) return bad(verifyText.paymentsOther(names.payments));
  const totals = totalPayments([...read.payments.values()]);
  const inReport = totalPayments(report.payments.map(({ history }) => history.map(({ state }) => state)));
  const live = statement.predicate['liveVerification'];
  const signed = isObject(live) ? live['payments'] : undefined;
  if (!isDeepStrictEqual(totals, inReport) || (signed !== undefined && !isDeepStrictEqual({ ...totals }, signed)))
    return bad(verifyText.paymentTotals(names.payments));
  return passed('payments', verifyText.paymentsGood(totals));
}
