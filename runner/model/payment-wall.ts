/** The network wall around one browser session, as the payment gate needs it (made by runner/network). */
export interface PaymentWall {
  /** Opens the way to pay for one armed payment; until then, and after `disarm`, a pay request of the session is refused. */
  armPayment(): Promise<void>;
  disarm(): Promise<void>;
  /**
   * Holds every request of the session that `matches`, before it reaches the shop, until `decide` has answered; an answer that
   * throws or does not come drops it. Returns what ends the watch. Null: this browser has no way to hold a request.
   */
  readonly holdConfirm: ConfirmHold | null;
}

export type ConfirmHold = (gate: {
  readonly matches: (url: URL) => boolean;
  readonly decide: (request: HeldRequest) => Promise<'release' | 'drop'>;
}) => Promise<{ readonly stop: () => Promise<void> }>;

export type HeldRequest = { readonly url: string; readonly method: string };
