import { setTimeout as pause } from 'node:timers/promises';
import { systemClock } from '../../base/clock.ts';
import { didYouMean } from '../../checklist/suggest.ts';
import type { Delivery, Notice, OpenChannel, Reached, Recipient } from '../../model/channel.ts';
import { onCallStream, type OnCall } from '../../model/oncall.ts';
import { SetupError } from '../../model/trouble.ts';
import { maskAddress } from '../../oncall/channels/hide.ts';
import { exampleNotice, testNotice } from '../../oncall/channels/test-notice.ts';
import { systemWorld } from '../../oncall/channels/world.ts';
import { proofEvent, resultOf } from '../../oncall/proof.ts';
import type { Surroundings } from '../command.ts';
import { exitCodes } from '../exit-codes.ts';
import { openChannelDesks, type ChannelDesk } from './channel-desk.ts';
import { atJournal } from './pages.ts';
import { showPrepared } from './show-prepared.ts';
import { testText as text } from './test-text.ts';
import type { TestOptions } from './test.ts';

/** Sends by every channel that is meant and tells what came of it; what worked counts as proof for the next run. */
export async function testChannels(
  channel: string | null,
  options: TestOptions,
  around: Surroundings,
): Promise<number> {
  const waitMs = waitOf(options.wait);
  const desks = openChannelDesks(options, around);
  if (desks === null) return exitCodes.usage;
  checkChannel(channel, desks);
  // A made-up page is never sent: somebody would get up for it.
  if (options.as !== undefined && options.dryRun !== true) throw new SetupError(text.asNeedsDryRun());
  let isGood = true;
  for (const desk of desks) {
    around.terminal.say(text.file({ title: desk.onCall.title, target: desk.target }));
    for (const { id } of desk.onCall.channels) {
      if (channel !== null && id !== channel) continue;
      const worked = await testChannel(desk, id, { options, around, waitMs });
      isGood = isGood && worked;
    }
  }
  return isGood ? exitCodes.ok : exitCodes.pagingUnproven;
}

function checkChannel(channel: string | null, desks: readonly ChannelDesk[]): void {
  const known = desks.flatMap(({ onCall }) => onCall.channels.map(({ id }) => id));
  if (channel === null || known.includes(channel)) return;
  throw new SetupError(text.noChannel({ channel, hint: didYouMean(channel, known, 'channels') }));
}

type Work = { readonly options: TestOptions; readonly around: Surroundings; readonly waitMs: number };

async function testChannel(desk: ChannelDesk, id: string, { options, around, waitMs }: Work): Promise<boolean> {
  const { terminal } = around;
  const { onCall, opened } = desk;
  const channel = opened.channels.get(id);
  if (channel === undefined) {
    const why = opened.problems.find((one) => one.channel === id)?.why ?? text.notOpened();
    terminal.complain(text.closed({ channel: id, why }));
    return false;
  }
  if (options.quiet === true) {
    if (options.dryRun === true) return true;
    const delivery = await channel.prove({ signal: AbortSignal.timeout(channel.timeoutMs) });
    terminal.say(text.proved({ channel: id, kind: channel.kind, delivery }));
    return await remember(desk, id, [delivery], around);
  }
  const people = recipientsOf(onCall, id, options.to);
  if (people.length === 0) {
    terminal.say(text.nobody({ channel: id }));
    // Somebody who was named and cannot be reached is a failure; a channel for later is none.
    return options.to === undefined;
  }
  const notice = testNotice(id, systemWorld);
  const shown = showNotice(notice, channel);
  if (options.dryRun === true) {
    const wish = options.as;
    const example = wish === undefined ? shown : exampleNotice(wish, notice);
    if (channel.carries?.(example.kind) === false) terminal.say(text.notCarried({ channel: id, kind: example.kind }));
    else for (const to of people) showPrepared(id, channel.prepare(example, to), to, terminal);
    return true;
  }
  const deliveries: Delivery[] = [];
  for (const to of people) deliveries.push(await sendOne(channel, shown, to, { options, around, waitMs }));
  return await remember(desk, id, deliveries, around);
}

