import type { BrowserContext } from '@playwright/test';
import type { Bilingual } from '../base/bilingual.ts';
import { placeOfUrl, showPlace } from '../base/host.ts';
import type { PaymentWall } from '../model/payment-wall.ts';
import type { Target } from '../model/target.ts';
import { isBrowsersOwn, type AllowList } from './allow-list.ts';
import { readConfirmAddress } from './confirm-address.ts';
import { listen } from './listen.ts';
import { createPaymentDoor, type PaymentDoor } from './payment-door.ts';
import { openProxy, type Ask, type OpenProxy, type Ruling } from './proxy.ts';
import { createStepNotes, type Refusal, type StepNotes } from './refusals.ts';
import { text } from './text.ts';
import type { Traffic } from './traffic.ts';
import type { Upstream } from './upstream.ts';

/** The wall around one browser session: its own way out, its own payment door, and what happened at both. */
export type SessionWall = {
  /** For Playwright's `newContext`. */
  readonly proxy: OpenProxy['settings'];
  /** Must be called before the context opens its first page. */
  watch(context: BrowserContext): void;
  /** The session's payment gate opens and shuts the door with this. */
  readonly payments: PaymentWall;
  /** From here on: in a section with a payment, unknown hosts are refused whatever the target says. */
  beginSection(section: { readonly hasPayment: boolean }): void;
  /** Everything from now on belongs to this step. */
  beginStep(step: string): void;
  /** Why the step has failed although its own words may hold; null: nothing was stopped. */
  stopped(): Bilingual | null;
  /** What was refused or could not be reached while the step ran, for the detail of a failure. */
  notes(): readonly Bilingual[];
  close(): Promise<void>;
};

/** What the session's wall shares with the run's. */
export type SharedWall = {
  readonly target: Target;
  readonly allowList: AllowList;
  readonly traffic: Traffic;
  readonly upstream: Upstream;
  readonly refuse: (refusal: Refusal) => void;
};

/** A session's wall with the parts that only the browser's Fetch wall uses. */
export type GuardedSession = SessionWall & {
  readonly door: PaymentDoor;
  readonly step: StepNotes;
};

/** A section without a payment may reach the shop itself past the proxy; whatever is not the shop still has to ask. */
export type Passage = { readonly hasPayment: boolean };

/** Raises the wall of one session. Throws SetupError when its way out cannot be opened. */
export async function raiseSessionWall(shared: SharedWall, passage: Passage): Promise<GuardedSession> {
  const step = createStepNotes();
  const door = createPaymentDoor();
  let hasPayment = true;
  const judge = (ask: Ask): Ruling => {
    shared.traffic.atProxy(ask.place, ask.isOurs ? 'tool' : 'browser');
    return judgeAsk(ask, { shared, step, hasPayment });
  };
  const unreachable = (host: string, why: string): void => step.note(text.unreachable({ host, why }));
  const proxy = await openProxy({ judge, upstream: shared.upstream, unreachable });
  return {
    proxy: passage.hasPayment ? proxy.settings : pastProxy(proxy.settings, shared),
    watch: (context) => listen(context, { traffic: shared.traffic, app: (to) => refuseApp(to, shared, step) }),
    payments: door,
    door,
    step,
    beginSection(section) {
      hasPayment = section.hasPayment;
      // What was let out before, and is still open, must not carry on into a payment.
      if (hasPayment) proxy.cutUnlisted();
    },
    beginStep: (id) => step.begin(id),
    stopped: () => step.stopped(),
    notes: () => step.notes(),
    close: () => proxy.close(),
  };
}

/**
 * Over plain http every single request would go through this process, 0.6 ms of it each. The shop's own address is on the list
 * anyway, so Chromium may go there by itself; over https the proxy sees connections alone and costs nothing worth saving.
 */
function pastProxy(settings: OpenProxy['settings'], { target, traffic, upstream }: SharedWall): OpenProxy['settings'] {
  const base = new URL(target.baseUrl);
  const place = placeOfUrl(base);
  if (base.protocol !== 'http:' || place === null || upstream(place, 'request') !== null) return settings;
  traffic.reachedDirectly(place);
  return { ...settings, bypass: `${settings.bypass},${place.host}:${place.port}` };
}

type Sight = { readonly shared: SharedWall; readonly step: StepNotes; readonly hasPayment: boolean };

function judgeAsk(ask: Ask, { shared, step, hasPayment }: Sight): Ruling {
  const { allowList, target } = shared;
  const host = showPlace(ask.place);
  const what = ask.kind === 'tunnel' ? `CONNECT ${host}` : `${ask.method} ${ask.url?.pathname ?? ''}`;
  const refuse = (message: Bilingual): Ruling => {
    step.note(message);
    shared.refuse({ step: step.step(), by: 'proxy', host, what, message });
    return { out: false, message };
  };
  if (ask.isSpeculative && isOfPayment(ask, shared)) return refuse(text.speculation({ host }));
  if (allowList.allows(ask.place)) return { out: true, listed: true };
  if (isBrowsersOwn(ask.place)) return refuse(text.browsersOwn({ host }));
  if (hasPayment && target.unknownHosts === 'record') return refuse(text.unknownHostInPayment({ host }));
  if (target.unknownHosts !== 'record') return refuse(text.unknownHost({ host }));
  shared.refuse({ step: step.step(), by: 'recorded', host, what, message: text.recordedHost({ host }) });
  return { out: true, listed: false };
}

/** A page of the gateway, or the shop's confirm address: nobody may open those ahead of time. */
function isOfPayment({ place, url, method }: Ask, { allowList, target }: SharedWall): boolean {
  if (allowList.takesPayments(place)) return true;
  const confirmPath = target.gateway?.confirmPath ?? null;
  return url !== null && readConfirmAddress(url, { method }, { allowList, confirmPath }) !== null;
}

/** Calls and mails go nowhere and harm nobody; every other app is one that could pay or vouch for somebody. */
const harmless: ReadonlySet<string> = new Set(['tel:', 'mailto:', 'sms:']);

/** Chromium under Playwright opens no app; what it did not do is told all the same. */
function refuseApp(to: { readonly scheme: string; readonly url: string }, shared: SharedWall, step: StepNotes): void {
  const isHarmless = harmless.has(to.scheme);
  const message = isHarmless ? text.call({ scheme: to.scheme }) : text.app({ scheme: to.scheme });
  if (!isHarmless) step.stop(message);
  shared.refuse({ step: step.step(), by: 'fetch', host: to.scheme, what: to.url.slice(0, 200), message });
}
