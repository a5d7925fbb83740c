/** What the addresses of a gateway's way back to the shop say. */
export type AnswerUrl = { readonly orderId: string | null; readonly code: string | null };

/** Reads `orderId` and the error `code` that gateways put in the address. */
export function readAnswerUrl(address: string): AnswerUrl {
  const query = new URL(address).searchParams;
  return { orderId: query.get('orderId'), code: query.get('code') };
}

export type AnswerPage = {
  readonly kind: 'approved' | 'declined' | 'unknown';
  readonly orderId: string | null;
  readonly code: string | null;
};

const declinedWords =
  /결제(?:가|를|에)?\s*(?:실패|거절|취소)|(?:승인|결제).{0,8}거절|한도\s*초과|주문(?:이|을)?\s*완료(?:하지 못|되지 않)|declined|payment failed/i;
const approvedWords =
  /(?:결제|주문)(?:이|가|을|를)?\s*(?:정상\s*|성공적으로\s*)?(?:완료|접수)|order (?:complete|confirmed|received)|payment (?:complete|successful)/i;

/**
 * Reads the shop's answer page as a person would. A sign of decline outweighs words of success, and no clear sign at
 * all stays unknown: the gateway's ledger has the last word anyway.
 */
export function readAnswerPage(page: {
  readonly url: string;
  readonly shown: string;
  readonly urls: AnswerUrl;
}): AnswerPage {
  const now = readAnswerUrl(page.url);
  const orderId = now.orderId ?? page.urls.orderId ?? orderNumber(page.shown);
  const code = now.code ?? page.urls.code ?? /\b[A-Z]{3,}(?:_[A-Z]+)+\b/.exec(page.shown)?.[0] ?? null;
  const failed = code !== null || /\/fail(?:ed|ure)?(?:[/?#]|$)/.test(page.url) || declinedWords.test(page.shown);
  if (failed) return { kind: 'declined', orderId, code };
  return { kind: approvedWords.test(page.shown) ? 'approved' : 'unknown', orderId, code: null };
}

function orderNumber(shown: string): string | null {
  return /주문\s*번호\s*[:：]?\s*([A-Za-z0-9][A-Za-z0-9_-]{5,63})/.exec(shown)?.[1] ?? null;
}
