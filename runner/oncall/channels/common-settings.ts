import { Type } from 'typebox';
import { parseDuration } from '../../base/duration.ts';
import { noticeKinds, type NoticeKind } from '../../model/channel.ts';
import { secretPattern } from './secrets-in.ts';

/** What every channel over HTTP may be told. */
export const commonSettings = {
  hosts: Type.Optional(
    Type.Array(Type.String(), {
      description: 'Servers that it may reach besides its own; internal ones must be listed here',
    }),
  ),
  timeout: Type.Optional(
    Type.String({ pattern: '^[0-9]{1,6}(ms|s)$', description: 'How long one try may take, such as 10s' }),
  ),
  events: Type.Optional(
    Type.Array(Type.Enum([...noticeKinds]), {
      description: 'What it carries; everything it has a form for when left out',
    }),
  ),
  interrupts: Type.Optional(
    Type.Boolean({ description: 'Whether it wakes somebody by itself (a push, a call, an alarm)' }),
  ),
};

export type CommonSettings = {
  readonly hosts?: string[];
  readonly timeout?: string;
  readonly events?: NoticeKind[];
  readonly interrupts?: boolean;
};

/** A key, token or secret address: it comes from the environment, never from a file. */
export const secretText = (description: string) => Type.String({ pattern: secretPattern, description });

/** Settings that know no other key. */
export const strictSettings = <P extends Parameters<typeof Type.Object>[0]>(properties: P) =>
  Type.Object(properties, { additionalProperties: false });

const usualTimeoutMs = 10_000;
const longestTimeoutMs = 30_000;

/** The time-out of one try: between a second and half a minute. */
export function timeoutOf({ timeout }: CommonSettings, usualMs: number = usualTimeoutMs): number {
  const wish = timeout === undefined ? usualMs : (parseDuration(timeout) ?? usualMs);
  return Math.min(Math.max(wish, 100), longestTimeoutMs);
}
