import type { Notice, NoticeKind, Recipient } from '../../model/channel.ts';
import { channelText } from './text.ts';
import type { ChannelWorld } from './world.ts';

/** A message that says of itself that it is a test. */
export function testNotice(channel: string, { clock, salt }: Pick<ChannelWorld, 'clock' | 'salt'>): Notice {
  const once = salt().slice(0, 12);
  return {
    id: `test-${once}`,
    kind: 'test',
    // A key of its own: a pager must never merge it into a real page.
    dedupKey: `postflight:test:${channel}:${once}`,
    severity: 'minor',
    runId: null,
    target: { id: channel, title: channel },
    at: new Date(clock.now()).toISOString(),
    headline: channelText.testHeadline,
    facts: [channelText.testFact],
    links: { acknowledge: null, run: null, runbook: null, picture: null },
    maybeDuplicate: false,
  };
}

/** A made-up notice of a kind, to show what a provider would get. */
export function exampleNotice(kind: NoticeKind, test: Notice): Notice {
  return {
    ...test,
    id: 'example-0001',
    kind,
    dedupKey: kind === 'heartbeat' ? 'postflight:example:heartbeat:start' : 'postflight:example:p1',
    severity: 'critical',
    runId: '20261122-003012-k3f9q2',
    headline: channelText.exampleHeadline,
    facts: [channelText.exampleFact],
    links: {
      acknowledge: 'https://pager.example/a/example-token-of-a-person',
      run: 'https://pager.example/r/20261122-003012-k3f9q2',
      runbook: 'https://wiki.example/runbooks/payment',
      picture: null,
    },
  };
}

/** Whom a channel with an address of its own speaks to. */
export const nobody: Recipient = { person: '-', name: '-', language: 'ko', address: '' };
