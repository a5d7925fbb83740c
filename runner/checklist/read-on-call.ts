import { basename, dirname, resolve } from 'node:path';
import type { ChannelKind } from '../model/channel.ts';
import type { Contact, OnCall, Rung } from '../model/oncall.ts';
import { checkShape } from './check-shape.ts';
import { checkChannel } from './check-channel.ts';
import { checkContacts, type Known } from './check-contacts.ts';
import { fillEnvironment, type Environment } from './environment.ts';
import type { Files } from './files.ts';
import { OnCallShape } from './on-call-shape.ts';
import { days, parseWait } from './on-call-words.ts';
import { parseYaml } from './parse-yaml.ts';
import type { Problems } from './problems.ts';
import { readPeople, readRotas } from './read-people.ts';
import { didYouMean } from './suggest.ts';
import { readAddress } from './target-address.ts';
import {
  child,
  entriesOf,
  entryOf,
  itemsOf,
  startOf,
  textOf,
  textsOf,
  toJson,
  toJsonObject,
  without,
  type MapNode,
  type Node,
} from './tree.ts';

/** Only what a reader needs of a kind; the kinds themselves are a floor above. */
export type ChannelWords = Pick<ChannelKind, 'name' | 'settings'>;

export type OnCallOptions = {
  readonly env: Environment;
  readonly files: Files;
  readonly problems: Problems;
  /** Absolute path of the target's file; the name in it is relative to its folder. */
  readonly targetFile: string;
  /** Null: the kinds are not known here, and channels are taken as they are. */
  readonly channelKinds: readonly ChannelWords[] | null;
};

/** The on-call file that a target names; null when it names none, or after adding why it cannot be had. */
export function readOnCall(named: Node | undefined, options: OnCallOptions): OnCall | null {
  const { files, problems, env, targetFile } = options;
  const name = textOf(named);
  if (named === undefined || name === undefined) return null;
  const folder = dirname(targetFile);
  const read = files.read({ path: resolve(folder, name), named: name, at: named.at, within: dirname(folder) });
  const tree = read === undefined ? undefined : parseYaml(read.text, read.display, problems);
  const source = files.sources.find(({ file }) => file === read?.display);
  if (tree === undefined || source === undefined) return null;
  if (tree.kind !== 'map') {
    problems.add('E_VALUE', tree.at, 'an on-call file is a map of keys', 'begin with "on-call: title"');
    return null;
  }
  const root = fillEnvironment(tree, env, problems, 'keep-secrets');
  if (root.kind !== 'map') return null;
  return { id: basename(name).replace(/\.ya?ml$/, ''), ...build(root, options), source };
}

function build(root: MapNode, options: OnCallOptions): Omit<OnCall, 'id' | 'source'> {
  const { problems } = options;
  const keyAt = entryOf(root, 'on-call')?.keyAt ?? startOf(root.at.file);
  checkShape(root, OnCallShape, { name: 'an on-call file', keyAt }, problems);
  const channels = readChannels(root, options);
  const people = readPeople(root, problems, new Set(channels.map(({ id }) => id)));
  const rotas = readRotas(root, problems, people);
  const known: Known = { people, rotas, channels };
  const contacts = (node: Node | undefined): readonly Contact[] => {
    checkContacts(node, known, problems);
    return readContacts(node);
  };
  const second = child(root, 'second-path');
  const publicUrl = child(root, 'public-url');
  const wait = waits(problems);
  return {
    title: textOf(child(root, 'on-call')) ?? '',
    people,
    rotas,
    channels,
    ladderOwner: readOwner(root, known, problems),
    ladder: readLadder(root, contacts, problems),
    secondPath: {
      acceptedWithinMs: wait(child(second, 'accepted-within'), 30_000),
      acknowledgedWithinMs: wait(child(second, 'acknowledged-within'), 300_000),
      // Whoever names no second path has the widest one: everybody by everything.
      notify:
        second === undefined ? [{ who: 'all', by: channels.map(({ id }) => id) }] : contacts(child(second, 'notify')),
    },
    toolOwners: contacts(child(root, 'tool-owners')),
    audience: contacts(child(root, 'audience')),
    publicUrl: publicUrl === undefined ? null : readAddress(publicUrl, problems),
    heartbeats: readHeartbeats(root, known, problems),
    schedule: readSchedule(root, problems),
    lossPerMinuteKrw: readLoss(child(root, 'loss-per-minute')),
    statusEveryMs: wait(child(root, 'status-every'), 300_000),
    provenWithinMs: wait(child(root, 'proven-within'), 86_400_000),
  };
}