/** A channel that carries no test carries what it was made for. */
function showNotice(notice: Notice, channel: OpenChannel): Notice {
  if (channel.carries?.('test') !== false) return notice;
  const kind = (['page', 'change', 'status', 'heartbeat'] as const).find((one) => channel.carries?.(one) === true);
  return { ...notice, kind: kind ?? 'test' };
}

function recipientsOf(onCall: OnCall, channel: string, to: string | undefined): readonly Recipient[] {
  const wish = to?.trim();
  if (wish !== undefined && !onCall.people.some(({ id, name }) => id === wish || name === wish)) {
    const known = onCall.people.map(({ id }) => id);
    throw new SetupError(text.noPerson({ person: wish, hint: didYouMean(wish, known, 'people') }));
  }
  return onCall.people.flatMap(({ id, name, language, addresses }) => {
    const address = addresses[channel];
    const isMeant = wish === undefined || wish === id || wish === name;
    return address === undefined || !isMeant ? [] : [{ person: id, name, language, address }];
  });
}

async function sendOne(channel: OpenChannel, notice: Notice, to: Recipient, work: Work): Promise<Delivery> {
  const { terminal } = work.around;
  const signal = (): AbortSignal => AbortSignal.timeout(channel.timeoutMs + 1_000);
  // Each person's test is a message of its own: providers may merge what has one key.
  const own: Notice = { ...notice, id: `${notice.id}-${to.person}`, dedupKey: `${notice.dedupKey}:${to.person}` };
  const startedMs = systemClock.elapsed();
  const delivery = await channel.send(own, to, { signal: signal(), updates: null });
  const tookMs = Math.round(systemClock.elapsed() - startedMs);
  terminal.say(text.sent({ channel: channel.id, name: to.name, address: maskAddress(to.address), delivery, tookMs }));
  if (delivery.kind !== 'accepted') return delivery;
  const receipt = await waitForReceipt(channel, delivery.providerId, work.waitMs);
  terminal.say(text.level({ receipt, gives: channel.reached !== null }));
  if (work.options.resolve === true && channel.carries?.('resolved') !== false) {
    const over: Notice = { ...own, id: `${own.id}-over`, kind: 'resolved' };
    const closed = await channel.send(over, to, { signal: signal(), updates: delivery.providerId });
    terminal.say(text.closedAgain({ delivery: closed }));
  }
  return receipt?.level === 'failed' ? { kind: 'refused', httpStatus: null, why: text.undelivered(receipt) } : delivery;
}

const askEveryMs = 2_000;

/** The provider's own word that it arrived, when it comes in time. */
async function waitForReceipt(channel: OpenChannel, id: string | null, waitMs: number): Promise<Reached | null> {
  if (channel.reached === null || id === null) return null;
  const endMs = systemClock.elapsed() + waitMs;
  for (;;) {
    const reached = await channel.reached(id);
    if (reached !== null || systemClock.elapsed() >= endMs) return reached;
    await pause(Math.min(askEveryMs, Math.max(0, endMs - systemClock.elapsed())));
  }
}

/** Writes down what a channel came to, so that a run that starts soon need not ask again. */
async function remember(
  { onCall, places }: ChannelDesk,
  channel: string,
  deliveries: readonly Delivery[],
  around: Surroundings,
): Promise<boolean> {
  const worst = deliveries.find(({ kind }) => kind !== 'accepted') ?? deliveries[0];
  if (worst === undefined) return true;
  const proof = { channel, ...resultOf(worst), provenAt: null };
  await atJournal({ state: places.state }, around, ({ journal }) => {
    journal.appendAll(onCallStream('standing'), [proofEvent(onCall, proof, 'test')]);
  });
  return worst.kind === 'accepted';
}

function waitOf(wish: string): number {
  if (!/^\d{1,3}$/.test(wish)) throw new SetupError(text.badWait({ wait: wish }));
  return Number(wish) * 1_000;
}
