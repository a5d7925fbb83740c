import Type from 'typebox';
import { noticeKinds } from '../model/channel.ts';
import { severities } from '../model/checklist.ts';
import { acknowledgeMethods } from '../model/oncall.ts';
import { proofLevels } from '../model/report-on-call.ts';

const closed = { additionalProperties: false } as const;
const text = Type.String();
const count = Type.Integer({ minimum: 0 });
const time = Type.String({ pattern: String.raw`^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$` });
const bilingual = Type.Object({ ko: text, en: text }, closed);
const proof = Type.Enum([...proofLevels]);
const method = Type.Enum([...acknowledgeMethods]);
const orNull = <S extends Type.TSchema>(schema: S) => Type.Union([schema, Type.Null()]);

const notice = Type.Object(
  {
    notice: text,
    kind: Type.Enum([...noticeKinds]),
    person: text,
    channel: text,
    address: text,
    path: Type.Enum(['first', 'second']),
    queuedAt: time,
    proof,
    acceptedAt: orNull(time),
    providerId: orNull(text),
    tries: Type.Array(
      Type.Object(
        {
          at: time,
          result: Type.Enum(['accepted', 'retry', 'refused', 'unknown']),
          httpStatus: orNull(Type.Integer()),
          answer: text,
          words: Type.Optional(bilingual),
        },
        closed,
      ),
    ),
    reached: Type.Array(Type.Object({ at: time, level: proof, detail: text }, closed)),
  },
  closed,
);

const page = Type.Object(
  {
    page: text,
    key: text,
    severity: Type.Enum([...severities]),
    headline: bilingual,
    steps: Type.Array(text),
    since: time,
    openedAt: time,
    timeToPageMs: orNull(count),
    timeToAcknowledgeMs: orNull(count),
    acknowledged: orNull(Type.Object({ at: time, name: text, method }, closed)),
    resolved: orNull(Type.Object({ at: time, by: orNull(text) }, closed)),
    answers: Type.Array(
      Type.Object(
        {
          at: time,
          name: text,
          method,
          answer: Type.Enum(['taken', 'declined', 'handed-over', 'rollback-wanted']),
          note: text,
        },
        closed,
      ),
    ),
    notices: Type.Array(notice),
  },
  closed,
);

/** Whom a run woke, as a report holds it. */
export const reportOnCall = Type.Object(
  {
    file: text,
    sha256: Type.String({ pattern: '^[0-9a-f]{64}$' }),
    pages: Type.Array(page),
    notices: Type.Array(notice),
    proofs: Type.Array(
      Type.Object(
        {
          at: time,
          channel: text,
          how: Type.Enum(['preflight', 'test']),
          result: Type.Enum(['accepted', 'retry', 'refused']),
          detail: bilingual,
        },
        closed,
      ),
    ),
    override: orNull(Type.Object({ at: time, person: text, reason: text, channels: Type.Array(text) }, closed)),
  },
  closed,
);
