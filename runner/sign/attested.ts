import { isDeepStrictEqual } from 'node:util';
import { isObject } from '../base/json.ts';
import { statuses } from '../model/outcome.ts';
import { paymentStates } from '../model/payment.ts';
import { buildStatement, type ArchiveFacts, type Attested, type ReadStatement } from './statement.ts';

/** True when report.json has what a statement is built from, so that the statement can be built again and compared. */
export function isAttested(json: unknown): json is Attested {
  if (!isObject(json) || !Array.isArray(json['steps'])) return false;
  const texts = ['runId', 'verdict', 'startedAt', 'finishedAt'].every((key) => typeof json[key] === 'string');
  const objects = ['summary', 'tool', 'operator', 'journal', 'target'].every((key) => isObject(json[key]));
  const { payments } = json;
  return (
    texts &&
    Array.isArray(payments) &&
    payments.every(isPayment) &&
    objects &&
    isTarget(json['target']) &&
    isSummary(json['summary']) &&
    isJournal(json['journal']) &&
    isSealing(json['sealing']) &&
    json['steps'].every(isStep)
  );
}

/**
 * The fields in which a statement and a report say different things; empty when they agree. `keyId` is the key that signed: the report says
 * it, too, and which report came before.
 */
export function findDisagreements(statement: ReadStatement, doc: Attested, keyId?: string): readonly string[] {
  const { predicate } = statement;
  const signed = predicate['liveVerification'];
  // The same form again; what the archive said itself is not the report's to confirm.
  const archive = isObject(signed) && signed['schema'] === 2 ? noFacts : null;
  const again: unknown = JSON.parse(
    JSON.stringify(buildStatement({ doc, files: [], configuration: [], problems: [], archive }).predicate),
  );
  if (!isObject(again) || !isObject(signed)) return ['liveVerification'];
  const rebuilt = isObject(again['liveVerification']) ? again['liveVerification'] : {};
  return [
    ...differences(predicate, again, ['configuration', 'liveVerification']),
    ...(doc.sealing === undefined || keyId === undefined || doc.sealing.keyId === keyId ? [] : ['sealing.keyId']),
    ...(doc.sealing === undefined || isDeepStrictEqual(doc.sealing.previous, signed['previous'])
      ? []
      : ['sealing.previous']),
    ...differences(signed, rebuilt, ['fileProblems', 'signatureForm', ...Object.keys(noFacts)]).map(
      (key) => `liveVerification.${key}`,
    ),
  ];
}

const noFacts: ArchiveFacts = { ledgerBefore: null, previous: null, trustedTime: 'none' };

type Fields = { readonly [key: string]: unknown };

/** `besides` are the fields that come from the folder and not from the report. */
function differences(signed: Fields, rebuilt: Fields, besides: readonly string[]): readonly string[] {
  const keys = new Set([...Object.keys(signed), ...Object.keys(rebuilt)]);
  return [...keys].filter((key) => !besides.includes(key) && !isDeepStrictEqual(signed[key], rebuilt[key]));
}

function isTarget(target: unknown): boolean {
  if (!isObject(target)) return false;
  return [target['fingerprintAtStart'], target['fingerprintAtEnd']].every(
    (value) => value === null || typeof value === 'string',
  );
}

function isSummary(summary: unknown): boolean {
  return isObject(summary) && ['total', ...statuses].every((key) => typeof summary[key] === 'number');
}

function isJournal(journal: unknown): boolean {
  return isObject(journal) && typeof journal['head'] === 'string' && typeof journal['events'] === 'number';
}

function isSealing(sealing: unknown): boolean {
  if (sealing === undefined) return true;
  if (!isObject(sealing) || typeof sealing['keyId'] !== 'string') return false;
  const { previous } = sealing;
  const fields = ['runId', 'statementSha256'];
  return previous === null || (isObject(previous) && fields.every((field) => typeof previous[field] === 'string'));
}

function isPayment(payment: unknown): boolean {
  if (!isObject(payment) || !Array.isArray(payment['history'])) return false;
  const states: readonly string[] = paymentStates;
  return payment['history'].every(
    (one: unknown) => isObject(one) && typeof one['state'] === 'string' && states.includes(one['state']),
  );
}

function isStep(step: unknown): boolean {
  if (!isObject(step) || typeof step['id'] !== 'string' || typeof step['status'] !== 'string') return false;
  const reason = step['reason'];
  return (
    reason === null || (isObject(reason) && isObject(reason['message']) && typeof reason['message']['en'] === 'string')
  );
}
