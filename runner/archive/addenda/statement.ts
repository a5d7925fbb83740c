import { createHash } from 'node:crypto';
import { isObject } from '../../base/json.ts';
import { lowSForm } from '../../sign/low-s.ts';
import { encodeStatement, frameStatement, openStatement } from '../../sign/in-toto.ts';
import { names } from '../layout.ts';
import { decisions, readFact, type Fact, type PeopleDecision } from './fact.ts';

export const addendumPredicate = 'https://postflight.dev/attestation/addendum/v1';
export const approvalPredicate = 'https://postflight.dev/attestation/approval/v1';

/** What ties an addendum to its report: documents whose digests the report's own signature covers. */
export type Bound = { readonly runId: string; readonly reportSha256: string; readonly sumsSha256: string };

export type Addendum = Bound & {
  /** From 1, without gaps. */
  readonly number: number;
  /** Digest of the signed statement before it; null for the first. */
  readonly previous: string | null;
  readonly fact: Fact;
};

/** Two people: who decided, and who else agreed. */
export type Approval = Bound & {
  readonly verdict: string;
  readonly decision: PeopleDecision;
  readonly decider: Signatory;
  readonly approver: Signatory;
  /** Digest of the signed addendum that holds the decision. */
  readonly decisionSha256: string;
};

export type Signatory = {
  readonly name: string;
  /** The account at which it was said; a name is only what somebody typed. */
  readonly account: string;
  readonly at: string;
  readonly reason: string;
};

/** The signed bytes of an addendum. */
export function encodeAddendum({ number, previous, fact, ...bound }: Addendum): Buffer {
  const predicate = { schema: 1, runId: bound.runId, number, previous, fact };
  return encode(bound, addendumPredicate, predicate);
}

/** The signed bytes of an approval. */
export function encodeApproval(approval: Approval): Buffer {
  const { runId, verdict, decision, decider, approver, decisionSha256 } = approval;
  return encode(approval, approvalPredicate, {
    schema: 1,
    runId,
    verdict,
    decision,
    decider,
    approver,
    decisionSha256,
  });
}

/** Hex SHA-256 of signed bytes: what the next addendum names. Time stamps come into the bundle later, so its own digest would not do. */
export function statementDigest(payload: Buffer): string {
  return createHash('sha256').update(payload).digest('hex');
}

/** Reads signed bytes; null unless they are an addendum of the known form. */
export function readAddendum(payload: Buffer): Addendum | null {
  const opened = open(payload, addendumPredicate);
  if (opened === null) return null;
  const { bound, predicate } = opened;
  const { number, previous } = predicate;
  const fact = readFact(predicate['fact']);
  if (fact === null || typeof number !== 'number' || !(previous === null || typeof previous === 'string')) return null;
  return { ...bound, number, previous, fact };
}

/** Reads signed bytes; null unless they are an approval of the known form by two different names. */
export function readApproval(payload: Buffer): Approval | null {
  const opened = open(payload, approvalPredicate);
  if (opened === null) return null;
  const { bound, predicate } = opened;
  const { verdict, decisionSha256 } = predicate;
  const decision = decisions.find((one) => one === predicate['decision']);
  const decider = readSignatory(predicate['decider']);
  const approver = readSignatory(predicate['approver']);
  if (decision === undefined || decider === null || approver === null) return null;
  if (typeof verdict !== 'string' || typeof decisionSha256 !== 'string') return null;
  if (sameName(decider.name, approver.name)) return null;
  return { ...bound, verdict, decision, decider, approver, decisionSha256 };
}

/** Whether two names are one person's, whatever spaces, capitals and characters that nobody sees they were typed with. */
export function sameName(one: string, other: string): boolean {
  const plain = (name: string): string =>
    name
      .normalize('NFKC')
      .replaceAll(/[\s\p{C}\p{Z}\p{M}\p{P}\u115f\u1160\u3164\uffa0]+/gu, '')
      .toLowerCase();
  return plain(one) === plain(other);
}

function encode(bound: Bound, predicateType: string, predicate: object): Buffer {
  const subject = [
    { name: names.report, digest: { sha256: bound.reportSha256 } },
    { name: names.sums, digest: { sha256: bound.sumsSha256 } },
  ];
  const said = { ...predicate, signatureForm: lowSForm };
  return encodeStatement(frameStatement(predicateType, { subject, predicate: said }));
}

function open(
  payload: Buffer,
  predicateType: string,
): { readonly bound: Bound; readonly predicate: { readonly [key: string]: unknown } } | null {
  const opened = openStatement(payload, predicateType);
  if (opened === null || typeof opened.predicate['runId'] !== 'string') return null;
  const { subject, predicate } = opened;
  const digestOf = (name: string): unknown => {
    const found: unknown = subject.find((one: unknown) => isObject(one) && one['name'] === name);
    return isObject(found) && isObject(found['digest']) ? found['digest']['sha256'] : undefined;
  };
  const reportSha256 = digestOf(names.report);
  const sumsSha256 = digestOf(names.sums);
  if (typeof reportSha256 !== 'string' || typeof sumsSha256 !== 'string' || predicate['schema'] !== 1) return null;
  return { bound: { runId: opened.predicate['runId'], reportSha256, sumsSha256 }, predicate };
}

function readSignatory(value: unknown): Signatory | null {
  if (!isObject(value)) return null;
  const { name, account, at, reason } = value;
  if (typeof name !== 'string' || typeof account !== 'string' || typeof at !== 'string' || typeof reason !== 'string')
    return null;
  return { name, account, at, reason };
}
