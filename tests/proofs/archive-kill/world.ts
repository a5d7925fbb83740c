import { createServer } from 'node:http';
import { join } from 'node:path';
import { serveAuthority, makeAuthority, type TestAuthority } from '../../../runner/sign/testing/tsa.ts';
import { startMail } from '../../kit/mail-server.ts';
import { serveBucket, type Bucket } from '../../kit/s3-bucket.ts';

/** Everything outside that an archive speaks to, on loopback. */
export type World = {
  readonly authority: TestAuthority;
  readonly authorityUrl: string;
  readonly bucket: Bucket;
  readonly webhook: string;
  readonly mailServer: string;
  /** Checkpoints that the webhook and the mailbox got, oldest first. */
  readonly heard: { readonly webhook: string[]; readonly mail: () => number };
  close(): Promise<void>;
};

/** Starts a time stamping authority, a bucket, a webhook and a mail server. */
export async function startWorld(root: string): Promise<World> {
  const authority = makeAuthority(join(root, 'tsa'));
  const served = await serveAuthority(authority);
  const bucket = await serveBucket();
  const mail = await startMail();
  const webhook: string[] = [];
  const hook = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('error', () => undefined);
    request.on('end', () => {
      webhook.push(Buffer.concat(parts).toString('utf8'));
      response.writeHead(204).end();
    });
  });
  await new Promise<void>((done) => hook.listen(0, '127.0.0.1', done));
  const address = hook.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    authority,
    authorityUrl: served.url,
    bucket,
    webhook: `http://127.0.0.1:${port}/`,
    mailServer: `smtp://127.0.0.1:${mail.port}`,
    heard: { webhook, mail: () => mail.taken.length },
    close: async () => {
      bucket.close();
      hook.closeAllConnections();
      hook.close();
      await mail.close();
      await served.close();
    },
  };
}
