import { join } from 'node:path';
import { systemClock } from '../../base/clock.ts';
import { createSecrets, environmentRedactor } from '../../engine/secrets.ts';
import { openJournal } from '../../journal/store.ts';
import type { Bilingual } from '../../base/bilingual.ts';
import { onCallStream, type OnCallEvent } from '../../model/oncall.ts';
import { channelKinds } from '../../oncall/channels/index.ts';
import { openChannels } from '../../oncall/open-channels.ts';
import { onCallOf, workOnCall } from '../../oncall/work.ts';
import type { Places } from '../places.ts';
import type { Terminal } from '../terminal.ts';
import { createAcknowledging } from './acknowledging.ts';
import { onCallText as text } from './text.ts';

/** In the evidence too: whom this channel was to reach was not reached by it. */
function closedChannel({ channel, why }: { readonly channel: string; readonly why: Bilingual }): OnCallEvent {
  return { kind: 'channel.proven', channel, how: 'preflight', result: 'refused', detail: why, settings: '' };
}

/** Opens journal, channels and links of one stream, and pages until everybody is told. Loaded when there is something to do. */
export async function openDesk(given: {
  readonly places: Places;
  readonly stream: string;
  readonly env: NodeJS.ProcessEnv;
  readonly terminal: Terminal;
  readonly isRunAlive: () => boolean;
  readonly ending: AbortSignal;
  readonly limitMs: number;
}): Promise<void> {
  const { places, stream, env, terminal, isRunAlive, ending, limitMs } = given;
  const redactor = environmentRedactor(env);
  const journal = openJournal(places.journal, { clock: systemClock, redactor });
  const found = onCallOf(journal.events(onCallStream(stream)));
  if (found !== null) {
    const secrets = createSecrets(env, redactor);
    const { channels, problems } = openChannels(found.onCall, channelKinds, {
      secret: (name) => secrets.get(name),
      fetch,
      folder: join(places.state, 'pager'),
    });
    for (const { channel, why } of problems) terminal.complain(text.channelClosed({ channel, why }));
    journal.appendAll(onCallStream(stream), problems.map(closedChannel));
    const acknowledging = createAcknowledging({ journal, places, onCall: found.onCall, stream, env });
    await workOnCall({
      journal,
      clock: systemClock,
      runId: stream,
      ...found,
      channels,
      link: acknowledging.link,
      random: () => Math.random(),
      isRunAlive,
      ending,
      limitMs,
      pid: process.pid,
      onPage: acknowledging.serve,
    });
    await acknowledging.close();
  }
  journal.close();
}
