import { Ajv, type ValidateFunction } from 'ajv';
import Type from 'typebox';
import { noticeKinds, type Notice } from './channel.ts';
import { severities } from './checklist.ts';
import { bilingual, nullable, strict, text } from './event-parts.ts';

const schema = strict({
  id: text,
  kind: Type.Enum(noticeKinds),
  dedupKey: text,
  severity: Type.Enum(severities),
  runId: nullable(text),
  target: strict({ id: text, title: text }),
  at: text,
  headline: bilingual,
  facts: Type.Array(strict({ label: bilingual, value: bilingual })),
  links: strict({
    acknowledge: nullable(text),
    run: nullable(text),
    runbook: nullable(text),
    picture: nullable(text),
  }),
  maybeDuplicate: Type.Boolean(),
});

let validator: ValidateFunction<Notice> | null = null;

/** A notice as `notice.queued` keeps it; null for a body that is none. */
export function parseNotice(body: string): Notice | null {
  const value: unknown = JSON.parse(body);
  validator ??= new Ajv({ strict: true, allowUnionTypes: true, code: { optimize: false } }).compile<Notice>(schema);
  return validator(value) ? value : null;
}
