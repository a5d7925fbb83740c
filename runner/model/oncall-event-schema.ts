import { Type, type TSchema } from 'typebox';
import { noticeKinds } from './channel.ts';
import { severities } from './checklist.ts';
import type { RunEvent } from './event.ts';
import { bilingual, count, nullable, strict, text } from './event-parts.ts';
import { acknowledgeMethods, type OnCallEvent } from './oncall.ts';

const page = { page: text, headline: bilingual, steps: Type.Array(text) };
const tried = Type.Enum(['accepted', 'retry', 'refused']);

/** What each kind of event of the on-call streams looks like. */
export const onCallEventSchemas = {
  'oncall.opened': strict({
    kind: Type.Literal('oncall.opened'),
    runId: nullable(text),
    target: strict({ id: text, title: text }),
    onCall: strict({ file: text, sha256: text }),
    settings: text,
  }),
  'page.opened': strict({
    kind: Type.Literal('page.opened'),
    ...page,
    key: text,
    severity: Type.Enum(severities),
    since: text,
  }),
  'page.changed': strict({
    kind: Type.Literal('page.changed'),
    ...page,
    change: Type.Enum(['updated', 'worse', 'resolved', 'expired']),
    severity: Type.Optional(Type.Enum(severities)),
    by: nullable(text),
  }),
  'page.acknowledged': strict({
    kind: Type.Literal('page.acknowledged'),
    page: text,
    person: text,
    name: text,
    method: Type.Enum(acknowledgeMethods),
    answer: Type.Enum(['taken', 'declined', 'handed-over', 'rollback-wanted']),
    to: nullable(text),
    note: text,
  }),
  'notice.queued': strict({
    kind: Type.Literal('notice.queued'),
    notice: text,
    page: nullable(text),
    noticeKind: Type.Enum(noticeKinds),
    person: text,
    channel: text,
    maskedAddress: text,
    path: Type.Enum(['first', 'second']),
    body: text,
  }),
  'notice.trying': strict({
    kind: Type.Literal('notice.trying'),
    notice: text,
    attempt: count,
    requestSha256: text,
  }),
  'notice.tried': strict({
    kind: Type.Literal('notice.tried'),
    notice: text,
    attempt: count,
    result: tried,
    httpStatus: nullable(Type.Integer()),
    providerId: nullable(text),
    answer: text,
    words: Type.Optional(bilingual),
    nextAt: nullable(text),
  }),
  'notice.reached': strict({
    kind: Type.Literal('notice.reached'),
    notice: text,
    level: Type.Enum(['delivered', 'opened', 'acknowledged', 'failed']),
    at: text,
    detail: text,
  }),
  'channel.proven': strict({
    kind: Type.Literal('channel.proven'),
    channel: text,
    how: Type.Enum(['preflight', 'test']),
    result: tried,
    detail: bilingual,
    settings: Type.Optional(text),
  }),
  'proof.overridden': strict({
    kind: Type.Literal('proof.overridden'),
    person: text,
    reason: text,
    channels: Type.Array(text),
  }),
  'worker.started': strict({ kind: Type.Literal('worker.started'), pid: count }),
  'worker.stopped': strict({ kind: Type.Literal('worker.stopped'), pid: count, why: bilingual }),
} as const satisfies { readonly [K in OnCallEvent['kind']]: TSchema };

/** True for a fact of an on-call stream. */
export function isOnCallEvent(event: RunEvent): event is OnCallEvent {
  return Object.hasOwn(onCallEventSchemas, event.kind);
}
