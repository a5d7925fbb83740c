import { createServer } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { createGateway } from '../../fixtures/gateway/app.ts';

export type GatewayBench = {
  readonly url: string;
  /** Payments of the test ledger by order, as the gateway keeps them. */
  statusOf(orderId: string): Promise<string>;
  close(): void;
};

/** The demo's payment gateway on a free port of this machine. */
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
