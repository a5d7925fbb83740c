import type { JsonValue } from '../base/json.ts';
import type { Attestation, GatewayConfig } from '../model/target.ts';
import type { Problems } from './problems.ts';
import { readAddress } from './target-address.ts';
import { child, entryOf, textOf, toJson, type MapNode, type Node } from './tree.ts';

const ceilingMax = 1_000_000_000_000n;
/** Below it, one wrong payment is a nuisance; from here on it is the accident. */
const canaryFromDefault = 1_000_000n;

/** The `gateway` of a target; null when it has none. */
export function readGateway(node: Node | undefined, problems: Problems): GatewayConfig | null {
  if (node?.kind !== 'map') return null;
  const text = (key: string): string => textOf(child(node, key)) ?? '';
  const canaryFrom = child(node, 'canary-from');
  return {
    kind: text('kind'),
    baseUrl: readAddress(child(node, 'base-url'), problems),
    secretKeyName: text('secret-key'),
    lane: text('lane') === 'sandbox' ? 'sandbox' : 'none',
    ceilings: readCeilings(node, problems),
    merchantId: textOf(child(node, 'merchant-id')) ?? null,
    attestation: readAttestation(child(node, 'attestation')),
    canaryFromKrw: canaryFrom === undefined ? canaryFromDefault : krw(canaryFrom, problems),
    confirmPath: textOf(child(node, 'confirm-path')) ?? null,
  };
}

function readAttestation(node: Node | undefined): Attestation | null {
  if (node?.kind !== 'map') return null;
  return { path: textOf(child(node, 'path')) ?? '', publicKey: textOf(child(node, 'public-key')) ?? '' };
}

function readCeilings(gateway: MapNode, problems: Problems): GatewayConfig['ceilings'] {
  const ceilings = child(gateway, 'ceilings');
  const stepKrw = krw(child(ceilings, 'step'), problems);
  const runKrw = krw(child(ceilings, 'run'), problems);
  const hour = child(ceilings, 'hour');
  const hourKrw = hour === undefined ? null : krw(hour, problems);
  const step = entryOf(ceilings, 'step');
  const run = entryOf(ceilings, 'run');
  if (step !== undefined && runKrw > 0n && stepKrw > runKrw) {
    problems.add(
      'E_CEILING',
      step.value.at,
      `a step may pay ${stepKrw} KRW, but a whole run only ${runKrw}`,
      'make "step" at most "run"',
    );
  }
  if (run !== undefined && hourKrw !== null && hourKrw > 0n && runKrw > hourKrw) {
    problems.add(
      'E_CEILING',
      run.value.at,
      `a run may pay ${runKrw} KRW, but all runs of an hour only ${hourKrw}`,
      'make "run" at most "hour"',
    );
  }
  return { stepKrw, runKrw, hourKrw, hourCount: countOf(child(ceilings, 'hour-count')) };
}

function countOf(node: Node | undefined): number | null {
  const value: JsonValue = node === undefined ? null : toJson(node);
  return typeof value === 'number' ? value : null;
}

function krw(node: Node | undefined, problems: Problems): bigint {
  const value: JsonValue = node === undefined ? null : toJson(node);
  const digits =
    typeof value === 'number' ? String(value) : typeof value === 'string' ? value.replace(/[,_]/g, '') : '';
  if (node === undefined || !/^\d+$/.test(digits)) return 0n;
  const amount = BigInt(digits);
  if (amount === 0n || amount > ceilingMax)
    problems.add(
      'E_CEILING',
      node.at,
      `a ceiling of ${amount} KRW protects nothing`,
      `write 1 to ${ceilingMax}; "lane: none" forbids payments`,
    );
  return amount;
}
