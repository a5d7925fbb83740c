import type { JsonObject } from '../base/json.ts';
import type { Source } from './checklist.ts';
import type { OnCall } from './oncall.ts';

/** Where a checklist runs: `checklists/targets/<id>.yaml`. */
export type Target = {
  readonly id: string;
  readonly title: string;
  readonly baseUrl: string;
  readonly deployment: DeploymentSource | null;
  readonly gateway: GatewayConfig | null;
  /** Hosts besides the base URL's that the pages may talk to. */
  readonly allowedHosts: readonly string[];
  /** What happens to a request for any other host outside payment sections; inside them it is always refused. */
  readonly unknownHosts: 'refuse' | 'record';
  readonly account: AccountProbe | null;
  readonly merchant: Merchant | null;
  /** Second place for every payment record: a folder on another disk, or an http(s) address that answers 2xx. */
  readonly mirror: { readonly kind: 'folder' | 'http'; readonly place: string } | null;
  readonly tickets: TicketMail | null;
  /** Whom a failing run wakes; null: nobody, and the terminal alone tells. */
  readonly onCall: OnCall | null;
  readonly variables: JsonObject;
  readonly source: Source;
};

/** Where the fingerprint of the answering build is read: an endpoint (JSONata into its JSON), a header or a meta tag. */
export type DeploymentSource = (
  | { readonly kind: 'endpoint'; readonly path: string; readonly value: string }
  | { readonly kind: 'header'; readonly path: string; readonly name: string }
  | { readonly kind: 'meta'; readonly path: string; readonly name: string }
) & {
  /** Where the same answer says since when that build is up: JSONata, or a header's or meta tag's name. Null: it does not. */
  readonly deployedAt: string | null;
};

export type GatewayConfig = {
  /** A name of the gateway registry, for example `toss`. */
  readonly kind: string;
  readonly baseUrl: string;
  /** Name of the secret that holds the *test* secret key. */
  readonly secretKeyName: string;
  /** `sandbox`: payments of the tester account reach the test ledger; `none`: payment steps are render-only. */
  readonly lane: 'sandbox' | 'none';
  readonly ceilings: {
    readonly stepKrw: bigint;
    readonly runKrw: bigint;
    /** Attempted on this target within 60 minutes, by all runs on this machine. Null: only the run's own ceiling counts. */
    readonly hourKrw: bigint | null;
    readonly hourCount: number | null;
  };
  /** The merchant id under which test payments must appear; null: not compared. */
  readonly merchantId: string | null;
  readonly attestation: Attestation | null;
  /** A payment of at least this needs the proof of a canary from the last 180 seconds. */
  readonly canaryFromKrw: bigint;
  /** Path of the shop's success address, whose redirect the confirm gate holds; null: known by its query alone. */
  readonly confirmPath: string | null;
};

/** Where the server says, signed, which gateway and mode its payments take: a compact JWS (ES256) at this path. */
export type Attestation = {
  readonly path: string;
  /** The shop's public key: JWK or PEM, as text. */
  readonly publicKey: string;
};

/** What the tester's account holds, read with the page's session at this path (JSON). All expressions are JSONata. */
export type AccountProbe = {
  readonly path: string;
  /** Must be 0, false, null or an empty list: saved cards, deposits, anything that could pay. */
  readonly holdsNothing: string;
  /** Must be the same after a declined payment as before it; null: not compared. */
  readonly unchanged: string | null;
};

/** Who asks a gateway to cancel; printed on refund tickets. */
export type Merchant = {
  readonly name: string;
  readonly businessNumber: string | null;
  readonly requester: string | null;
  readonly contact: string | null;
  readonly approver: string | null;
};

export type TicketMail = {
  readonly to: readonly string[];
  readonly from: string;
  /** Name of the secret that holds the smtp(s):// address with its user and password. */
  readonly smtpSecretName: string;
  /** Local KST times (HH:MM) after which a cancellation is dearer: the acquisition run. */
  readonly cutOff: string | null;
};
