import { createHmac } from 'node:crypto';
import type { Clock } from '../../base/clock.ts';

/** The Authorization header of one request: date and salt, signed; the secret itself never leaves. */
export function solapiAuthorization(
  { apiKey, apiSecret }: { readonly apiKey: string; readonly apiSecret: string },
  { clock, salt }: { readonly clock: Clock; readonly salt: string },
): string {
  const date = new Date(clock.now()).toISOString();
  const signature = createHmac('sha256', apiSecret).update(`${date}${salt}`).digest('hex');
  return `HMAC-SHA256 apiKey=${apiKey}, date=${date}, salt=${salt}, signature=${signature}`;
}
