import type { Browser, CDPSession } from '@playwright/test';
import { placeOfUrl, showPlace } from '../base/host.ts';
import { SetupError } from '../model/trouble.ts';
import { readConfirmAddress } from './confirm-address.ts';
import { fetchPatterns } from './fetch-patterns.ts';
import { createMembers, type Members } from './owner.ts';
import type { GuardedSession, SharedWall } from './session-wall.ts';
import { text } from './text.ts';

/*
 * Chromium's Fetch domain on the *browser*: it sees pages, popups, frames, workers and redirects alike, and over https too, where
 * the proxy sees nothing but a host. Only requests that could belong to a payment are held; all others are not even looked at.
 */

type Paused = {
  readonly requestId: string;
  readonly frameId: string;
  readonly resourceType: string;
  readonly redirectedRequestId?: string;
  readonly request: { readonly url: string; readonly method: string };
};

/** Reading what is there changes nothing; and a question about permission (OPTIONS) carries nothing. */
const harmlessMethods: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

export type FetchWall = {
  readonly members: Members;
  /** Takes the wall away from a browser that lives on. */
  lower(): Promise<void>;
};

/** Raises the wall in a browser. Throws SetupError when the browser cannot be told; without it nothing may run there. */
export async function raiseFetchWall(browser: Browser, shared: SharedWall): Promise<FetchWall> {
  const members = createMembers();
  try {
    const protocol = await browser.newBrowserCDPSession();
    protocol.on('Fetch.requestPaused', (paused) => {
      // A request that cannot be answered stays held: nothing goes out. It ends with its page.
      answer(protocol, paused, { shared, members }).catch(() => undefined);
    });
    const patterns = fetchPatterns(shared.allowList, shared.target.gateway);
    await protocol.send('Fetch.enable', { patterns: [...patterns] });
    return { members, lower: () => protocol.detach() };
  } catch (cause) {
    throw new SetupError(text.fetchFailed({ why: cause instanceof Error ? cause.message : String(cause) }), { cause });
  }
}

type Sight = { readonly shared: SharedWall; readonly members: Members };

async function answer(protocol: CDPSession, paused: Paused, sight: Sight): Promise<void> {
  const { requestId } = paused;
  let isOut = false;
  try {
    isOut = await mayPass(protocol, paused, sight);
  } finally {
    if (isOut) await protocol.send('Fetch.continueRequest', { requestId });
    else await protocol.send('Fetch.failRequest', { requestId, errorReason: 'BlockedByClient' });
  }
}

async function mayPass(protocol: CDPSession, paused: Paused, sight: Sight): Promise<boolean> {
  const { shared } = sight;
  const { method } = paused.request;
  if (!URL.canParse(paused.request.url)) return false;
  const url = new URL(paused.request.url);
  const place = placeOfUrl(url);
  if (place === null) return true;
  if (shared.allowList.takesPayments(place)) {
    if (harmlessMethods.has(method) && paused.resourceType !== 'Document') return true;
    return mayOpenGateway(protocol, paused, { ...sight, url, host: showPlace(place) });
  }
  return mayConfirm(protocol, paused, { ...sight, url, host: showPlace(place) });
}

type Address = Sight & { readonly url: URL; readonly host: string };

async function mayOpenGateway(
  protocol: CDPSession,
  paused: Paused,
  { url, host, ...sight }: Address,
): Promise<boolean> {
  const owner = await sight.members.ownerOf(protocol, paused.frameId);
  if (owner?.door.isArmed() === true) return true;
  const what = `${paused.request.method} ${url.pathname}`;
  refuse(sight, owner, { host, what, message: text.plainPayment({ what, host }) });
  return false;
}

async function mayConfirm(protocol: CDPSession, paused: Paused, { url, host, ...sight }: Address): Promise<boolean> {
  const { allowList, target } = sight.shared;
  const { method } = paused.request;
  const confirmPath = target.gateway?.confirmPath ?? null;
  const confirm = readConfirmAddress(url, { method }, { allowList, confirmPath });
  if (confirm === null && !sight.members.all().some(({ door }) => door.isHeld(url))) return true;
  const owner = await sight.members.ownerOf(protocol, paused.frameId);
  if (confirm === null && owner?.door.isHeld(url) !== true) return true;
  const what = `${method} ${url.pathname}`;
  if (owner === null) {
    refuse(sight, owner, { host, what, message: text.plainConfirm({ host }) });
    return false;
  }
  const passage = await owner.door.confirm({
    url: url.href,
    method,
    host,
    key: confirm?.key ?? url.search,
    isDocument: paused.resourceType === 'Document',
    isRedirect: paused.redirectedRequestId !== undefined,
  });
  if (!passage.pass) refuse(sight, owner, { host, what, message: passage.message });
  return passage.pass;
}

function refuse(
  { shared, members }: Sight,
  owner: GuardedSession | null,
  facts: { readonly host: string; readonly what: string; readonly message: ReturnType<typeof text.plainConfirm> },
): void {
  // A request that belongs to nobody we know may belong to anybody: every running step hears of it.
  for (const { door, step } of owner === null ? members.all() : [owner]) {
    // What was stopped within a payment is judged by its gate, which knows more than we do.
    if (door.isArmed()) step.note(facts.message);
    else step.stop(facts.message);
  }
  shared.refuse({ step: owner?.step.step() ?? null, by: 'fetch', ...facts });
}
