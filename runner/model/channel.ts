import type { TSchema } from 'typebox';
import type { Bilingual, Language } from '../base/bilingual.ts';
import type { JsonObject } from '../base/json.ts';
import type { Severity } from './checklist.ts';

/* What on-call says to people, and what carries it. No network here: channels are in oncall/channels/. */

/** Only `page`, `worse` and `escalation` may wake a person; the others change what is already there or go to a wider list. */
export const noticeKinds = [
  'page',
  'escalation',
  'worse',
  'update',
  'resolved',
  'status',
  'change',
  'heartbeat',
  'test',
] as const;
export type NoticeKind = (typeof noticeKinds)[number];

/** One message as every channel understands it; a channel chooses, shortens and formats. Times are ISO 8601 UTC. */
export type Notice = {
  /** The idempotency id: the same through every retry, on every channel's wire where it has a place for it. */
  readonly id: string;
  readonly kind: NoticeKind;
  /** The page this belongs to; providers merge by it. `worse` has one of its own, for an acknowledged one stays silent. */
  readonly dedupKey: string;
  readonly severity: Severity;
  readonly runId: string | null;
  readonly target: { readonly id: string; readonly title: string };
  readonly at: string;
  /** What customers cannot do, in one sentence. Starts the subject, the push and the speech. */
  readonly headline: Bilingual;
  /** In the order a woken person needs them. */
  readonly facts: readonly NoticeFact[];
  readonly links: {
    /** Personal: whoever has it can acknowledge. Null where nobody can reach the page. */
    readonly acknowledge: string | null;
    readonly run: string | null;
    readonly runbook: string | null;
    readonly picture: string | null;
  };
  /** The same notice was perhaps sent before; said in words, because nobody can know. */
  readonly maybeDuplicate: boolean;
};

export type NoticeFact = { readonly label: Bilingual; readonly value: Bilingual };

/** Where a channel reaches one person: an address, a number, a user id; whatever the kind of channel calls it. */
export type Recipient = {
  readonly person: string;
  readonly name: string;
  readonly language: Language;
  readonly address: string;
};

/** What a try of one send came to. `accepted` is never called "paged": it is the provider's word and no more. */
export type Delivery =
  | {
      readonly kind: 'accepted';
      readonly httpStatus: number | null;
      /** With it a later update edits the same message, and a receipt is asked for. */
      readonly providerId: string | null;
      /** The answer's first bytes, control characters removed, secrets hidden. */
      readonly answer: string;
      /** What we say ourselves where no provider said anything. */
      readonly words?: Bilingual;
    }
  | {
      /** Asking again may help: no connection, time-out, 429, 5xx, SMTP 4xx. */
      readonly kind: 'retry';
      readonly httpStatus: number | null;
      readonly retryAfterMs: number | null;
      readonly why: Bilingual;
    }
  /** Asking again cannot help: a wrong key, an unknown recipient, a body that is refused. */
  | { readonly kind: 'refused'; readonly httpStatus: number | null; readonly why: Bilingual };

/** What a provider knows of an accepted message. */
export type Reached = {
  readonly level: 'delivered' | 'opened' | 'acknowledged' | 'failed';
  readonly at: string;
  readonly detail: string;
};

/** What would be sent, exactly; a dry run prints it with secrets as `***`. */
export type Prepared = {
  readonly what: 'http' | 'mail' | 'local';
  /** `POST https://…`, `MAIL smtp://…`; secrets hidden. */
  readonly line: string;
  readonly headers: { readonly [name: string]: string };
  readonly body: string;
  /** The recipient as evidence keeps it: enough to recognise, not enough to misuse. */
  readonly maskedAddress: string;
};

export type SendOptions = {
  readonly signal: AbortSignal;
  /** The provider's id of the message that this one updates; null for a first one. */
  readonly updates: string | null;
};

/** A channel of one on-call file, ready to send. Never throws for what a provider does; says it as a Delivery. */
export interface OpenChannel {
  readonly id: string;
  readonly kind: string;
  /** Can wake somebody by itself (a push, a call, an alarm), not only lie in an inbox. */
  readonly interrupts: boolean;
  /** Can change a message that it sent before. */
  readonly edits: boolean;
  /** Whether this channel has a form for such a notice; left out: for all of them. What is not carried is never queued. */
  readonly carries?: (kind: NoticeKind) => boolean;
  /** One try may take so long; the outbox aborts it then. */
  readonly timeoutMs: number;
  prepare(notice: Notice, to: Recipient): Prepared;
  send(notice: Notice, to: Recipient, options: SendOptions): Promise<Delivery>;
  /** Tells the provider that somebody has it, where it wants to know; left out where it has no use for that. */
  acknowledged?(notice: Notice, options: { readonly signal: AbortSignal; readonly by: string }): Promise<Delivery>;
  /** Receipts where the provider gives any; null where it never does. */
  readonly reached: ((providerId: string) => Promise<Reached | null>) | null;
  /** The most harmless thing that still proves network, address and key: SMTP verify, a change event, a silent post. */
  prove(options: { readonly signal: AbortSignal }): Promise<Delivery>;
}

/** A kind of channel: one file in oncall/channels/, one line in oncall/channels/index.ts. */
export type ChannelKind = {
  readonly name: string;
  /** TypeBox schema of its `settings` in the on-call file; unknown keys are errors. */
  readonly settings: TSchema;
  /** Throws SetupError for settings that can never work (a retired host, a missing secret). */
  open(given: {
    readonly id: string;
    readonly settings: JsonObject;
    /** The value of `${secret:NAME}`; throws SetupError that names the variable when it is not set. */
    readonly secret: (name: string) => string;
    readonly fetch: typeof fetch;
    /** Where a channel of this machine keeps what it got (`<state>/pager`); left out: in the usual state folder. */
    readonly folder?: string;
  }): OpenChannel;
};
