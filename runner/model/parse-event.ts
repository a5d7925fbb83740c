import { Ajv, type ValidateFunction } from 'ajv';
import { isObject } from '../base/json.ts';
import { surelyFits } from '../base/surely-fits.ts';
import type { EventKind, RunEvent } from './event.ts';
import { eventSchemas } from './event-schema.ts';

export type ParsedEvent = { readonly event: RunEvent } | { readonly problem: string };

/** Reads an event strictly: its kind, all of its keys and no others. */
export function parseEvent(json: unknown): ParsedEvent {
  const kind = isObject(json) ? json['kind'] : undefined;
  if (typeof kind !== 'string' || !isEventKind(kind))
    return { problem: `unknown kind ${JSON.stringify(kind) ?? 'nothing'}` };
  if (isSurely(json, kind)) return { event: json };
  const validate = validatorOf(kind);
  if (validate(json)) return { event: json };
  const error = validate.errors?.[0];
  return { problem: `${kind}${error?.instancePath ?? ''} ${error?.message ?? 'is malformed'}` };
}

function isEventKind(kind: string): kind is EventKind {
  return Object.hasOwn(eventSchemas, kind);
}

function isSurely(json: unknown, kind: EventKind): json is RunEvent {
  return surelyFits(json, eventSchemas[kind]);
}

let ajv: Ajv | undefined;
const validators = new Map<EventKind, ValidateFunction<RunEvent>>();

/** Compiled when first met, because a run meets few kinds and starting must be quick. */
function validatorOf(kind: EventKind): ValidateFunction<RunEvent> {
  const known = validators.get(kind);
  if (known !== undefined) return known;
  ajv ??= new Ajv({ strict: true, allowUnionTypes: true, code: { optimize: false } });
  const made = ajv.compile<RunEvent>(eventSchemas[kind]);
  validators.set(kind, made);
  return made;
}