function readChannels(root: MapNode, options: OnCallOptions): OnCall['channels'] {
  return entriesOf(child(root, 'channels')).map((entry) => {
    checkChannel(entry, options.channelKinds, options.problems);
    const kind = textOf(child(entry.value, 'kind')) ?? '';
    const settings = entry.value.kind === 'map' ? toJsonObject(without(entry.value, ['kind'])) : {};
    return { id: entry.key, kind, settings };
  });
}

function readContacts(node: Node | undefined): readonly Contact[] {
  return itemsOf(node).map((item) => ({
    who: textOf(child(item, 'who')) ?? '',
    by: textsOf(child(item, 'by')).map(({ text }) => text),
  }));
}

function readLadder(
  root: MapNode,
  contacts: (node: Node | undefined) => readonly Contact[],
  problems: Problems,
): readonly Rung[] {
  let last = -1;
  return itemsOf(child(root, 'ladder')).map((item) => {
    const after = child(item, 'after');
    const afterMs = parseWait(textOf(after) ?? '') ?? 0;
    if (after !== undefined && afterMs <= last)
      problems.add(
        'E_LADDER',
        after.at,
        `this rung begins no later than the one before it`,
        'put rungs in order of time',
      );
    last = afterMs;
    return { afterMs, notify: contacts(child(item, 'notify')) };
  });
}

function readOwner(root: MapNode, known: Known, problems: Problems): OnCall['ladderOwner'] {
  const node = child(root, 'ladder-owner');
  const owner = textOf(node) ?? 'self';
  if (node === undefined || !owner.startsWith('channel:')) return 'self';
  const channel = owner.slice('channel:'.length);
  const ids = known.channels.map(({ id }) => id);
  if (!ids.includes(channel))
    problems.add(
      'E_ON_CALL_UNKNOWN',
      node.at,
      `there is no channel "${channel}"`,
      didYouMean(channel, ids, 'channels'),
    );
  return { channel };
}

function readHeartbeats(root: MapNode, known: Known, problems: Problems): OnCall['heartbeats'] {
  const ids = known.channels.map(({ id }) => id);
  return itemsOf(child(root, 'heartbeats')).map((item) => {
    const node = child(item, 'channel');
    const channel = textOf(node) ?? '';
    if (node !== undefined && !ids.includes(channel))
      problems.add(
        'E_ON_CALL_UNKNOWN',
        node.at,
        `there is no channel "${channel}"`,
        didYouMean(channel, ids, 'channels'),
      );
    const on = textsOf(child(item, 'on')).flatMap(({ text }) => beats.filter((beat) => beat === text));
    return { channel, on };
  });
}

const beats = ['start', 'end', 'stalled'] as const;

function readSchedule(root: MapNode, problems: Problems): OnCall['schedule'] {
  const node = child(root, 'schedule');
  if (node?.kind !== 'map') return null;
  const wait = waits(problems);
  return {
    days: textsOf(child(node, 'days')).map(({ text }) => days.indexOf(text)),
    at: textOf(child(node, 'at')) ?? '',
    graceMs: wait(child(node, 'grace'), 300_000),
    stalledAfterMs: wait(child(node, 'stalled-after'), 180_000),
  };
}

/** A wait of nothing would page for nothing, or never. */
function waits(problems: Problems): (node: Node | undefined, fallback: number) => number {
  return (node, fallback) => {
    const ms = parseWait(textOf(node) ?? '');
    if (node !== undefined && ms === 0) problems.add('E_DURATION', node.at, 'this time is zero', 'write 1s or more');
    return ms ?? fallback;
  };
}

function readLoss(node: Node | undefined): bigint | null {
  const value = node === undefined ? null : toJson(node);
  const digits = typeof value === 'number' || typeof value === 'string' ? String(value).replace(/[,_]/g, '') : '';
  return /^\d{1,15}$/.test(digits) ? BigInt(digits) : null;
}
