import { isObject } from '../base/json.ts';
import { readOwnJson } from '../base/read-json.ts';

/** The frame around everything that is signed here (https://in-toto.io/Statement/v1). */
const statementType = 'https://in-toto.io/Statement/v1';

type Frame = {
  readonly subject: readonly unknown[];
  readonly predicate: { readonly [key: string]: unknown };
};

/** A statement of this type about these subjects; its fields are always in this order. */
export function frameStatement<S, P>(predicateType: string, { subject, predicate }: { subject: S; predicate: P }) {
  return { _type: statementType, subject, predicateType, predicate } as const;
}

/** The signed bytes. */
export function encodeStatement(statement: object): Buffer {
  return Buffer.from(JSON.stringify(statement), 'utf8');
}

/** Reads signed bytes; null unless they are a statement of this type. */
export function openStatement(payload: Buffer, predicateType: string): Frame | null {
  const json = readPayload(payload);
  if (!isObject(json) || json['_type'] !== statementType || json['predicateType'] !== predicateType) return null;
  const { subject, predicate } = json;
  return Array.isArray(subject) && isObject(predicate) ? { subject, predicate } : null;
}

/** The JSON in signed bytes; undefined for bytes that are no UTF-8, begin with a mark, or say something twice. */
export function readPayload(payload: Buffer): unknown {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(payload);
    // A double key would hide behind its twin.
    return readOwnJson(text);
  } catch (error) {
    // Bytes that are no UTF-8 are an answer about them.
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}
