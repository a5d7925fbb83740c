import type { Clock } from '../../base/clock.ts';
import { shortId } from '../../base/ids.ts';
import type { Notice, Recipient } from '../../model/channel.ts';
import { channelText } from './text.ts';

/** A message that says of itself that it is a test. */
export function testNotice(channel: string, clock: Clock): Notice {
  return {
    id: `test-${shortId()}${shortId()}`,
    kind: 'test',
    // A key of its own: a pager must never merge it into a real page.
    dedupKey: `postflight:test:${channel}:${shortId()}`,
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

/** Whom a channel with an address of its own speaks to. */
export const nobody: Recipient = { person: '-', name: '-', language: 'ko', address: '' };
