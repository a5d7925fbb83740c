import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRedactor } from '../../base/redact.ts';
import { openJournal } from '../../journal/store.ts';
import type { Notice } from '../../model/channel.ts';
import { onCallStream, type OnCall, type OnCallEvent } from '../../model/oncall.ts';
import { writeOnCall } from '../../model/oncall-json.ts';
import { openAcknowledgeKeys } from './keys.ts';
import { acknowledgeUrl } from './link.ts';
import { serveAcknowledge } from './serve.ts';

/** What tests of the acknowledge page share: a journal with one page in it, a clock of their own, and a server. */

export const startMs = Date.parse('2026-11-21T15:41:11.204Z');
export const stream = '20261121-153000-abc234';
const nothing = { source: { file: 'on-call/shop.yaml', sha256: '0'.repeat(64), text: '' } };

export const onCall: OnCall = {
  id: 'shop',
  title: '하늘홈쇼핑 당직',
  people: [person('kim', '김하나', 'ko'), person('lee', 'Lee Dool', 'en'), person('park', '박세나', 'ko')],
  rotas: [],
  channels: [],
  ladderOwner: 'self',
  ladder: [],
  secondPath: { acceptedWithinMs: 30_000, acknowledgedWithinMs: 300_000, notify: [] },
  toolOwners: [],
  audience: [],
  publicUrl: null,
  heartbeats: [],
  schedule: null,
  lossPerMinuteKrw: null,
  statusEveryMs: 600_000,
  provenWithinMs: 86_400_000,
  ...nothing,
};

function person(id: string, name: string, language: 'ko' | 'en'): OnCall['people'][number] {
  return { id, name, language, phone: null, addresses: {}, quiet: null };
}

export const opened: Extract<OnCallEvent, { kind: 'page.opened' }> = {
  kind: 'page.opened',
  page: 'p1',
  key: 'failed',
  severity: 'critical',
  headline: { ko: '고객이 카드로 결제할 수 없습니다', en: 'Customers cannot pay by card' },
  steps: ['PAY-03', 'PAY-04'],
  since: '2026-11-21T15:41:03.000Z',
};

/** A clock that stands until it is moved. */
export function handClock(): { now: () => number; elapsed: () => number; move: (ms: number) => void } {
  let nowMs = startMs;
  return {
    now: () => nowMs,
    elapsed: () => nowMs,
    move: (ms) => {
      nowMs += ms;
    },
  };
}

/** A journal in a folder of its own, the page in it, its keys and a server. */
export async function startAcknowledge(extra: readonly OnCallEvent[] = []) {
  const folder = mkdtempSync(join(tmpdir(), 'postflight-ack-'));
  const clock = handClock();
  const journal = openJournal(join(folder, 'journal.sqlite'), { clock, redactor: createRedactor() });
  const target = { id: 'shop', title: '하늘홈쇼핑 <b>' };
  const { file, sha256 } = onCall.source;
  const first: OnCallEvent = {
    kind: 'oncall.opened',
    runId: stream,
    target,
    onCall: { file, sha256 },
    settings: writeOnCall(onCall),
  };
  journal.appendAll(onCallStream(stream), [first, opened, ...extra]);
  const keyPlace = { folder: join(folder, 'keys'), locks: join(folder, 'locks'), clock };
  const keys = openAcknowledgeKeys(keyPlace);
  const answeredStreams: string[] = [];
  const onAnswered = (name: string): void => void answeredStreams.push(name);
  const server = await serveAcknowledge({ journal, clock, keys, method: 'link', onAnswered }, 0);
  const link = (of: string, notice = `n-${of}`, page = 'p1'): string =>
    acknowledgeUrl(keys.current(), {
      publicUrl: server.url,
      stream,
      page,
      person: of,
      notice,
      atMs: clock.now(),
    });
  const answers = () =>
    journal.events(onCallStream(stream)).flatMap(({ event }) => (event.kind === 'page.acknowledged' ? [event] : []));
  const end = async (): Promise<void> => {
    await server.close();
    journal.close();
    rmSync(folder, { recursive: true, force: true });
  };
  return { folder, clock, journal, keys, keyPlace, server, link, answers, answeredStreams, end };
}

/** A whole notice of the page, with what a test cares for. */
export function noticeOf(change: Partial<Notice>): Notice {
  return {
    id: 'n0',
    kind: 'page',
    dedupKey: 'p1',
    severity: 'critical',
    runId: stream,
    target: { id: 'shop', title: '하늘홈쇼핑' },
    at: opened.since,
    headline: opened.headline,
    facts: [],
    links: { acknowledge: null, run: null, runbook: null, picture: null },
    maybeDuplicate: false,
    ...change,
  };
}

/** The form token of a page's text. */
export function formOf(page: string): string {
  return /name="form" value="([^"]+)"/.exec(page)?.[1] ?? '';
}
