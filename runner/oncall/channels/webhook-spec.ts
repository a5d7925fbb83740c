import type { JsonObject, JsonValue } from '../../base/json.ts';
import type { NoticeKind } from '../../model/channel.ts';
import { readTemplate, readTree, type Template, type Tree } from '../template/template.ts';
import type { Dialect } from '../template/escape.ts';
import type { Success } from './judge.ts';

/** A request as it is written down: texts are templates, secrets are filled in. */
export type RequestSpec = {
  readonly method: string;
  readonly url: string;
  readonly headers: { readonly [name: string]: string };
  readonly body: BodySpec | null;
};

export type BodySpec =
  | { readonly json: JsonValue }
  | { readonly form: { readonly [name: string]: string } }
  | { readonly text: string };

/** A webhook as data; presets are ready-made ones. */
export type WebhookSpec = RequestSpec & {
  readonly kind: string;
  readonly success: readonly Success[];
  readonly alsoFine?: readonly number[];
  readonly alreadyDone?: RegExp;
  readonly idFrom: string | null;
  readonly retryAfterFrom?: string;
  readonly passing?: readonly (string | number)[];
  /** How a message that was sent before is changed. */
  readonly update: RequestSpec | null;
  /** How a page is closed at the provider; without it a resolved notice is a message like others. */
  readonly resolve: RequestSpec | null;
  /** How the provider hears that somebody has it. */
  readonly acknowledged?: RequestSpec;
  /** A request that disturbs nobody, and the statuses that prove the way. */
  readonly proof: (RequestSpec & { readonly fine: readonly number[]; readonly success?: readonly Success[] }) | null;
  readonly escape: Dialect;
  readonly interrupts: boolean;
  readonly carries: readonly NoticeKind[] | null;
  /** Every message goes to the address of a person; an empty one is refused. */
  readonly needsAddress: RegExp | null;
  readonly timeoutMs: number;
  readonly maxBytes: number;
  readonly hosts: { readonly own: readonly string[]; readonly listed: readonly string[] };
};

/** Standard Webhooks: smaller is kinder. */
export const usualMaxBytes = 20_000;

export type CompiledRequest = {
  readonly method: string;
  readonly url: Template;
  readonly headers: readonly (readonly [string, Template])[];
  readonly body: CompiledBody | null;
  /** The URL names {{updates}}: it cannot be made without the provider's id. */
  readonly needsId: boolean;
};
type CompiledBody =
  | { readonly kind: 'json'; readonly tree: Tree }
  | { readonly kind: 'form'; readonly fields: readonly (readonly [string, Template])[] }
  | { readonly kind: 'text'; readonly template: Template };

/** Reads every template of a request; throws SetupError for what one names and there is not. */
export function compileRequest(request: RequestSpec): CompiledRequest {
  return {
    method: request.method,
    url: readTemplate(request.url),
    headers: Object.entries(request.headers).map(([name, value]) => [name.toLowerCase(), readTemplate(value)] as const),
    body: request.body === null ? null : compileBody(request.body),
    needsId: JSON.stringify([request.url, jsonOf(request.body)]).includes('{{updates'),
  };
}

function compileBody(body: BodySpec): CompiledBody {
  if ('json' in body) return { kind: 'json', tree: readTree(body.json) };
  if ('text' in body) return { kind: 'text', template: readTemplate(body.text) };
  return {
    kind: 'form',
    fields: Object.entries(body.form).map(([name, value]) => [name, readTemplate(value)] as const),
  };
}

function jsonOf(body: BodySpec | null): JsonObject | null {
  return body === null ? null : { ...body };
}
