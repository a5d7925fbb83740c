import { createServer } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { createGateway } from '../../fixtures/gateway/app.ts';
import { controlGateway } from '../../fixtures/gateway/client.ts';
import type { GatewayControl } from '../../fixtures/gateway/client.ts';

export type GatewayBench = {
  readonly url: string;
  /** Knobs, money meter, payments of both ledgers, webhooks. */
  readonly control: GatewayControl;
  /** What the test ledger says of an order, asked with the demo's test key; `none` when it has no such order. */
  statusOf(orderId: string): Promise<string>;
  close(): void;
};

/** The demo's payment gateway, both ledgers, on a free port of this machine. */
export async function startGateway(): Promise<GatewayBench> {
  const { app } = createGateway();
  const listen = getRequestListener(app.fetch);
  const server = createServer((request, response) => void listen(request, response));
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
  return {
    url,
    control: controlGateway(url),
    statusOf: async (orderId) => {
      const authorization = `Basic ${Buffer.from('test_sk_demo_sandbox:').toString('base64')}`;
      const response = await fetch(`${url}/v1/payments/orders/${orderId}`, { headers: { authorization } });
      const payment: unknown = await response.json();
      return typeof payment === 'object' && payment !== null && 'status' in payment ? String(payment.status) : 'none';
    },
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
