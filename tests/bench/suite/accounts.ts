import type { APIRequestContext } from '@playwright/test';
import { loginByApi } from './shop.ts';

/*
 * What every test of a tester's account starts and ends with, so that a run leaves the shop as it was.
 */

type Row = { readonly id: string; readonly name: string; readonly label: string; readonly status: string };

/** Logs in through the API and clears what an interrupted run has left. */
export async function startAs(request: APIRequestContext, id: string): Promise<void> {
  await loginByApi(request, id);
  await request.delete('/api/cart');
  await cancelOrders(request);
}

/** Cancels every paid order of this account. */
export async function cancelOrders(request: APIRequestContext): Promise<void> {
  const { orders }: { orders: readonly Row[] } = await (await request.get('/api/orders')).json();
  for (const { id } of orders.filter(({ status }) => status === 'paid')) {
    await request.post(`/api/orders/${id}/cancel`, { data: { reason: '점검 뒷정리' } });
  }
}

/** Gives up held coupons of this name, so that it can be taken again. */
export async function dropCoupon(request: APIRequestContext, name: string): Promise<void> {
  const { held }: { held: readonly Row[] } = await (await request.get('/api/coupons')).json();
  for (const { id } of held.filter((coupon) => coupon.name === name)) await request.delete(`/api/coupons/held/${id}`);
}

/** Gives back registered vouchers of which nothing was spent. */
export async function releaseVouchers(request: APIRequestContext): Promise<void> {
  type Voucher = { readonly id: string; readonly balance: number; readonly faceValue: number };
  const { held }: { held: readonly Voucher[] } = await (await request.get('/api/vouchers')).json();
  for (const { id } of held.filter(({ balance, faceValue }) => balance === faceValue)) {
    await request.delete(`/api/vouchers/${id}`);
  }
}

/** Leaves 우리집 as the only address. */
export async function resetAddresses(request: APIRequestContext): Promise<void> {
  const { addresses }: { addresses: readonly Row[] } = await (await request.get('/api/addresses')).json();
  const home = addresses.find(({ label }) => label === '우리집');
  await request.post(`/api/addresses/${home?.id}/default`);
  for (const { id } of addresses.filter((address) => address !== home)) await request.delete(`/api/addresses/${id}`);
}

/** Deletes every inquiry of this account. */
export async function deleteInquiries(request: APIRequestContext): Promise<void> {
  const { inquiries }: { inquiries: readonly Row[] } = await (await request.get('/api/inquiries')).json();
  for (const { id } of inquiries) await request.delete(`/api/inquiries/${id}`);
}
