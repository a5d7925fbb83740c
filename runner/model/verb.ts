import type { Static, TSchema } from 'typebox';
import type { APIRequestContext, FrameLocator, Locator, Page } from '@playwright/test';
import type { Bilingual } from '../base/bilingual.ts';
import type { JsonValue } from '../base/json.ts';
import type { Span } from '../base/span.ts';
import type { Action, ActionArgs, Expectation, Section, Step } from './checklist.ts';
import type { LocatorArgs } from './locator.ts';
import type { PaymentGate } from './payment.ts';
import type { Target } from './target.ts';

/** What a verb or an expectation may touch. Made by the engine for one step; nested scopes (frame, popup) get a changed copy. */
export interface World {
  readonly page: Page;
  /** Where locators are resolved: the page, or a frame of it. */
  readonly root: Page | FrameLocator;
  readonly target: Target;
  readonly section: Section;
  readonly step: Step;
  /** The place in the YAML of the action or expectation that is running. */
  readonly at: Span;
  readonly variables: Variables;
  /** HTTP with the section's cookies, outside the page. */
  readonly request: APIRequestContext;
  readonly gate: PaymentGate;
  readonly person: PersonDesk;
  locate(args: LocatorArgs): Locator;
  /** Words for a locator as a person would say them, for messages. */
  describe(args: LocatorArgs): string;
  /** Milliseconds left of the step's budget; never negative. */
  remainingMs(): number;
  /** Asks `check` again whenever the page changes, until it holds or the budget ends; returns the last answer. */
  until(check: () => Promise<Check>): Promise<Check>;
  /** Runs nested actions and expectations, in this scope or a changed one. */
  perform(actions: readonly Action[], scope?: Scope): Promise<void>;
  verify(expectations: readonly Expectation[], scope?: Scope): Promise<void>;
  /** JSONata over the variables (plus `extra`), bounded in time. */
  evaluate(expression: string, extra?: { readonly [name: string]: JsonValue }): Promise<JsonValue>;
  /** Runs a registered page-side dialog answer for the next dialog (verb `dialog`). */
  expectDialog(answer: DialogAnswer): void;
  /** A text file of evidence for this step. */
  attachText(label: string, text: string): Promise<void>;
  /** A picture that the word made, as evidence for this step; shown large in the report when it alarms. */
  attachPicture(label: string, picture: AttachedPicture): Promise<void>;
  readonly signals: PageSignals;
}

/** A PNG for people. It cannot be redacted, as no screenshot can; its caption is. */
export type AttachedPicture = {
  readonly bytes: Buffer;
  readonly width: number;
  readonly height: number;
  readonly caption: Bilingual;
  readonly alarming: boolean;
};

export type Scope = { readonly page?: Page; readonly root?: Page | FrameLocator; readonly variables?: Variables };

export type DialogAnswer = {
  readonly action: 'accept' | 'dismiss';
  readonly text: string | null;
  readonly expectMessage: string | null;
};

/** Values by name; nested scopes see their parents'. */
export interface Variables {
  get(name: string): JsonValue | undefined;
  set(name: string, value: JsonValue): void;
  child(values: { readonly [name: string]: JsonValue }): Variables;
  /** A plain object for expressions. */
  all(): { readonly [name: string]: JsonValue };
}

/** What the pages of the section have reported since the step began. */
export interface PageSignals {
  consoleErrors(): readonly string[];
  /** Uncaught exceptions. */
  pageErrors(): readonly string[];
  failedRequests(): readonly {
    readonly method: string;
    readonly url: string;
    readonly status: number | null;
    readonly error: string | null;
  }[];
  dialogs(): readonly { readonly type: string; readonly message: string; readonly handled: boolean }[];
}

/** Where a `manual` step asks. The answer is a person's, with a name; nobody there means inconclusive. */
export interface PersonDesk {
  ask(question: {
    readonly instruction: string;
    readonly expected: string | null;
    readonly timeoutMs: number;
  }): Promise<PersonAnswer>;
}
export type PersonAnswer =
  | {
      readonly kind: 'answered';
      readonly person: string;
      readonly answer: 'passed' | 'failed';
      readonly observed: string;
    }
  | { readonly kind: 'nobody'; readonly message: Bilingual };

/** One look at an expectation: it holds, or what was expected and observed. */
export type Check =
  | { readonly ok: true }
  | {
      readonly ok: false;
      readonly message: Bilingual;
      readonly expected?: string;
      readonly observed?: string;
      readonly detail?: string;
      readonly final?: boolean;
    };

/**
 * A word of the language that does something. `args` is a TypeBox object schema; marks on its
 * properties tell the parser what they hold (model/marks.ts). `shorthand` names the property that a bare
 * scalar fills (`goto: /` is `goto: { url: / }`).
 */
export type Verb = {
  readonly name: string;
  readonly summary: Bilingual;
  readonly effect: 'look' | 'touch' | 'money';
  readonly args: TSchema;
  readonly shorthand: string | null;
  readonly example: string;
  /** What the arguments contradict in themselves, told when the file is read. Templates are not filled in yet. */
  readonly refuse?: (args: ActionArgs) => readonly Refusal[];
  /** Why a section that pays must not hold the word with these arguments; null where it may. */
  readonly notBesidePayments?: (args: ActionArgs) => string | null;
  run(world: World, args: never): Promise<void>;
};

/** A mistake in a word's arguments: where, what, and what to write instead. */
export type Refusal = { readonly path: readonly (string | number)[]; readonly what: string; readonly fix: string };

export type ExpectationWord = {
  readonly name: string;
  readonly summary: Bilingual;
  readonly args: TSchema;
  readonly shorthand: string | null;
  readonly example: string;
  /** One look. The engine repeats it until it holds or the step's budget ends. */
  check(world: World, args: never): Promise<Check>;
};

/** Types a verb's `run` by its schema; nothing else. */
export function defineVerb<S extends TSchema>(
  verb: Omit<Verb, 'args' | 'run'> & { readonly args: S; run(world: World, args: Static<S>): Promise<void> },
): Verb {
  return verb;
}

export function defineExpectation<S extends TSchema>(
  word: Omit<ExpectationWord, 'args' | 'check'> & {
    readonly args: S;
    check(world: World, args: Static<S>): Promise<Check>;
  },
): ExpectationWord {
  return word;
}

/** The language's words, passed to the parser so that it imports none of them. */
export type Vocabulary = { readonly verbs: readonly Verb[]; readonly expectations: readonly ExpectationWord[] };
