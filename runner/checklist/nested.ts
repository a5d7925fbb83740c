import { isObject } from '../base/json.ts';
import type { Action, ActionArg, ActionArgs } from '../model/checklist.ts';
import type { ExpectationWord, Verb } from '../model/verb.ts';
import { branches, childSchemas, markOf } from './schema-walk.ts';

/** What a list of actions comes to, with everything that is nested in it. */
export type Facts = {
  readonly depth: number;
  readonly count: number;
  readonly pays: boolean;
  readonly looks: boolean;
  readonly notBesidePayments: readonly { readonly action: Action; readonly why: string }[];
};

const nothing: Facts = { depth: 0, count: 0, pays: false, looks: false, notBesidePayments: [] };

/** Verbs that fail by themselves when the shop is wrong. */
const lookingVerbs: readonly string[] = ['amounts', 'submit-payment', 'manual'];

/** The nested lists in a word's arguments, told from data by the word's own schema. */
export function nestedLists(
  args: ActionArgs,
  word: Verb | ExpectationWord,
): readonly { readonly key: string; readonly mark: 'actions' | 'expectations'; readonly value: ActionArg }[] {
  const schemas = branches(word.args);
  return Object.entries(args).flatMap(([key, value]) => {
    const mark = markOf(childSchemas(schemas, key));
    return mark === 'actions' || mark === 'expectations' ? [{ key, mark, value }] : [];
  });
}

/** True for a list that the parser made of actions. */
export function isActions(value: ActionArg): value is readonly Action[] {
  return Array.isArray(value) && value.every((item) => isObject(item) && 'verb' in item && 'args' in item);
}

/** Adds up actions; flows are shared, so each action is looked at once. */
export class NestedFacts {
  readonly #verbs: ReadonlyMap<string, Verb>;
  readonly #known = new WeakMap<Action, Facts>();

  constructor(verbs: ReadonlyMap<string, Verb>) {
    this.#verbs = verbs;
  }

  ofAll(actions: readonly Action[]): Facts {
    return actions.map((action) => this.#of(action)).reduce(join, nothing);
  }

  #of(action: Action): Facts {
    const known = this.#known.get(action);
    if (known !== undefined) return known;
    const verb = this.#verbs.get(action.verb);
    const lists = verb === undefined ? [] : nestedLists(action.args, verb);
    const inside = lists.map(({ value }) => (isActions(value) ? this.ofAll(value) : nothing));
    const expects =
      action.verb !== 'wait-for' &&
      lists.some(({ mark, value }) => mark === 'expectations' && Array.isArray(value) && value.length > 0);
    const why = verb?.notBesidePayments?.(action.args) ?? null;
    const own: Facts = {
      depth: 0,
      count: 1,
      pays: verb?.effect === 'money',
      looks: expects || lookingVerbs.includes(action.verb),
      notBesidePayments: why === null ? [] : [{ action, why }],
    };
    const joined = inside.reduce(join, own);
    const facts = { ...joined, depth: joined.depth + (lists.some(({ mark }) => mark === 'actions') ? 1 : 0) };
    this.#known.set(action, facts);
    return facts;
  }
}

function join(a: Facts, b: Facts): Facts {
  return {
    depth: Math.max(a.depth, b.depth),
    count: a.count + b.count,
    pays: a.pays || b.pays,
    looks: a.looks || b.looks,
    notBesidePayments: [...a.notBesidePayments, ...b.notBesidePayments],
  };
}
