import type { Bilingual } from '../base/bilingual.ts';
import type { NoticeKind } from './channel.ts';
import type { Severity } from './checklist.ts';
import type { AcknowledgeMethod, OnCallEvent } from './oncall.ts';

/** Who knew what, and when, as far as it was known when the report was sealed. Addresses are masked. */
export type ReportOnCall = {
  readonly file: string;
  readonly sha256: string;
  readonly pages: readonly ReportPage[];
  /** Notices that belong to no page: the change event at the start, heartbeats, status updates. */
  readonly notices: readonly ReportNotice[];
  readonly proofs: readonly {
    readonly at: string;
    readonly channel: string;
    readonly how: 'preflight' | 'test';
    readonly result: 'accepted' | 'retry' | 'refused';
    readonly detail: Bilingual;
  }[];
  /** The run began although paging was not proven: who wanted it so, and why. */
  readonly override: {
    readonly at: string;
    readonly person: string;
    readonly reason: string;
    readonly channels: readonly string[];
  } | null;
};

export type ReportPage = {
  readonly page: string;
  readonly key: string;
  readonly severity: Severity;
  readonly headline: Bilingual;
  readonly steps: readonly string[];
  /** The first failing assertion. */
  readonly since: string;
  readonly openedAt: string;
  /** From the first failing assertion to the first acceptance by a provider; null: nothing was accepted. */
  readonly timeToPageMs: number | null;
  readonly timeToAcknowledgeMs: number | null;
  readonly acknowledged: { readonly at: string; readonly name: string; readonly method: AcknowledgeMethod } | null;
  readonly resolved: { readonly at: string; readonly by: string | null } | null;
  readonly answers: readonly {
    readonly at: string;
    readonly name: string;
    readonly method: AcknowledgeMethod;
    readonly answer: Extract<OnCallEvent, { kind: 'page.acknowledged' }>['answer'];
    readonly note: string;
  }[];
  readonly notices: readonly ReportNotice[];
};

/** How far a message is known to have come. `accepted` is the provider's word and no more. */
export const proofLevels = ['queued', 'refused', 'accepted', 'failed', 'delivered', 'opened', 'acknowledged'] as const;
export type ProofLevel = (typeof proofLevels)[number];

export type ReportNotice = {
  readonly notice: string;
  readonly kind: NoticeKind;
  /** A person's name. */
  readonly person: string;
  readonly channel: string;
  readonly address: string;
  readonly path: 'first' | 'second';
  readonly queuedAt: string;
  readonly proof: ProofLevel;
  readonly acceptedAt: string | null;
  readonly providerId: string | null;
  readonly tries: readonly {
    readonly at: string;
    readonly result: 'accepted' | 'retry' | 'refused' | 'unknown';
    readonly httpStatus: number | null;
    readonly answer: string;
    /** Our own words, where the answer is no provider's. */
    readonly words?: Bilingual;
  }[];
  readonly reached: readonly { readonly at: string; readonly level: ProofLevel; readonly detail: string }[];
};
