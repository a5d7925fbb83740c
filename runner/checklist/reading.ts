import type { Span } from '../base/span.ts';
import type { JsonValue } from '../base/json.ts';
import type { Action, ActionArgs, Expectation } from '../model/checklist.ts';
import type { ExpectationWord, Verb, Vocabulary } from '../model/verb.ts';
import type { Files } from './files.ts';
import type { Problems } from './problems.ts';
import type { Entry, Node } from './tree.ts';

/** A flow file, read once and shared by everything that uses it. */
export type Flow = {
  readonly name: string;
  readonly parameters: readonly FlowParameter[];
  readonly do: readonly Action[];
  readonly expect: readonly Expectation[];
};
export type FlowParameter = {
  readonly name: string;
  readonly required: boolean;
  readonly fallback: JsonValue | undefined;
};

/** One `use` of a flow: the entry that names it, what is given, and where it stands. */
export type FlowUse = { readonly flow: Entry; readonly given: Node | undefined; readonly keyAt: Span };

export type NameUse = { readonly name: string; readonly at: Span; readonly scope: ReadonlySet<string> };

/** What the reading of one checklist shares: the words, what was found wrong, the files, and the names that values have. */
export class Reading {
  readonly problems: Problems;
  readonly verbs: ReadonlyMap<string, Verb>;
  readonly expectations: ReadonlyMap<string, ExpectationWord>;
  readonly files: Files;
  readonly flowsDirectory: string;
  readonly flows = new Map<string, Flow | 'open' | 'broken'>();
  /** Names that a `save` or a variable defines, anywhere. */
  readonly definedNames = new Set<string>();
  readonly nameUses: NameUse[] = [];
  /** Reads the flow of a `use`; passed in because flows hold words and words hold flows. */
  readonly useFlow: (reading: Reading, use: FlowUse) => ActionArgs;

  constructor(options: {
    readonly vocabulary: Vocabulary;
    readonly files: Files;
    readonly problems: Problems;
    readonly flowsDirectory: string;
    readonly useFlow: (reading: Reading, use: FlowUse) => ActionArgs;
  }) {
    this.verbs = new Map(options.vocabulary.verbs.map((verb) => [verb.name, verb]));
    this.expectations = new Map(options.vocabulary.expectations.map((word) => [word.name, word]));
    this.files = options.files;
    this.problems = options.problems;
    this.flowsDirectory = options.flowsDirectory;
    this.useFlow = options.useFlow;
  }
}

/** Where a value stands: what it may name, and the folder that its paths are relative to. */
export type Place = {
  /** Names known here beside the checklist's: flow parameters, `each` rows, loop variables. */
  readonly names: ReadonlySet<string>;
  /** Absolute folder that files named here must stay in. */
  readonly folder: string;
};
