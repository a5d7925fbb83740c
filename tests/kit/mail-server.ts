import { readMail } from '../../fixtures/mail/read-mail.ts';
import { startMailServer, type MailFixture } from '../../fixtures/mail/smtp-server.ts';

export type MailServer = MailFixture & {
  /** The last mail that arrived whole, as a reader's program would show it. */
  readonly lastMail: () => ReturnType<typeof readMail>;
};

/** The mail fixture for tests of the product, which know no fixtures themselves. */
export async function startMail(options: Parameters<typeof startMailServer>[0] = {}): Promise<MailServer> {
  const server = await startMailServer(options);
  return { ...server, lastMail: () => readMail(server.taken.at(-1)?.raw ?? '') };
}
