import assert from 'node:assert/strict';

type Shop = { readonly baseUrl: string; readonly secretKey: string; readonly fetch: typeof fetch };
type Confirmation = {
  readonly code: string;
  readonly orderId: string;
  readonly paymentKey?: string;
  readonly amountKrw?: number;
};

/**
 * Confirms as a shop's server would, with the header that forces an error. The gateway obeys it before it looks at the payment, so
 * it needs no buyer and can approve nothing: a key that is not a test key is not sent at all.
 */
export async function confirmWithTestCode(
  { baseUrl, secretKey, fetch: send }: Shop,
  { code, orderId, paymentKey = `LVnone${orderId.replaceAll('-', '')}`, amountKrw = 1_000 }: Confirmation,
): Promise<{ readonly code: string; readonly orderId: string }> {
  assert.match(secretKey, /^test_g?sk_\w+$/, 'only a test key may confirm');
  const response = await send(`${baseUrl}/v1/payments/confirm`, {
    method: 'POST',
    headers: {
      authorization: `Basic ${Buffer.from(`${secretKey}:`).toString('base64')}`,
      'content-type': 'application/json',
      'tosspayments-test-code': code,
    },
    body: JSON.stringify({ paymentKey, orderId, amount: amountKrw }),
    redirect: 'manual',
    signal: AbortSignal.timeout(15_000),
  });
  const answer: unknown = await response.json();
  assert.ok(
    typeof answer === 'object' && answer !== null && 'code' in answer,
    `HTTP ${response.status} without a code`,
  );
  return { code: String(answer.code), orderId };
}
