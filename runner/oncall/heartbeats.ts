import type { Notice, OpenChannel } from '../model/channel.ts';
import type { Heartbeat, OnCall, OnCallEvent } from '../model/oncall.ts';
import { noticeId } from './notice-id.ts';
import { nobodyId, queuedQuietly } from './quiet-notice.ts';
import { statusText } from './status-text.ts';

type Beat = Heartbeat['on'][number];

/** Signs of life to a service that raises the alarm when they stop: each once for a run, by every channel that asked for it. Pure. */
export function heartbeatsDue(
  world: {
    readonly onCall: OnCall;
    readonly channels: ReadonlyMap<string, OpenChannel>;
    readonly target: { readonly id: string; readonly title: string };
  },
  about: { readonly stream: string; readonly beats: readonly Beat[]; readonly nowMs: number },
  isQueued: (notice: string) => boolean,
): readonly OnCallEvent[] {
  const { onCall, target } = world;
  const { stream, beats, nowMs } = about;
  return onCall.heartbeats.flatMap(({ channel, on }) =>
    beats
      .filter((beat) => on.includes(beat))
      .flatMap((beat) => {
        const id = noticeId(stream, `beat:${beat}:${channel}`);
        if (isQueued(id)) return [];
        const notice: Notice = {
          id,
          kind: 'heartbeat',
          dedupKey: `${stream}:${beat}`,
          severity: 'minor',
          runId: stream,
          target,
          at: new Date(nowMs).toISOString(),
          headline: statusText.beat({ target: target.title, on: beat }),
          facts: [],
          links: { acknowledge: null, run: null, runbook: null, picture: null },
          maybeDuplicate: false,
        };
        // A service that listens for beats has an address of its own; a person's inbox may be given one too.
        const person = onCall.people.find(({ addresses }) => addresses[channel] !== undefined)?.id ?? nobodyId;
        return queuedQuietly(notice, { person, channel }, world);
      }),
  );
}
