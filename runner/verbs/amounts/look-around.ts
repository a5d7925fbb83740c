import type { Bilingual } from '../../base/bilingual.ts';
import { formatWon } from '../../base/money.ts';
import type { LocatorArgs } from '../../model/locator.ts';
import type { World } from '../../model/verb.ts';
import { judgeReadable } from '../../page/judge-amount.ts';
import { untilTrue } from '../until.ts';
import { setWidth, setZoom, type Surroundings } from './surroundings.ts';

/** One look: which amount, where, in which surroundings, and what was wrong. */
export type LookResult = {
  readonly krw: bigint;
  readonly place: string;
  readonly around: Surroundings;
  readonly wrong: Bilingual | null;
  readonly person: boolean;
};

/** A place that is still wrong after this long stays wrong; a whole step's patience for each look would end the step. */
const patienceMs = 1_500;
const settledMs = 100;
/** While a limit is searched, every second look is expected to fail. */
export const shortPatienceMs = 400;

/** Looks at every place in all surroundings; stops when the step's time is over. */
export async function lookAround(
  world: World,
  ask: {
    readonly krw: bigint;
    readonly places: readonly LocatorArgs[];
    readonly around: readonly Surroundings[];
    readonly patienceMs?: number;
  },
): Promise<readonly LookResult[]> {
  const results: LookResult[] = [];
  let patience = ask.patienceMs ?? patienceMs;
  for (const around of ask.around) {
    await setWidth(world, around.width);
    for (const place of ask.places) {
      if (world.remainingMs() <= 0) return results;
      const result = await lookAt(world, { krw: ask.krw, place, around, patienceMs: patience });
      results.push(result);
      // What was given its time and stayed wrong has settled; the other widths and sizes only need to be laid out.
      if (result.wrong !== null) patience = Math.min(patience, settledMs);
    }
  }
  return results;
}

async function lookAt(
  world: World,
  ask: {
    readonly krw: bigint;
    readonly place: LocatorArgs;
    readonly around: Surroundings;
    readonly patienceMs: number;
  },
): Promise<LookResult> {
  const startedMs = world.remainingMs();
  const leftMs = (): number =>
    Math.max(0, Math.min(world.remainingMs(), ask.patienceMs - (startedMs - world.remainingMs())));
  let person = false;
  const answer = await untilTrue(
    world.page,
    async () => {
      await setZoom(world.locate(ask.place), ask.around.zoom);
      const seen = await judgeReadable(world, ask.place, ask.krw);
      person = seen.person === true;
      return seen;
    },
    leftMs,
  );
  const wrong = answer.ok ? null : answer.message;
  return { krw: ask.krw, place: world.describe(ask.place), around: ask.around, wrong, person };
}

/** `200,000,000원, 320 px, 150 %, testid="price"`. */
export function whereWords(result: LookResult): string {
  const width = result.around.width === null ? [] : [`${result.around.width} px`];
  const zoom = result.around.zoom === 100 ? [] : [`${result.around.zoom} %`];
  return [formatWon(result.krw), ...width, ...zoom, result.place].join(', ');
}

/** The evidence: one line a look. */
export function tableOf(results: readonly LookResult[], injected: string | null): string {
  const head =
    injected === null
      ? []
      : [`INJECTED: the price in the answers of ${injected} was rewritten for these looks; no order was placed.`];
  const lines = results.map(
    (result) =>
      `${result.wrong === null ? 'ok  ' : 'BAD '} ${whereWords(result)}${result.wrong === null ? '' : `: ${result.wrong.en}`}`,
  );
  return `${[...head, ...lines].join('\n')}\n`;
}
