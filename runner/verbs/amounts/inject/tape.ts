import type { CDPSession, Page } from '@playwright/test';
import { StepFailure } from '../../../model/trouble.ts';
import { text } from '../text.ts';
import { canBeKept, rewrittenOnly, type Kept } from './kept.ts';
import { freshState, type Passed, type State } from './passed.ts';
import { rewriteBody, type Change } from './rule.ts';

/** One rule, ready to be matched. */
export type ReadyRule = {
  readonly url: URL;
  readonly method: 'GET' | 'POST';
  readonly changes: readonly Change[];
};

export type Tape = {
  /** From now on this amount is put into the answers. */
  begin(krw: bigint): void;
  /** The next answers come from the server again. */
  forget(): void;
  passed(): Passed;
  /** Whether the page would have sent a form again; then it stands as it stood. */
  refusedForm(): boolean;
  /** From now on the page gets what the server says. */
  rest(): void;
  stop(): Promise<void>;
};

type Paused = Parameters<Parameters<typeof onPaused>[1]>[0];

const keptBytesMax = 100_000_000;

/**
 * Keeps what a page reads, and plays it again with another price in it, so that a ladder of prices asks the shop only once. What the
 * page sends goes out as it is. Chromium's own protocol; the walls around the browser see every request that leaves it as before.
 */
export async function startTape(page: Page, rules: readonly ReadyRule[]): Promise<Tape> {
  const client = await page.context().newCDPSession(page);
  const { frameTree } = await client.send('Page.getFrameTree');
  const tape = new Player(client, { rules, mainFrame: frameTree.frame.id });
  onPaused(client, (paused) => {
    // A request whose page is gone, or was reloaded meanwhile, can no longer be answered and needs no answer.
    tape.answer(paused).catch(() => undefined);
  });
  await client.send('Fetch.enable', {
    patterns: [
      { urlPattern: 'http*', requestStage: 'Request' },
      { urlPattern: 'http*', requestStage: 'Response' },
    ],
  });
  return tape;
}

function onPaused(client: CDPSession, listener: Parameters<typeof client.on<'Fetch.requestPaused'>>[1]): void {
  client.on('Fetch.requestPaused', listener);
}

class Player implements Tape {
  readonly #client: CDPSession;
  #rules: readonly ReadyRule[];
  readonly #mainFrame: string;
  readonly #kept = new Map<string, Kept>();
  #keptBytes = 0;
  #refusedForm = false;
  #krw = 0n;
  #state: State;

  constructor(client: CDPSession, of: { readonly rules: readonly ReadyRule[]; readonly mainFrame: string }) {
    this.#client = client;
    this.#rules = of.rules;
    this.#mainFrame = of.mainFrame;
    this.#state = freshState(of.rules.length);
  }

  begin(krw: bigint): void {
    this.#krw = krw;
    this.#state = freshState(this.#rules.length);
  }

  forget(): void {
    this.#kept.clear();
    this.#keptBytes = 0;
  }

  refusedForm(): boolean {
    return this.#refusedForm;
  }

  rest(): void {
    this.#rules = [];
    this.forget();
  }

  passed(): Passed {
    return this.#state;
  }

  async stop(): Promise<void> {
    await this.#client.detach();
  }

