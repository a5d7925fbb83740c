import type { GatewayKind, LedgerGateway } from '../model/gateway.ts';
import { SetupError } from '../model/trouble.ts';
import { text } from './text.ts';
import { toss } from './toss.ts';

/** Every gateway whose test mode is known to be a sandbox, by name. */
export const gateways = [toss] as const satisfies readonly GatewayKind[];

/** The names targets may use. */
export const gatewayKinds: readonly string[] = gateways.map((gateway) => gateway.name);

/** Opens the gateway of a target with its test key. Throws SetupError. */
export function openGateway(
  config: { readonly kind: string; readonly baseUrl: string },
  secretKey: string,
): LedgerGateway {
  const kind = gateways.find((gateway) => gateway.name === config.kind);
  if (kind === undefined) throw new SetupError(text.kindUnknown({ kind: config.kind, known: gatewayKinds.join(', ') }));
  return kind.open({ baseUrl: config.baseUrl, secretKey });
}
