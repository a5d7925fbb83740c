import { accessSync, constants, mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Bilingual } from '../../base/bilingual.ts';
import { WriteError, toWriteError } from '../../base/write-atomic.ts';
import type { ChannelKind, Delivery, Notice, OpenChannel, Recipient } from '../../model/channel.ts';
import { addToInbox, inboxFile } from './local-inbox.ts';
import { channelText } from './text.ts';
import { strictSettings } from './common-settings.ts';
import { systemWorld, type ChannelWorld } from './world.ts';
import { checkSettings } from './read-settings.ts';

/**
 * The embedded pager: an inbox on this machine, which rings on the page of `postflight oncall serve` and in the terminal of
 * the run. For the demo, and for teams that have no provider yet; it wakes only who is near.
 */
export const local: ChannelKind = createLocal(systemWorld);

export function createLocal({ clock }: Pick<ChannelWorld, 'clock'>): ChannelKind {
  const settings = strictSettings({});
  return {
    name: 'local',
    settings,
    open(given): OpenChannel {
      checkSettings('local', settings, given);
      const folder = given.folder ?? resolve(process.env['POSTFLIGHT_STATE'] ?? '.postflight', 'pager');
      const now = (): string => new Date(clock.now()).toISOString();
      return {
        id: given.id,
        kind: 'local',
        interrupts: true,
        edits: true,
        timeoutMs: 5_000,
        prepare: (notice, to) => ({
          what: 'local',
          line: `INBOX ${to.person}`,
          headers: {},
          body: JSON.stringify(kept(notice), null, 2),
          maskedAddress: to.person,
        }),
        send: (notice, to) => Promise.resolve(keep(folder, now(), notice, to)),
        reached: null,
        prove: () => Promise.resolve(prove(folder)),
      };
    },
  };
}

/** The link is made anew by the page that shows the message; a file keeps none. */
function kept(notice: Notice): Notice {
  return { ...notice, links: { ...notice.links, acknowledge: null } };
}

function keep(folder: string, at: string, notice: Notice, { person, name }: Recipient): Delivery {
  try {
    addToInbox(folder, { at, person, name, notice: kept(notice) });
  } catch (error) {
    return trouble(error);
  }
  return accepted(notice.id, channelText.kept());
}

/** That the inbox can be written; whether anybody is near to hear it ring, no machine can prove. */
function prove(folder: string): Delivery {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    accessSync(folder, constants.W_OK);
  } catch (error) {
    return trouble(toWriteError(inboxFile(folder), error));
  }
  return accepted(null, channelText.inboxWritable());
}

function accepted(providerId: string | null, words: Bilingual): Delivery {
  return { kind: 'accepted', httpStatus: null, providerId, answer: words.en, words };
}

/** A full disk may have room again; anything but the disk is a mistake of ours. */
function trouble(error: unknown): Delivery {
  if (!(error instanceof WriteError)) throw error;
  return { kind: 'retry', httpStatus: null, retryAfterMs: null, why: error.text };
}
