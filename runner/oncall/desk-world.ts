import type { Clock } from '../base/clock.ts';
import type { OpenChannel } from '../model/channel.ts';
import type { Journal } from '../model/journal.ts';
import type { OnCall } from '../model/oncall.ts';

/** What the desk of one run's pages works with; tests bring their own clock, channels and chance. */
export type DeskWorld = {
  readonly journal: Journal;
  readonly clock: Clock;
  readonly runId: string;
  readonly onCall: OnCall;
  readonly target: { readonly id: string; readonly title: string };
  readonly channels: ReadonlyMap<string, OpenChannel>;
  /** The personal link of a notice; null where nobody can reach the page. Made at every sending, never kept. */
  readonly link: (about: LinkAbout) => string | null;
  /** Between 0 and 1. */
  readonly random: () => number;
  /** Called when a send has ended, so that the caller looks again. */
  readonly wake: () => void;
};

export type LinkAbout = {
  readonly page: string;
  readonly person: string;
  readonly notice: string;
  readonly atMs: number;
};
