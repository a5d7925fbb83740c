import type { Bilingual, Language } from '../base/bilingual.ts';
import type { JsonObject } from '../base/json.ts';
import type { Severity, Source } from './checklist.ts';
import type { NoticeKind } from './channel.ts';

/** Who is woken, how, and what happens when nobody answers: `checklists/on-call/<id>.yaml`, named by the target's `on-call`. */
export type OnCall = {
  readonly id: string;
  readonly title: string;
  readonly people: readonly Person[];
  readonly rotas: readonly Rota[];
  readonly channels: readonly ChannelEntry[];
  /** `self`: our clock climbs; a channel's id: that provider climbs, and our clock only watches it. */
  readonly ladderOwner: 'self' | { readonly channel: string };
  readonly ladder: readonly Rung[];
  /** Starts at once when nothing was accepted within `acceptedWithinMs`, or nobody acknowledged within `acknowledgedWithinMs`. */
  readonly secondPath: {
    readonly acceptedWithinMs: number;
    readonly acknowledgedWithinMs: number;
    readonly notify: readonly Contact[];
  };
  /** Tool errors wake these, never the shop's people. */
  readonly toolOwners: readonly Contact[];
  /** Status updates and resolved messages; never woken. */
  readonly audience: readonly Contact[];
  /** The address under which phones reach the acknowledge page; null: acknowledging is by voice or in a provider's app. */
  readonly publicUrl: string | null;
  readonly heartbeats: readonly Heartbeat[];
  readonly schedule: Schedule | null;
  readonly lossPerMinuteKrw: bigint | null;
  readonly statusEveryMs: number;
  /** A send that would wake nobody is never an excuse: channels must have been proven so recently when a run starts. */
  readonly provenWithinMs: number;
  readonly source: Source;
};

export type Person = {
  readonly id: string;
  readonly name: string;
  readonly language: Language;
  /** Printed when every machine has failed. */
  readonly phone: string | null;
  /** Channel id → address there. */
  readonly addresses: { readonly [channel: string]: string };
  /** KST HH:MM; within them only critical pages interrupt. */
  readonly quiet: { readonly from: string; readonly until: string } | null;
};

/** Who has the duty on a day (KST). The last entry that began counts. */
export type Rota = {
  readonly id: string;
  readonly shifts: readonly { readonly from: string; readonly person: string }[];
};

export type ChannelEntry = { readonly id: string; readonly kind: string; readonly settings: JsonObject };

/** Somebody by some channels: a person's id, `rota:<id>`, or `all`. */
export type Contact = { readonly who: string; readonly by: readonly string[] };

export type Rung = { readonly afterMs: number; readonly notify: readonly Contact[] };

export type Heartbeat = { readonly channel: string; readonly on: readonly ('start' | 'end' | 'stalled')[] };

/** When a run must have begun: KST days (0 = Sunday) and time. */
export type Schedule = {
  readonly days: readonly number[];
  readonly at: string;
  readonly graceMs: number;
  /** A run that says nothing for so long, a person's step apart, is stalled. */
  readonly stalledAfterMs: number;
};

/** How somebody said that they have it. A link proves possession of what was sent to a person, not who they are. */
export const acknowledgeMethods = ['link', 'provider', 'digit', 'by-voice', 'local'] as const;
export type AcknowledgeMethod = (typeof acknowledgeMethods)[number];

/** Facts of the stream `oncall:<run or target>`, beside the runs: a page outlives the run that opened it. */
export type OnCallEvent =
  | {
      /** First in a run's stream: who is woken, as it was read then. A later start pages the same people, whatever the file says by now. */
      readonly kind: 'oncall.opened';
      readonly runId: string | null;
      readonly target: { readonly id: string; readonly title: string };
      readonly onCall: { readonly file: string; readonly sha256: string };
      /** The OnCall as JSON, secrets by name alone. */
      readonly settings: string;
    }
  | {
      /** Somebody must be told. The rules decided it; `key` says for what, so that a second start never decides twice. */
      readonly kind: 'page.opened';
      readonly page: string;
      readonly key: string;
      readonly severity: Severity;
      readonly headline: Bilingual;
      readonly steps: readonly string[];
      /** When the first failing assertion was recorded. */
      readonly since: string;
    }
  | {
      readonly kind: 'page.changed';
      readonly page: string;
      readonly change: 'updated' | 'worse' | 'resolved' | 'expired';
      /** When it rose: a critical failure joined a page of lesser ones. */
      readonly severity?: Severity;
      readonly by: string | null;
      readonly headline: Bilingual;
      readonly steps: readonly string[];
    }
  | {
      readonly kind: 'page.acknowledged';
      readonly page: string;
      readonly person: string;
      readonly name: string;
      readonly method: AcknowledgeMethod;
      /** `declined`: cannot take it, the next one is called at once. */
      readonly answer: 'taken' | 'declined' | 'handed-over' | 'rollback-wanted';
      /** Who is called next when it was handed over: a person's id. */
      readonly to: string | null;
      readonly note: string;
    }
  | {
      /** Durable before any network: a message that must reach somebody. */
      readonly kind: 'notice.queued';
      readonly notice: string;
      readonly page: string | null;
      readonly noticeKind: NoticeKind;
      readonly person: string;
      readonly channel: string;
      readonly maskedAddress: string;
      readonly path: 'first' | 'second';
      /** The whole notice as JSON: a start after a crash sends exactly this. */
      readonly body: string;
    }
  | {
      readonly kind: 'notice.trying';
      readonly notice: string;
      readonly attempt: number;
      readonly requestSha256: string;
    }
  | {
      readonly kind: 'notice.tried';
      readonly notice: string;
      readonly attempt: number;
      readonly result: 'accepted' | 'retry' | 'refused';
      readonly httpStatus: number | null;
      readonly providerId: string | null;
      /** What the provider said, or our own words in English. */
      readonly answer: string;
      /** Our own words, where the answer is no provider's. */
      readonly words?: Bilingual;
      /** Null: no further try. */
      readonly nextAt: string | null;
    }
  | {
      readonly kind: 'notice.reached';
      readonly notice: string;
      readonly level: 'delivered' | 'opened' | 'acknowledged' | 'failed';
      readonly at: string;
      readonly detail: string;
    }
  | {
      readonly kind: 'channel.proven';
      readonly channel: string;
      readonly how: 'preflight' | 'test';
      readonly result: 'accepted' | 'retry' | 'refused';
      readonly detail: Bilingual;
      /** Digest of the channel's settings, secrets by name: a channel that was changed is proven anew. */
      readonly settings?: string;
    }
  | {
      readonly kind: 'proof.overridden';
      readonly person: string;
      readonly reason: string;
      readonly channels: readonly string[];
    }
  | { readonly kind: 'worker.started'; readonly pid: number }
  | { readonly kind: 'worker.stopped'; readonly pid: number; readonly why: Bilingual };

const prefix = 'oncall:';

/** The stream beside a run that holds whom it woke; `standing` for what no run began (a watchdog's page). */
export function onCallStream(id: string): string {
  return `${prefix}${id}`;
}
