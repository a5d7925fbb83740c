import type { Page } from '@playwright/test';
import { readableUrl } from '../../../base/readable-url.ts';
import { Blocked, StepFailure } from '../../../model/trouble.ts';
import type { World } from '../../../model/verb.ts';
import { allowedUrl } from '../../../page/allowed-url.ts';
import { text } from '../text.ts';
import { nothingMatched, notMatchedYet } from './not-matched.ts';
import { changesOf, type InjectArgs } from './rule.ts';
import { keepStorage } from './storage.ts';
import type { Passed } from './passed.ts';
import { startTape, type ReadyRule, type Tape } from './tape.ts';

/** Shows pages with another price; the last one shows the page as it is again. */
export type Injection = {
  /** Opens another page of the target, with its answers from the server; null is the page that was open. */
  open(address: string | null): void;
  /** Draws the page with this price. */
  show(krw: bigint): Promise<void>;
  /** The amounts that stood where this one stands now. */
  before(): ReadonlySet<bigint>;
  /** What was rewritten so far, a line a rule. */
  told(): readonly string[];
  /** Rules whose address no page has asked for, so far. */
  unused(): readonly string[];
  end(): Promise<void>;
};

/**
 * Rewrites prices in real answers, only for this page and until `end`. What the page sends is never touched. Refused in a
 * section that pays.
 */
export async function startInjection(world: World, rules: readonly InjectArgs[]): Promise<Injection> {
  if (world.section.steps.some((step) => step.effect === 'money'))
    throw new Blocked('amounts-inject', text.moneySection({ section: world.section.id }));
  const ready = rules.map((rule) => readyRule(world, rule));
  const { page } = world;
  const home = page.url();
  const restore = await keepStorage(page);
  const tape = await startTape(page, ready);
  const injection = new Running(world, { home, rules: ready, tape });
  return {
    open: (address) => injection.open(address),
    show: (krw) => injection.show(krw),
    before: () => tape.passed().before,
    told: () => injection.told(),
    unused: () => injection.unused(),
    async end() {
      // A page that was never drawn anew is as it was, and the tape still refuses to send its form again.
      tape.rest();
      if (!tape.refusedForm()) {
        await restore();
        await (page.url() === home ? page.reload(loadOptions(world)) : page.goto(home, loadOptions(world)));
      }
      await tape.stop();
    },
  };
}

class Running {
  readonly #world: World;
  readonly #home: string;
  readonly #rules: readonly ReadyRule[];
  readonly #tape: Tape;
  readonly #changed: number[];
  readonly #times: number[];
  #address: string | null = null;

  constructor(world: World, of: { readonly home: string; readonly rules: readonly ReadyRule[]; readonly tape: Tape }) {
    this.#world = world;
    this.#home = of.home;
    this.#rules = of.rules;
    this.#tape = of.tape;
    this.#changed = of.rules.map(() => 0);
    this.#times = of.rules.map(() => 0);
  }

  open(address: string | null): void {
    this.#tape.forget();
    this.#address = address === null ? this.#home : allowedUrl(this.#world.target, address).href;
  }

  async show(krw: bigint): Promise<void> {
    const { page } = this.#world;
    this.#tape.begin(krw);
    const wanted = this.#address;
    this.#address = null;
    try {
      const isThere = wanted === null || page.url() === wanted;
      await (isThere ? reload(page, this.#world) : page.goto(wanted, loadOptions(this.#world)));
    } catch (error) {
      throw this.#tape.passed().trouble ?? error;
    }
    await this.#world.until(() => Promise.resolve(notMatchedYet(this.#tape.passed())));
    const passed = this.#tape.passed();
    if (passed.trouble !== null) throw passed.trouble;
    for (const [index, facts] of passed.rules.entries()) {
      this.#times[index] = (this.#times[index] ?? 0) + facts.asked;
      this.#changed[index] = (this.#changed[index] ?? 0) + facts.changed;
    }
    this.#refuseNothing(passed);
  }

  told(): readonly string[] {
    return this.#rules.map((rule, index) => {
      const where = rule.changes.map((change) => change.where).join(', ');
      return `${rule.method} ${readableUrl(rule.url.href)} (${where}): ${this.#times[index] ?? 0} answers, ${this.#changed[index] ?? 0} values rewritten`;
    });
  }

  unused(): readonly string[] {
    return this.#rules.flatMap((rule, index) =>
      this.#changed[index] === 0 ? [`${rule.method} ${readableUrl(rule.url.href)}`] : [],
    );
  }

  /** A price that was not put in anywhere would make every look a look at something else. */
  #refuseNothing(passed: Passed): void {
    const message = nothingMatched(passed, this.#rules);
    if (message !== null) throw new StepFailure(message);
  }
}

function readyRule(world: World, rule: InjectArgs): ReadyRule {
  return {
    url: allowedUrl(world.target, rule.url),
    method: rule.method ?? 'GET',
    changes: changesOf(rule),
  };
}

function loadOptions(world: World): { readonly waitUntil: 'domcontentloaded'; readonly timeout: number } {
  return { waitUntil: 'domcontentloaded', timeout: Math.max(1_000, world.remainingMs()) };
}

async function reload(page: Page, world: World): Promise<void> {
  await page.reload(loadOptions(world));
}
