/** Whole won from the amount that is looked at: `amount * 3 - 5000`. `/` rounds down, as prices are cut to whole won. */
export type Formula =
  | { readonly kind: 'number'; readonly value: bigint }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'sum'; readonly sign: '+' | '-' | '*' | '/'; readonly left: Formula; readonly right: Formula };

/** Why a text is no formula, and at which character. */
export class FormulaMistake extends Error {
  override readonly name = 'FormulaMistake';
  readonly position: number;
  constructor(message: string, position: number) {
    super(message);
    this.position = position;
  }
}

const lengthMax = 200;
const depthMax = 20;

/** Reads a formula. Throws FormulaMistake. */
export function parseFormula(source: string): Formula {
  if (source.length > lengthMax) throw new FormulaMistake(`it is longer than ${lengthMax} characters`, lengthMax);
  const reader = new Reader(source);
  const formula = reader.sums(0);
  reader.end();
  return formula;
}

/** The names that a formula uses. */
export function namesIn(formula: Formula): readonly string[] {
  if (formula.kind === 'number') return [];
  return formula.kind === 'name' ? [formula.name] : [...namesIn(formula.left), ...namesIn(formula.right)];
}

/** The exact value; null where something is divided by zero or a name has no value. */
export function valueOf(formula: Formula, values: ReadonlyMap<string, bigint>): bigint | null {
  if (formula.kind === 'number') return formula.value;
  if (formula.kind === 'name') return values.get(formula.name) ?? null;
  const left = valueOf(formula.left, values);
  const right = valueOf(formula.right, values);
  if (left === null || right === null) return null;
  if (formula.sign === '+') return left + right;
  if (formula.sign === '-') return left - right;
  if (formula.sign === '*') return left * right;
  return right === 0n ? null : floorDivision(left, right);
}

function floorDivision(left: bigint, right: bigint): bigint {
  const cut = left / right;
  return left % right !== 0n && left < 0n !== right < 0n ? cut - 1n : cut;
}

class Reader {
  readonly #source: string;
  #at = 0;
  constructor(source: string) {
    this.#source = source;
  }

  sums(depth: number): Formula {
    let left = this.#products(depth);
    for (let sign = this.#take(/[+-]/y); sign !== null; sign = this.#take(/[+-]/y))
      left = { kind: 'sum', sign: sign === '+' ? '+' : '-', left, right: this.#products(depth) };
    return left;
  }

  end(): void {
    if (this.#take(/$/y) === null)
      throw new FormulaMistake(`"${this.#source.slice(this.#at)}" was not expected`, this.#at);
  }

  #products(depth: number): Formula {
    let left = this.#value(depth);
    for (let sign = this.#take(/[*×/÷]/y); sign !== null; sign = this.#take(/[*×/÷]/y))
      left = { kind: 'sum', sign: sign === '*' || sign === '×' ? '*' : '/', left, right: this.#value(depth) };
    return left;
  }

  #value(depth: number): Formula {
    if (depth > depthMax) throw new FormulaMistake('it is nested too deeply', this.#at);
    const digits = this.#take(/\d[\d,_]*/y);
    if (digits !== null) return { kind: 'number', value: BigInt(digits.replace(/[,_]/g, '')) };
    const name = this.#take(/[A-Za-z가-힣][A-Za-z0-9_가-힣]*/y);
    if (name !== null) return { kind: 'name', name };
    if (this.#take(/\(/y) === null) throw new FormulaMistake('a whole number, a name or "(" was expected', this.#at);
    const inner = this.sums(depth + 1);
    if (this.#take(/\)/y) === null) throw new FormulaMistake('")" was expected', this.#at);
    return inner;
  }

  /** The next piece of this kind after white space; null where another stands. */
  #take(kind: RegExp): string | null {
    const space = /\s*/y;
    space.lastIndex = this.#at;
    const from = this.#at + (space.exec(this.#source)?.[0].length ?? 0);
    kind.lastIndex = from;
    const found = kind.exec(this.#source);
    if (found === null) return null;
    this.#at = from + found[0].length;
    return found[0];
  }
}
