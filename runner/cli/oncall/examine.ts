import { systemClock } from '../../base/clock.ts';
import type { Bilingual } from '../../base/bilingual.ts';
import type { OpenChannel } from '../../model/channel.ts';
import type { OnCall } from '../../model/oncall.ts';
import { waysOf } from '../../oncall/contacts.ts';
import { wakingChannels } from '../../oncall/proof.ts';
import type { Surroundings } from '../command.ts';
import { exitCodes } from '../exit-codes.ts';
import { openChannelDesks, type ChannelDesk } from './channel-desk.ts';
import type { DoctorOptions } from './doctor.ts';
import { adviceFor, doctorText as text } from './doctor-text.ts';

/** What is wrong with an on-call file, gravest first. `bad`: somebody cannot be woken; `weak`: it hangs by one thread. */
export type Finding = { readonly kind: 'bad' | 'weak'; readonly text: Bilingual };

/** Prints what was found and what a person has to look after; exit 5 when somebody cannot be woken. */
export function examineOnCall(options: DoctorOptions, around: Surroundings): number {
  const desks = openChannelDesks(options, around);
  if (desks === null) return exitCodes.usage;
  const { terminal } = around;
  let isGood = true;
  for (const desk of desks) {
    terminal.say(text.file({ title: desk.onCall.title, target: desk.target }));
    const found = findingsOf(desk);
    for (const { kind, text: what } of found) terminal.say(text.finding({ kind, what }));
    if (found.length === 0) terminal.say(text.fine());
    isGood = isGood && found.every(({ kind }) => kind !== 'bad');
    terminal.say(text.outside());
    for (const line of adviceOf(desk.onCall)) terminal.say(text.todo({ line }));
  }
  return isGood ? exitCodes.ok : exitCodes.pagingUnproven;
}

/** Looks at one on-call file as somebody who is woken by it. Pure but for the day of the rota. */
export function findingsOf({ onCall, opened }: Pick<ChannelDesk, 'onCall' | 'opened'>): readonly Finding[] {
  const { channels, problems } = opened;
  const waking = wakingChannels(onCall);
  const closed = problems.map(({ channel, why }): Finding => ({
    kind: waking.includes(channel) ? 'bad' : 'weak',
    text: text.closed({ channel, why }),
  }));
  return [
    ...closed,
    ...peopleFindings(onCall, channels),
    ...pathFindings(onCall, channels),
    ...linkFindings(onCall, channels),
  ];
}

type Channels = ReadonlyMap<string, OpenChannel>;

/** Everybody of the ladder must have one way that wakes, today. */
function peopleFindings(onCall: OnCall, channels: Channels): readonly Finding[] {
  const contacts = [...onCall.ladder.flatMap(({ notify }) => notify), ...onCall.secondPath.notify];
  const ways = waysOf(onCall, contacts, systemClock.now());
  const people = onCall.people.filter(({ id }) => ways.some(({ person }) => person === id));
  const none: readonly Finding[] = people.length === 0 ? [{ kind: 'bad', text: text.nobody() }] : [];
  return [
    ...none,
    ...people.flatMap((person): readonly Finding[] => {
      const wakes = ways.some((way) => way.person === person.id && channels.get(way.channel)?.interrupts === true);
      const asleep: readonly Finding[] = wakes ? [] : [{ kind: 'weak', text: text.sleeps({ name: person.name }) }];
      const noPhone: readonly Finding[] =
        person.phone === null ? [{ kind: 'weak', text: text.noPhone({ name: person.name }) }] : [];
      return [...asleep, ...noPhone];
    }),
  ];
}

/** The second path is of use only when it is another one. */
function pathFindings(onCall: OnCall, channels: Channels): readonly Finding[] {
  const kindsOf = (ids: readonly string[]): ReadonlySet<string> =>
    new Set(ids.flatMap((id) => channels.get(id)?.kind ?? []));
  const [rung] = onCall.ladder;
  const first = kindsOf(rung?.notify.flatMap(({ by }) => by) ?? []);
  const second = kindsOf(onCall.secondPath.notify.flatMap(({ by }) => by));
  const isOther = [...second].some((kind) => !first.has(kind));
  return second.size > 0 && !isOther ? [{ kind: 'weak', text: text.samePath({ kinds: [...second].join(', ') }) }] : [];
}

function linkFindings(onCall: OnCall, channels: Channels): readonly Finding[] {
  const owner = onCall.ladderOwner;
  const takes = owner !== 'self' || [...channels.values()].some(({ kind }) => ['pagerduty', 'local'].includes(kind));
  return onCall.publicUrl === null && !takes ? [{ kind: 'weak', text: text.noLink() }] : [];
}

function adviceOf(onCall: OnCall): readonly Bilingual[] {
  const kinds = new Set(onCall.channels.map(({ kind }) => kind));
  return [...kinds].flatMap((kind) => adviceFor(kind)).concat(adviceFor('everybody'));
}
