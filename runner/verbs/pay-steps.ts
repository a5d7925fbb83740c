import type { Page, Request } from '@playwright/test';
import type { LocatorArgs } from '../model/locator.ts';
import type { PaymentPress } from '../model/payment.ts';
import { StepFailure } from '../model/trouble.ts';
import type { Check, World } from '../model/verb.ts';
import { actOn } from './act.ts';
import { actionBudget, guarded } from '../page/playwright-call.ts';
import { fold } from '../page/fold.ts';
import { placeOf } from '../page/look.ts';
import { payInWindow, paymentWindows, type PaymentWindow } from './payment-window.ts';
import { requireCardForm } from './card-form.ts';
import { readAnswerPage, readAnswerUrl, type AnswerUrl } from './shop-answer.ts';
import { text } from './text.ts';
import { untilTrue } from './until.ts';

type Seen = Awaited<ReturnType<PaymentPress['seen']>>;

/** The two halves of one payment, for the gate to call in this order and once each. */
export function paySteps(world: World, how: { readonly button: LocatorArgs; readonly number: string }): PaymentPress {
  const { gateway } = world.target;
  const window = gateway === null ? undefined : paymentWindows[gateway.kind];
  if (gateway === null || window === undefined) throw new StepFailure(text.noGateway());
  const gatewayHost = new URL(gateway.baseUrl).host;
  let answers: Answers = { last: () => noAnswer, prepared: () => null, stop: () => undefined };
  return {
    submit: async (windowOpened) => {
      // Only from here on: a payment that the gate refuses leaves nothing watching.
      answers = watchAnswers(world, gatewayHost);
      try {
        await submit(world, { ...how, window, gatewayHost, windowOpened });
      } catch (error) {
        answers.stop();
        throw error;
      }
    },
    prepared: () => answers.prepared(),
    seen: (isOver) => seen(world, answers.last, isOver).finally(answers.stop),
  };
}

type Submit = {
  readonly button: LocatorArgs;
  readonly number: string;
  readonly window: PaymentWindow;
  readonly gatewayHost: string;
  readonly windowOpened: () => Promise<void>;
};

async function submit(world: World, how: Submit): Promise<void> {
  const [page] = await Promise.all([
    gatewayPage(world, how.gatewayHost),
    actOn(world, how.button, { ready: 'usable', act: (locator, timeout) => locator.click({ timeout }) }),
  ]);
  const card = { number: how.number, timeoutMs: () => actionBudget(world) };
  // The window shows what it takes: only a card that is typed may pay.
  await requireCardForm(world, page, how.window);
  await how.windowOpened();
  await guarded(() => payInWindow(page, how.window, card), {
    failure: (detail) =>
      new StepFailure(text.paymentWindowStuck({ url: page.url() }), { detail: detail.replaceAll(how.number, '***') }),
  });
}

/** The page that reaches the gateway's host: the shop's own, or a popup of it. */
async function gatewayPage(world: World, host: string): Promise<Page> {
  const { page } = world;
  const options = { timeout: actionBudget(world), waitUntil: 'domcontentloaded' } as const;
  const atGateway = (url: URL): boolean => url.host === host;
  try {
    return await Promise.any([
      page.waitForURL(atGateway, options).then(() => page),
      page.waitForEvent('popup', { timeout: options.timeout }).then(async (popup) => {
        await popup.waitForURL(atGateway, options);
        return popup;
      }),
    ]);
  } catch (error) {
    if (!(error instanceof AggregateError) || page.isClosed()) throw error;
    throw new StepFailure(text.noPaymentWindow({ url: page.url() }), { cause: error });
  }
}

type Answers = {
  readonly last: () => AnswerUrl;
  /** The order that the page told the gateway about. */
  readonly prepared: () => string | null;
  readonly stop: () => void;
};

const noAnswer: AnswerUrl = { orderId: null, code: null };

/** Keeps what the addresses of the way back say; a shop may redirect from them at once. */
function watchAnswers(world: World, gatewayHost: string): Answers {
  const shop = new URL(world.target.baseUrl).host;
  let last = noAnswer;
  let prepared: string | null = null;
  const note = (request: Request): void => {
    if (new URL(request.url()).host === gatewayHost) prepared = preparedOrder(request) ?? prepared;
    if (!request.isNavigationRequest() || new URL(request.url()).host !== shop) return;
    const answer = readAnswerUrl(request.url());
    last = { orderId: answer.orderId ?? last.orderId, code: answer.code ?? last.code };
  };
  const context = world.page.context();
  context.on('request', note);
  return { last: () => last, prepared: () => prepared, stop: () => context.off('request', note) };
}

/** The order number in what the page sends to the gateway: JSON, a form or the address. */
function preparedOrder(request: Request): string | null {
  const body = request.postData() ?? '';
  const inJson = /"orderId"\s*:\s*"([\w=-]{1,64})"/.exec(body)?.[1];
  if (inJson !== undefined) return inJson;
  const isForm = /form-urlencoded/.test(request.headers()['content-type'] ?? '');
  const inForm = isForm ? new URLSearchParams(body).get('orderId') : null;
  return inForm ?? new URL(request.url()).searchParams.get('orderId');
}

const notYet: Check = { ok: false, message: { ko: '', en: '' } };

/** Waits for the shop's answer page and reads it. What cannot be told stays `unknown`: the ledger decides. */
async function seen(world: World, urls: () => AnswerUrl, isOver: () => boolean): Promise<Seen> {
  const shop = new URL(world.target.baseUrl).host;
  let answer: Seen = { kind: 'unknown', orderId: null, code: null, text: '' };
  const look = async (): Promise<Check> => {
    const url = world.page.url();
    if (!URL.canParse(url) || new URL(url).host !== shop) return notYet;
    const shown = await bodyText(world);
    const read = readAnswerPage({ url, shown, urls: urls() });
    answer = { ...read, text: shown };
    return read.kind === 'unknown' ? notYet : { ok: true };
  };
  // In turns, so that a payment that was stopped does not wait out the step for a page that will not come.
  for (;;) {
    const untilMs = Math.max(0, world.remainingMs() - turnMs);
    const { ok } = await untilTrue(world.page, look, () => Math.max(0, world.remainingMs() - untilMs));
    if (ok || isOver() || world.remainingMs() <= 0) return answer;
  }
}

const turnMs = 1_500;

async function bodyText(world: World): Promise<string> {
  try {
    const [shown] = await world.page
      .locator('body')
      .evaluateAll((bodies) => bodies.map((body) => (body instanceof HTMLElement ? body.innerText : '')));
    return fold(shown ?? '');
  } catch (error) {
    // The answer page may redirect while it is read; the next look sees where to.
    if (placeOf(error) !== null) return '';
    throw error;
  }
}
