import type { RunEvent } from '../../../runner/model/event.ts';
import type { Journal } from '../../../runner/model/journal.ts';
import { systemClock } from '../../../runner/base/clock.ts';
import { createRedactor } from '../../../runner/base/redact.ts';
import { openJournal } from '../../../runner/journal/store.ts';
import { onCallStream } from '../../../runner/model/oncall.ts';
import { onCallOf, workOnCall } from '../../../runner/oncall/work.ts';
import { postChannel } from './post-channel.ts';

/*
 * The on-call worker in a process of its own, which kills itself with SIGKILL just before or just after it writes its n-th
 * record: `worker.ts <journal> <run> <provider> <n> <before|after>`; n = 0 kills nothing.
 */
const [file = '', runId = '', provider = '', nth = '0', moment = 'before'] = process.argv.slice(2);

function dying(journal: Journal): Journal {
  let left = Number(nth);
  const die = (when: string): void => {
    if (left === 1 && when === moment) process.kill(process.pid, 'SIGKILL');
  };
  const counted = <T>(events: readonly RunEvent[], write: () => T): T => {
    if (events.length === 0) return write();
    die('before');
    const written = write();
    die('after');
    left -= 1;
    return written;
  };
  return {
    ...journal,
    append: (stream, event) => counted([event], () => journal.append(stream, event)),
    appendAll: (stream, events) => counted(events, () => journal.appendAll(stream, events)),
  };
}

const journal = dying(openJournal(file, { clock: systemClock, redactor: createRedactor() }));
const found = onCallOf(journal.events(onCallStream(runId)));
if (found === null) throw new Error('the stream names nobody');
const channels = found.onCall.channels.map(({ id }) => postChannel(id, provider));
await workOnCall({
  journal,
  clock: systemClock,
  runId,
  ...found,
  channels: new Map(channels.map((channel) => [channel.id, channel])),
  link: () => null,
  random: () => 0.5,
  isRunAlive: () => false,
  ending: new AbortController().signal,
  limitMs: 60_000,
  pid: process.pid,
  onPage: () => undefined,
});
process.stdout.write('done\n');