  async answer(paused: Paused): Promise<void> {
    const { requestId } = paused;
    // A page that a form was sent for is drawn anew by sending the form again: an order could be placed twice.
    if (this.#sendsAgain(paused)) {
      this.#refusedForm = true;
      this.#state.trouble = new StepFailure(text.reachedByForm());
      await this.#client.send('Fetch.failRequest', { requestId, errorReason: 'Aborted' });
      return;
    }
    const key = keyOf(paused);
    const isResponse = paused.responseStatusCode !== undefined || paused.responseErrorReason !== undefined;
    const kept = isResponse ? await this.#keep(paused, key) : this.#kept.get(key);
    const rules = this.#rulesFor(paused);
    if (kept === undefined || (isResponse && rules.length === 0)) {
      await this.#client.send('Fetch.continueRequest', { requestId });
      return;
    }
    const answer = rules.reduce((last, index) => this.#rewritten(last, index), kept);
    const headers = answer.headers.filter(({ name }) => isResponse || name.toLowerCase() !== 'set-cookie');
    await this.#client.send('Fetch.fulfillRequest', {
      requestId,
      responseCode: answer.status,
      responseHeaders: [...headers],
      body: answer.body.toString('base64'),
    });
  }

  #sendsAgain({ resourceType, frameId, request }: Paused): boolean {
    return resourceType === 'Document' && frameId === this.#mainFrame && request.method !== 'GET';
  }

  /** Keeps a whole answer that can be played again; undefined for streams, redirects, failures and what only sends. */
  async #keep(paused: Paused, key: string): Promise<Kept | undefined> {
    const { requestId, responseStatusCode: status = 0, responseHeaders = [], resourceType } = paused;
    const isRuled = this.#rulesFor(paused).length > 0;
    if (paused.request.method !== 'GET' && !isRuled) return undefined;
    const header = (wanted: string): string =>
      responseHeaders.find(({ name }) => name.toLowerCase() === wanted)?.value ?? '';
    const [type, length] = [header('content-type'), Number(header('content-length'))];
    if (isRuled && status >= 400) this.#state.addresses.push(`${paused.request.url} (${status})`);
    if (this.#keptBytes > keptBytesMax || !canBeKept({ status, type, length, resourceType })) return undefined;
    if (type.includes('json') || isRuled) this.#state.addresses.push(paused.request.url);
    const body = await this.#bodyOf(requestId);
    if (body === null) return undefined;
    const headers = responseHeaders.filter(({ name }) => !rewrittenOnly.has(name.toLowerCase()));
    const kept = { status, headers, body };
    this.#kept.set(key, kept);
    this.#keptBytes += kept.body.length;
    return kept;
  }

  /** An answer that breaks off has no body; the page gets what there is of it. */
  async #bodyOf(requestId: string): Promise<Buffer | null> {
    try {
      const { body, base64Encoded } = await this.#client.send('Fetch.getResponseBody', { requestId });
      return Buffer.from(body, base64Encoded ? 'base64' : 'utf8');
    } catch (error) {
      if (error instanceof Error) return null;
      throw error;
    }
  }

  #rulesFor({ request }: Paused): readonly number[] {
    const seen = URL.canParse(request.url) ? new URL(request.url) : null;
    if (seen === null) return [];
    return this.#rules.flatMap(({ url, method }, index) => {
      const isSame = request.method === method && seen.origin === url.origin && seen.pathname === url.pathname;
      return isSame && (url.search === '' || seen.search === url.search) ? [index] : [];
    });
  }

  #rewritten(kept: Kept, index: number): Kept {
    const rule = this.#rules[index];
    const facts = this.#state.rules[index];
    if (rule === undefined || facts === undefined) return kept;
    // Bytes stay bytes in pages of any encoding: prices are plain digits.
    const encoding = rule.changes.every(({ path, where }) => path === null && /^[\x20-\x7e]*$/.test(where))
      ? 'latin1'
      : 'utf8';
    const body = kept.body.toString(encoding);
    this.#state.bodies[index] = body;
    facts.asked += 1;
    try {
      const rewritten = rewriteBody(body, rule.changes, this.#krw);
      const { missing, changed, before } = rewritten;
      facts.changed += changed;
      facts.missing = missing;
      for (const krw of before) this.#state.before.add(krw);
      return { ...kept, body: Buffer.from(rewritten.body, encoding) };
    } catch (error) {
      // Told by whoever waits for the price; the page gets what the server said.
      this.#state.trouble = error instanceof Error ? error : new Error(String(error));
      return kept;
    }
  }
}

function keyOf({ request, resourceType }: Paused): string {
  return `${request.method} ${resourceType} ${request.url} ${request.postData ?? ''}`;
}
