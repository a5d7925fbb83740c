import { formatWon } from '../../base/money.ts';
import type { World } from '../../model/verb.ts';
import { judgeReadable, type AmountCheck } from '../../page/judge-amount.ts';
import { seek } from '../../page/seek.ts';
import { untilTrue } from '../until.ts';
import { expectedAt, type Place, type Readings } from './place.ts';
import type { Photographer, Shot } from './sheet/shoot.ts';
import { setWidth, setZoom, type Surroundings } from './surroundings.ts';

/** One look: which amount, where, in which surroundings, and what came of it. */
export type LookResult = {
  /** The rung of the ladder; a place with a formula shows `expected` instead. */
  readonly krw: bigint;
  readonly expected: bigint;
  readonly place: Place;
  readonly around: Surroundings;
  readonly answer: AmountCheck;
  readonly shot: Shot | null;
};

export type LookAsk = {
  readonly krw: bigint;
  readonly places: readonly Place[];
  readonly readings: Readings;
  readonly around: readonly Surroundings[];
  readonly earlier: ReadonlySet<bigint>;
  readonly patience: Patience;
  readonly zooms: boolean;
  readonly photographer: Photographer | null;
};

/** A place that is still wrong after this long stays wrong; a whole step's patience for each look would end the step. */
const patienceMaxMs = 1_500;
const settledMs = 100;
const seekAfterMs = 700;

/** How long a wrong place may still become right. A page that has shown how fast it draws is not given much more than that. */
export class Patience {
  readonly #maxMs: number;
  #slowestMs: number | null = null;
  constructor(maxMs = patienceMaxMs) {
    this.#maxMs = maxMs;
  }

  get ms(): number {
    return this.#slowestMs === null ? this.#maxMs : Math.min(this.#maxMs, 300 + 4 * this.#slowestMs);
  }

  /** Places that scrolling did not find: they are not sought again. */
  readonly lost = new Set<Place>();
  readonly #found = new Set<Place>();

  sought(place: Place, found: boolean): void {
    (found ? this.#found : this.lost).add(place);
  }

  /** How long a missing place may still come by itself before it is scrolled for. */
  seekMs(place: Place): number {
    return this.#found.has(place) ? 0 : seekAfterMs;
  }

  wasRightAfter(ms: number): void {
    this.#slowestMs = Math.max(this.#slowestMs ?? 0, ms);
  }
}

/** Looks at every place in all surroundings; stops when the step's time is over. */
export async function lookAround(world: World, ask: LookAsk): Promise<readonly LookResult[]> {
  const results: LookResult[] = [];
  let leftMs = ask.patience.ms;
  for (const around of ask.around) {
    await setWidth(world, around.width);
    for (const place of ask.places) {
      if (world.remainingMs() <= 0) return results;
      const result = await lookAt(world, ask, { place, around, patienceMs: leftMs });
      results.push(result);
      // What was given its time and stayed wrong has settled; the other widths and sizes only need to be laid out.
      if (!result.answer.ok) leftMs = Math.min(leftMs, settledMs);
    }
  }
  return results;
}

type LookPlace = { readonly place: Place; readonly around: Surroundings; readonly patienceMs: number };

async function lookAt(world: World, ask: LookAsk, at: LookPlace): Promise<LookResult> {
  const { place, around } = at;
  const startedMs = world.remainingMs();
  const spentMs = (): number => startedMs - world.remainingMs();
  const left = (ms: number) => (): number => Math.max(0, Math.min(world.remainingMs(), ms - spentMs()));
  const locator = world.locate(place.locator);
  const seen: Seen = { expected: ask.krw, answer: { ok: true } };
  const check = (): Promise<AmountCheck> => lookOnce(world, ask, { place, around, seen });
  // A list that draws only what is on the screen has its other rows nowhere: scroll for what is missing, once.
  const seeks = !ask.patience.lost.has(place);
  await untilTrue(world.page, check, left(seeks ? Math.min(at.patienceMs, ask.patience.seekMs(place)) : at.patienceMs));
  if (isMissing(seen.answer) && seeks) {
    ask.patience.sought(place, await seek(world.page, locator, () => world.remainingMs()));
    await untilTrue(world.page, check, left(Math.max(at.patienceMs, spentMs() + settledMs)));
  } else if (!seen.answer.ok && seeks) await untilTrue(world.page, check, left(at.patienceMs));
  if (seen.answer.ok) ask.patience.wasRightAfter(spentMs());
  const shot = await (ask.photographer?.take({ locator, around, bad: !seen.answer.ok }) ?? null);
  return { krw: ask.krw, expected: seen.expected, place, around, answer: seen.answer, shot };
}

type Seen = { expected: bigint; answer: AmountCheck };

async function lookOnce(
  world: World,
  ask: LookAsk,
  of: { readonly place: Place; readonly around: Surroundings; readonly seen: Seen },
): Promise<AmountCheck> {
  const { place, around, seen } = of;
  if (ask.zooms) await setZoom(world.locate(place.locator), around.zoom);
  const due = await expectedAt(world, place, { krw: ask.krw, readings: ask.readings });
  if (typeof due === 'object') seen.answer = { ok: false, message: due };
  else {
    seen.expected = due;
    const { earlier } = ask;
    seen.answer = await judgeReadable(world, place.locator, { krw: due, written: place.written, earlier });
  }
  return seen.answer;
}

function isMissing(answer: AmountCheck): boolean {
  return !answer.ok && answer.missing === true;
}

/** `200,000,000원, 320 px, 150 %`. */
export function rungWords(result: LookResult): string {
  const width = result.around.width === null ? [] : [`${result.around.width} px`];
  const zoom = result.around.zoom === 100 ? [] : [`${result.around.zoom} %`];
  return [formatWon(result.krw), ...width, ...zoom].join(', ');
}

/** `200,000,000원, 320 px, 150 %, testid="price"`. */
export function whereWords(result: LookResult): string {
  return `${rungWords(result)}, ${result.place.words}`;
}

/** The evidence: one line a look. */
export function tableOf(results: readonly LookResult[], injected: readonly string[]): string {
  const head =
    injected.length === 0
      ? []
      : [
          'INJECTED: the prices in these answers were rewritten for these looks; no order was placed.',
          ...injected.map((line) => `  ${line}`),
        ];
  const lines = results.map((result) => {
    const { answer } = result;
    const expected = result.expected === result.krw ? '' : ` = ${formatWon(result.expected)}`;
    const mark = answer.ok ? 'ok  ' : answer.person === true ? '?   ' : 'BAD ';
    return `${mark} ${whereWords(result)}${expected}${answer.ok ? '' : `: ${answer.message.en}`}`;
  });
  return `${[...head, ...lines].join('\n')}\n`;
}
