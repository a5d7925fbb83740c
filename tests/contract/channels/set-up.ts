import type { JsonObject } from '../../../runner/base/json.ts';

/** A channel as a team would set it up, at the provider's own address or at a server of the fixtures. */
export type UnderTest = {
  readonly name: string;
  readonly kind: string;
  /** Where a person is reached. */
  readonly address: string;
  /** Settings for a server at `url`; null: the provider's own. */
  readonly settings: (url: string | null) => JsonObject;
  /** The values behind `${secret:NAME}`. */
  readonly secrets: (url: string | null) => { readonly [name: string]: string };
};

export const phone = '010-1234-5678';
export const token = 'xq7-Secret-Value-91';

/** The address of a secret webhook there or at the fixtures. */
export function hook(url: string | null, real: string, path: string): { readonly HOOK: string } {
  return { HOOK: `${url ?? real}${path}` };
}

export function at(url: string | null, key: string): JsonObject {
  return url === null ? {} : { [key]: url, hosts: [new URL(url).host] };
}

export function listed(url: string | null): JsonObject {
  return url === null ? {} : { hosts: [new URL(url).host] };
}

export const alimtalk = { template: 'POSTFLIGHT01', 'sender-key': '${secret:SENDER_KEY}' };
