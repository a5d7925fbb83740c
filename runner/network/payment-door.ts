import type { Bilingual } from '../base/bilingual.ts';
import { limits } from '../base/limits.ts';
import type { ConfirmHold, PaymentWall } from '../model/payment-wall.ts';
import { text } from './text.ts';

/** A request for the address that confirms a payment, held until somebody answers. */
export type ConfirmAsk = {
  readonly url: string;
  readonly method: string;
  /** Same for all requests that confirm the same payment. */
  readonly key: string;
  readonly host: string;
  readonly isDocument: boolean;
  /** The next address of a request that was let through before. */
  readonly isRedirect: boolean;
};

export type Passage = { readonly pass: true } | { readonly pass: false; readonly message: Bilingual };

/** One session's door to payments: shut, until its payment gate arms a payment. */
export type PaymentDoor = PaymentWall & {
  isArmed(): boolean;
  /** Whether this address is one that the confirm gate asked to hold. */
  isHeld(url: URL): boolean;
  confirm(ask: ConfirmAsk): Promise<Passage>;
};

type Hold = Parameters<ConfirmHold>[0];

const pass: Passage = { pass: true };

/** Makes a shut door. `holdMs` is how long a decision may take. */
export function createPaymentDoor(holdMs: number = limits.confirmHoldMs): PaymentDoor {
  let armed = false;
  let hold: Hold | null = null;
  let released: string | null = null;
  /** Confirmations of one payment are judged one after another, so that two at once cannot both be the first. */
  let last: Promise<unknown> = Promise.resolve();

  const judge = async (ask: ConfirmAsk): Promise<Passage> => {
    const { host, key } = ask;
    if (!armed) return { pass: false, message: text.plainConfirm({ host }) };
    // What belongs to the request that was released: its own redirects, and what the shop's answer page then asks for.
    if (released !== null && released === key && (ask.isRedirect || !ask.isDocument)) return pass;
    if (released !== null) return { pass: false, message: text.secondConfirm({ host }) };
    const why = hold === null ? text.nobodyDecided() : await decide(hold, ask, holdMs);
    if (why === null && armed) {
      released = key;
      return pass;
    }
    return { pass: false, message: text.droppedConfirm({ host, why: why ?? text.nobodyDecided() }) };
  };

  return {
    armPayment() {
      armed = true;
      released = null;
      return Promise.resolve();
    },
    disarm() {
      armed = false;
      return Promise.resolve();
    },
    holdConfirm(gate) {
      hold = gate;
      return Promise.resolve({
        stop: () => {
          if (hold === gate) hold = null;
          return Promise.resolve();
        },
      });
    },
    isArmed: () => armed,
    isHeld: (url) => hold?.matches(url) ?? false,
    confirm(ask) {
      const judged = last.then(() => judge(ask));
      last = judged;
      return judged;
    },
  };
}

/** Why the request is dropped; null when the gate releases it. Anything but a clear word in time drops. */
async function decide(hold: Hold, { url, method }: ConfirmAsk, holdMs: number): Promise<Bilingual | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Bilingual>((resolve) => {
    timer = setTimeout(() => resolve(text.decisionLate({ seconds: holdMs / 1_000 })), holdMs);
  });
  try {
    const word = hold.decide({ url, method }).then((said) => (said === 'release' ? null : text.decidedToDrop()));
    return await Promise.race([word, late]);
  } catch (error) {
    return text.decisionFailed({ why: error instanceof Error ? error.message : String(error) });
  } finally {
    clearTimeout(timer);
  }
}
