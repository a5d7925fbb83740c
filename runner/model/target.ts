import type { JsonObject } from '../base/json.ts';
import type { Source } from './checklist.ts';

/** Where a checklist runs: `checklists/targets/<id>.yaml`. */
export type Target = {
  readonly id: string;
  readonly title: string;
  readonly baseUrl: string;
  readonly deployment: DeploymentSource | null;
  readonly gateway: GatewayConfig | null;
  /** Hosts besides the base URL's that the pages may talk to. */
  readonly allowedHosts: readonly string[];
  readonly variables: JsonObject;
  readonly source: Source;
};

/** Where the fingerprint of the answering build is read: an endpoint (JSONata into its JSON), a header or a meta tag. */
export type DeploymentSource =
  | { readonly kind: 'endpoint'; readonly path: string; readonly value: string }
  | { readonly kind: 'header'; readonly path: string; readonly name: string }
  | { readonly kind: 'meta'; readonly path: string; readonly name: string };

export type GatewayConfig = {
  /** A name of the gateway registry, for example `toss`. */
  readonly kind: string;
  readonly baseUrl: string;
  /** Name of the secret that holds the *test* secret key. */
  readonly secretKeyName: string;
  /** `sandbox`: payments of the tester account reach the test ledger; `none`: payment steps are render-only. */
  readonly lane: 'sandbox' | 'none';
  readonly ceilings: { readonly stepKrw: bigint; readonly runKrw: bigint };
};
