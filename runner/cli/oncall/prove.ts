import { join } from 'node:path';
import { systemClock } from '../../base/clock.ts';
import { createSecrets, environmentRedactor } from '../../engine/secrets.ts';
import type { Journal } from '../../model/journal.ts';
import { onCallStream, type OnCall, type OnCallEvent } from '../../model/oncall.ts';
import type { Target } from '../../model/target.ts';
import { SetupError } from '../../model/trouble.ts';
import {
  proofEvent,
  proveChannels,
  readOverride,
  wakingChannels,
  youngProofs,
  type ChannelProof,
} from '../../oncall/proof.ts';
import type { Surroundings } from '../command.ts';
import type { Places } from '../places.ts';
import { proveText } from './prove-text.ts';

/** What was known of the ways to people when a run began. */
export type PagingProof = {
  readonly proofs: readonly ChannelProof[];
  /** Who let the run begin although not all of them were proven. */
  readonly override: { readonly person: string; readonly reason: string } | null;
};

/** What of a run's work proving needs. */
type Given = {
  readonly journal: Journal;
  readonly plan: { readonly target: Pick<Target, 'onCall'> };
  readonly places: Places;
  readonly surroundings: Pick<Surroundings, 'env' | 'terminal'>;
  readonly json: boolean;
  /** `NAME: reason`, as it was given. */
  readonly unprovenPaging: string | undefined;
};

/**
 * Before a run: every channel that wakes anybody has been proven lately, or is now. Null: it is not, and nobody answers for
 * that. A target without on-call wakes nobody anyway.
 */
export async function provePaging(given: Given): Promise<PagingProof | null> {
  const { journal, plan, surroundings, json, unprovenPaging } = given;
  const { onCall } = plan.target;
  const override = unprovenPaging === undefined ? null : readOverride(unprovenPaging);
  if (unprovenPaging !== undefined && override === null) throw new SetupError(proveText.badOverride());
  if (onCall === null) return { proofs: [], override: null };
  const { terminal } = surroundings;
  const names = wakingChannels(onCall);
  const young = youngProofs(onCall, journal.events(onCallStream(standing)), systemClock.now());
  const fresh = await proveNow(
    given,
    onCall,
    names.filter((name) => !young.some(({ channel }) => channel === name)),
  );
  const proofs = names.flatMap((name) => [...young, ...fresh].find(({ channel }) => channel === name) ?? []);
  const bad = proofs.filter(({ result }) => result !== 'accepted');
  const say = json ? terminal.complain : terminal.say;
  say(proveText.ways({ good: proofs.length - bad.length, all: proofs.length }));
  for (const { channel, detail } of bad) terminal.complain(proveText.unproven({ channel, why: detail }));
  if (bad.length === 0) return { proofs, override: null };
  terminal.complain(override === null ? proveText.refused() : proveText.overridden(override));
  return override === null ? null : { proofs, override };
}

/** Proofs outlive runs; what no run began is remembered here. */
const standing = 'standing';

/** Channels are loaded only when one must be proven: most runs find all of them proven. */
async function proveNow(
  { journal, places, surroundings: { env } }: Given,
  onCall: OnCall,
  names: readonly string[],
): Promise<readonly ChannelProof[]> {
  if (names.length === 0) return [];
  const [{ openChannels }, { channelKinds }] = await Promise.all([
    import('../../oncall/open-channels.ts'),
    import('../../oncall/channels/index.ts'),
  ]);
  const secrets = createSecrets(env, environmentRedactor(env));
  const folder = join(places.state, 'pager');
  const opened = openChannels(onCall, channelKinds, { secret: (name) => secrets.get(name), fetch, folder });
  const proofs = await proveChannels(names, opened);
  journal.appendAll(
    onCallStream(standing),
    proofs.map((proof) => proofEvent(onCall, proof, 'preflight')),
  );
  return proofs;
}

/** Writes into the run's own stream what was known, so that its report can say it. */
export function recordPagingProof(
  journal: Journal,
  run: { readonly runId: string; readonly onCall: OnCall },
  { proofs, override }: PagingProof,
): void {
  const events: OnCallEvent[] = proofs.map((proof) => proofEvent(run.onCall, proof, 'preflight'));
  const channels = proofs.filter(({ result }) => result !== 'accepted').map(({ channel }) => channel);
  if (override !== null) events.push({ kind: 'proof.overridden', ...override, channels });
  if (events.length > 0) journal.appendAll(onCallStream(run.runId), events);
}
