import { Ajv, type ValidateFunction } from 'ajv';
import Type, { type Static } from 'typebox';
import type { JsonObject } from '../base/json.ts';
import { count, nullable, strict, text } from './event-parts.ts';
import type { OnCall } from './oncall.ts';

const contact = strict({ who: text, by: Type.Array(text) });
const contacts = Type.Array(contact);

/** An OnCall as the journal keeps it: amounts as digits, the file's text left out. */
const schema = strict({
  id: text,
  title: text,
  people: Type.Array(
    strict({
      id: text,
      name: text,
      language: Type.Enum(['ko', 'en']),
      phone: nullable(text),
      addresses: Type.Record(Type.String(), text),
      quiet: nullable(strict({ from: text, until: text })),
    }),
  ),
  rotas: Type.Array(strict({ id: text, shifts: Type.Array(strict({ from: text, person: text })) })),
  channels: Type.Array(strict({ id: text, kind: text, settings: Type.Unsafe<JsonObject>({ type: 'object' }) })),
  ladderOwner: Type.Union([Type.Literal('self'), strict({ channel: text })]),
  ladder: Type.Array(strict({ afterMs: count, notify: contacts })),
  secondPath: strict({ acceptedWithinMs: count, acknowledgedWithinMs: count, notify: contacts }),
  toolOwners: contacts,
  audience: contacts,
  publicUrl: nullable(text),
  heartbeats: Type.Array(strict({ channel: text, on: Type.Array(Type.Enum(['start', 'end', 'stalled'])) })),
  schedule: nullable(strict({ days: Type.Array(count), at: text, graceMs: count, stalledAfterMs: count })),
  lossPerMinuteKrw: nullable(text),
  statusEveryMs: count,
  provenWithinMs: count,
  source: strict({ file: text, sha256: text }),
});

type OnCallJson = Static<typeof schema>;

/** The text that `oncall.opened` keeps. */
export function writeOnCall(onCall: OnCall): string {
  const { source, lossPerMinuteKrw, ...rest } = onCall;
  return JSON.stringify({
    ...rest,
    lossPerMinuteKrw: lossPerMinuteKrw === null ? null : String(lossPerMinuteKrw),
    source: { file: source.file, sha256: source.sha256 },
  });
}

let validator: ValidateFunction<OnCallJson> | null = null;

/** What writeOnCall wrote; null for anything else. */
export function parseOnCall(json: string): OnCall | null {
  const value: unknown = JSON.parse(json);
  validator ??= new Ajv({ strict: true, code: { optimize: false } }).compile<OnCallJson>(schema);
  if (!validator(value)) return null;
  const { lossPerMinuteKrw, source, ...rest } = value;
  return {
    ...rest,
    lossPerMinuteKrw: lossPerMinuteKrw === null ? null : BigInt(lossPerMinuteKrw),
    source: { ...source, text: '' },
  };
}
