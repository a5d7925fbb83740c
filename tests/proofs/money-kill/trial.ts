import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { KnobWish } from '../../../fixtures/gateway/client.ts';
import { newRunId } from '../../../runner/base/ids.ts';
import { systemClock } from '../../../runner/base/clock.ts';
import { limits } from '../../../runner/base/limits.ts';
import { paymentRecords } from '../../../runner/payment/records.ts';
import type { GatewayBench } from '../../kit/gateway-window.ts';
import { openDesk } from './desk.ts';
import { judgeTrial } from './judge.ts';
import { startSmallShop } from './shop.ts';
import { removeFolder } from '../../kit/remove-folder.ts';

/** What the gateway does while a runner pays. */
export const stories: readonly { readonly name: string; readonly knobs: KnobWish }[] = [
  { name: 'as declared', knobs: {} },
  { name: 'approved despite the limit', knobs: { 'approve-despite-limit': 1 } },
  { name: 'approved, answered 500', knobs: { 'approve-despite-limit': 1, 'approve-then-500': 2 } },
  { name: 'answers get lost', knobs: { 'approve-despite-limit': 1, 'drop-after-commit': 3 } },
];

export type Trial = {
  readonly story: string;
  /** When the runner was killed after it began, and in which states its payments were. */
  readonly killedAfterMs: number | null;
  readonly leftAt: string;
  readonly ended: string;
  readonly settlerKilled: boolean;
  readonly lies: readonly string[];
};

/** One runner, killed (`killMs` null: not), perhaps one settler, killed too, and then the settling that must put all in order. */
export async function runTrial(
  gateway: GatewayBench,
  plan: {
    readonly story: (typeof stories)[number];
    readonly killMs: number | null;
    readonly killSettlerMs: number | null;
  },
): Promise<Trial> {
  const folder = mkdtempSync(join(tmpdir(), 'postflight-money-kill-'));
  const shop = await startSmallShop(gateway.url, () => Math.random() * 12);
  const sinceMs = systemClock.now() - 60_000;
  const runId = newRunId(systemClock);
  const args = [folder, gateway.url, shop.url, runId, String(sinceMs)];
  try {
    await gateway.control.reset();
    await gateway.control.turn(plan.story.knobs);
    await killed(['pay', ...args], plan.killMs);
    await shop.settled();
    const leftAt = statesOf(folder, gateway.url, runId);
    if (plan.killSettlerMs !== null) await killed(['settle', ...args], plan.killSettlerMs);
    await gateway.control.turn({ 'drop-after-commit': 0, 'approve-then-500': 0 });
    const lies = await settleAndJudge(gateway, { folder, runId, sinceMs, presses: shop.presses });
    return {
      story: plan.story.name,
      killedAfterMs: plan.killMs,
      leftAt,
      ended: statesOf(folder, gateway.url, runId),
      settlerKilled: plan.killSettlerMs !== null,
      lies,
    };
  } finally {
    shop.close();
    await gateway.control.turn({ 'clock-offset-ms': 0 });
    removeFolder(folder);
  }
}

/** Settles now and once more when no shop can confirm any more, as cron would. */
async function settleAndJudge(
  gateway: GatewayBench,
  left: { folder: string; runId: string; sinceMs: number; presses: ReadonlyMap<string, number> },
): Promise<readonly string[]> {
  let offsetMs = 0;
  const clock = { now: () => systemClock.now() + offsetMs, elapsed: () => systemClock.elapsed() };
  const desk = openDesk({ folder: left.folder, gatewayUrl: gateway.url }, clock);
  try {
    const first = await desk.settle(left.sinceMs);
    if (first.outcome === 'unsure' || first.payments.some((one) => one.kind === 'pending')) {
      offsetMs = limits.confirmWindowMs + limits.paymentPressMs + 60_000;
      await gateway.control.turn({ 'clock-offset-ms': offsetMs });
      const second = await desk.settle(left.sinceMs);
      if (second.outcome === 'unsure') return [`still unsure: ${second.payments.map((one) => one.text.en).join(' ')}`];
    }
    const lost = first.notes.filter((note) => note.alarm).map((note) => `a false alarm: ${note.text.en}`);
    const ledger = await gateway.control.payments();
    return [...lost, ...(await judgeTrial(desk, left.runId, { ledger, presses: left.presses }))];
  } finally {
    desk.journal.close();
  }
}

function statesOf(folder: string, gatewayUrl: string, runId: string): string {
  const desk = openDesk({ folder, gatewayUrl }, systemClock);
  try {
    return (
      paymentRecords(desk.journal.events(runId))
        .map(({ state }) => state)
        .join(' ') || 'nothing'
    );
  } finally {
    desk.journal.close();
  }
}

async function killed(args: readonly string[], afterMs: number | null): Promise<void> {
  const script = new URL('payer.ts', import.meta.url).pathname;
  const child = spawn(process.execPath, ['--import', 'tsx', script, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise<void>((resolve) => {
    child.on('close', () => resolve());
  });
  await Promise.race([readied(child), ended]);
  if (afterMs !== null) {
    await Promise.race([sleep(afterMs), ended]);
    child.kill('SIGKILL');
  }
  await ended;
}

function readied(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    let said = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      if (said.includes('ready\n')) resolve();
    });
  });
}
