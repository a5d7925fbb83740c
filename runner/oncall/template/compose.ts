import type { Notice } from '../../model/channel.ts';
import { cutTo } from './measure.ts';
import type { Link, Message } from './message.ts';
import { safeLine } from './safe-text.ts';
import { templateText } from './text.ts';

/** What a text may be long, and how values and addresses are written in it. */
export type Room = {
  readonly limit: number;
  /** Counts a text as the sum of its characters. */
  readonly size: (text: string) => number;
  readonly value: (text: string) => string;
  readonly url: (url: string) => string;
};

/**
 * The whole message as lines. When it is too long, what matters least goes first: pictures and runbook, then the facts from below, then
 * the end of the headline. A link is whole or not there: half a link wakes a person and leads nowhere.
 */
export function composeText(message: Message, notice: Notice, room: Room): string {
  const measured = { limit: room.limit, size: (text: string) => room.size(room.value(text)) };
  const line = (text: string): Line => ({ kind: 'text', text });
  const ways: readonly Line[] = message.links.map((link) => ({ kind: 'link', link }));
  const all: readonly Line[] = [
    line(message.title),
    ...(message.duplicate === null ? [] : [line(message.duplicate)]),
    ...message.facts.map(({ label, value }) => line(`${label}: ${value}`)),
    line(placeLine(message, notice)),
    ...(message.noLink === null ? [] : [line(message.noLink)]),
    ...ways,
  ];
  const whole = all.map((one) => writeLine(one, room)).join('\n');
  if (room.size(whole) <= room.limit) return whole;
  return squeeze(message, all, { room, measured });
}

type Line = { readonly kind: 'text'; readonly text: string } | { readonly kind: 'link'; readonly link: Link };
type Tight = {
  readonly room: Room;
  readonly measured: { readonly limit: number; readonly size: (text: string) => number };
};

/** A line that says less than this is not worth its room. */
const shortest = 16;

function squeeze(message: Message, all: readonly Line[], { room, measured }: Tight): string {
  const first = message.links[0];
  const link = first === undefined ? null : writeLine({ kind: 'link', link: first }, room);
  const reserved = link === null ? 0 : room.size(link) + 1;
  // A link that leaves no room for a word of what is wrong does not go; the text alone does.
  const fits = reserved + measured.size(message.prefix) + shortest <= room.limit;
  let left = room.limit - (fits ? reserved : 0);
  const kept = new Map<Line, string>();
  for (const one of byWeight(all, fits ? first : undefined)) {
    const isFirst = kept.size === 0;
    const budget = left - (isFirst ? 0 : 1);
    if (one.kind === 'link') {
      const written = writeLine(one, room);
      if (room.size(written) > budget) continue;
      kept.set(one, written);
      left = budget - room.size(written);
    } else if (isFirst || budget >= shortest) {
      const written = room.value(cutTo(one.text, { ...measured, limit: budget }));
      kept.set(one, written);
      left = budget - room.size(written);
    }
  }
  const lines = all.flatMap((one) => kept.get(one) ?? []);
  return [...lines, ...(fits && link !== null ? [link] : [])].join('\n');
}

/** What is said first when not everything can be said. The first link has its place already. */
function byWeight(all: readonly Line[], placed: Link | undefined): readonly Line[] {
  const texts = all.filter((one) => one.kind === 'text');
  const links = all.filter((one) => one.kind === 'link' && one.link !== placed);
  return [...texts, ...links];
}

function writeLine(one: Line, room: Room): string {
  if (one.kind === 'text') return room.value(one.text);
  return `${room.value(one.link.label)}: ${room.url(one.link.url)}`;
}

/** Which deployment, which run and when, in one line. */
export function placeLine(message: Message, notice: Notice): string {
  const { language } = message;
  const parts = [
    `${templateText.target[language]}: ${safeLine(notice.target.title)}`,
    ...(notice.runId === null ? [] : [`${templateText.run[language]}: ${safeLine(notice.runId)}`]),
    `${templateText.at[language]}: ${message.time}`,
  ];
  return parts.join(' · ');
}
