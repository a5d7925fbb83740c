import type { Target } from '../model/target.ts';

/** What a success redirect says. Null: not there, or not readable. */
export type Confirm = {
  readonly paymentKey: string | null;
  readonly orderId: string | null;
  readonly amountKrw: bigint | null;
};

/** True for an address of the shop at which it would confirm a payment: the declared path, or any with a payment key. */
export function isConfirm(url: URL, { baseUrl, gateway, allowedHosts }: Target): boolean {
  const shop = new URL(baseUrl).host;
  const gatewayHost = gateway === null ? null : new URL(gateway.baseUrl).host;
  if (url.host === gatewayHost || (url.host !== shop && !allowedHosts.includes(url.host))) return false;
  if (gateway !== null && gateway.confirmPath !== null && url.pathname === gateway.confirmPath) return true;
  return url.searchParams.has('paymentKey') && url.searchParams.has('orderId');
}

/** Reads a held redirect. Of a value that is there twice nobody knows which the shop takes, so it is not readable. */
export function readConfirm(address: string): Confirm {
  const query = new URL(address).searchParams;
  const one = (name: string): string | null => {
    const values = query.getAll(name);
    return values.length === 1 && values[0] !== undefined && /^[\w.=-]{1,200}$/.test(values[0]) ? values[0] : null;
  };
  const amount = one('amount');
  return {
    paymentKey: one('paymentKey'),
    orderId: one('orderId'),
    amountKrw: amount !== null && /^\d{1,15}$/.test(amount) ? BigInt(amount) : null,
  };
}

/** True when two redirects confirm the same payment. */
export function sameConfirm(a: Confirm, b: Confirm): boolean {
  return a.paymentKey === b.paymentKey && a.orderId === b.orderId && a.amountKrw === b.amountKrw;
}
