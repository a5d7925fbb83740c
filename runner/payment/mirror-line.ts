import { createHash } from 'node:crypto';
import { isObject } from '../base/json.ts';
import type { StoredEvent } from '../model/event.ts';
import { parseEvent } from '../model/parse-event.ts';

/** A line of the mirror: the journal's own line and its hash, so that it proves itself. */
export type MirrorLine = { readonly stored: StoredEvent };

/** `{"runId":…,"seq":…,"at":…,"prev":…,"event":…,"hash":…}`: the journal's line with its hash at the end. */
export function lineToMirror({ line, hash }: StoredEvent): string {
  return `${line.slice(0, -1)},"hash":${JSON.stringify(hash)}}`;
}

/** Reads a line back; null for one that is torn, changed or of a form that this version does not know. */
export function readMirrorLine(text: string): MirrorLine | null {
  const end = /^(\{.*),"hash":"([0-9a-f]{64})"\}$/.exec(text);
  if (end?.[1] === undefined || end[2] === undefined) return null;
  const [line, hash] = [`${end[1]}}`, end[2]];
  if (createHash('sha256').update(line).digest('hex') !== hash) return null;
  const json: unknown = JSON.parse(line);
  if (!isObject(json)) return null;
  const { runId, seq, at, prev, event } = json;
  if (typeof runId !== 'string' || typeof seq !== 'number' || typeof at !== 'string' || typeof prev !== 'string')
    return null;
  const parsed = parseEvent(event);
  return 'problem' in parsed ? null : { stored: { runId, seq, at, event: parsed.event, prev, hash, line } };
}
