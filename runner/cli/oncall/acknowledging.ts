import { systemClock } from '../../base/clock.ts';
import type { Journal } from '../../model/journal.ts';
import type { OnCall } from '../../model/oncall.ts';
import { SetupError } from '../../model/trouble.ts';
import { openAcknowledgeKeys, type AcknowledgeKeys } from '../../oncall/acknowledge/keys.ts';
import { acknowledgeUrl } from '../../oncall/acknowledge/link.ts';
import type { LinkAbout } from '../../oncall/desk-world.ts';
import type { Places } from '../places.ts';

/** Personal links, and the pages behind them. */
export type Acknowledging = {
  readonly link: (about: LinkAbout) => string | null;
  /** Begins to serve the pages; returns at once. */
  readonly serve: () => void;
  close(): Promise<void>;
};

type Given = {
  readonly journal: Journal;
  readonly places: Places;
  readonly onCall: OnCall;
  readonly stream: string;
  readonly env: NodeJS.ProcessEnv;
};

/** Nothing is loaded, made or opened before the first page needs it: most nights nobody is paged. */
export function createAcknowledging({ journal, places, onCall, stream, env }: Given): Acknowledging {
  const { publicUrl } = onCall;
  let keys: AcknowledgeKeys | null = null;
  const open = (): AcknowledgeKeys => {
    keys ??= openAcknowledgeKeys({ folder: places.keys, locks: places.locks, clock: systemClock });
    return keys;
  };
  let serving: Promise<(() => Promise<void>) | null> = Promise.resolve(null);
  return {
    link: ({ page, person, notice, atMs }) =>
      publicUrl === null ? null : acknowledgeUrl(open().current(), { publicUrl, stream, page, person, notice, atMs }),
    serve() {
      if (publicUrl === null) return;
      serving = listen({ journal, keys: open(), port: portOf(publicUrl, env) });
    },
    async close() {
      await (
        await serving
      )?.();
    },
  };
}

async function listen(given: {
  readonly journal: Journal;
  readonly keys: AcknowledgeKeys;
  readonly port: number;
}): Promise<(() => Promise<void>) | null> {
  const { serveAcknowledge } = await import('../../oncall/acknowledge/serve.ts');
  const { journal, keys, port } = given;
  try {
    // The journal is followed anyway: a press is seen within the time of one look.
    const onAnswered = (): void => undefined;
    const listening = await serveAcknowledge({ journal, clock: systemClock, keys, method: 'link', onAnswered }, port);
    return () => listening.close();
  } catch (error) {
    // Another worker of this machine, or `oncall serve`, has the port, and answers for every run of this state folder.
    if (error instanceof SetupError) return null;
    throw error;
  }
}

const defaultPort = 4390;

/** Where a proxy sends what phones ask; a public address on this machine names its own port. */
function portOf(publicUrl: string, env: NodeJS.ProcessEnv): number {
  const wish = env['POSTFLIGHT_ONCALL_PORT'] ?? '';
  if (/^\d{1,5}$/.test(wish)) return Number(wish);
  const { hostname, port } = new URL(publicUrl);
  return hostname === '127.0.0.1' && port !== '' ? Number(port) : defaultPort;
}
