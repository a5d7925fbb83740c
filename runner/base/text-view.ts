import { matchesOf } from './matches.ts';

/** Another reading of a text. `placeOf` says where a stretch of it stands in the text itself. */
export type View = {
  readonly text: string;
  readonly placeOf: (start: number, end: number) => Place;
  /** The plain stretches of it alone, without the tokens between them. */
  readonly piecesOf: (start: number, end: number) => readonly Place[];
};
type Place = { readonly start: number; readonly end: number };

/** What a stretch of the token, so many signs long, is read as. */
export type Read = { readonly length: number; readonly as: string };

/** Replaces tokens and remembers where everything stood; null when there is no token. */
export function replaceTokens(
  text: string,
  tokens: RegExp,
  read: (token: string, at: number) => readonly Read[],
): View | null {
  const parts: string[] = [];
  // Where each stretch begins in the view, and in the text; a token's stretch is covered whole.
  const [outs, ins, ends]: [number[], number[], number[]] = [[], [], []];
  let length = 0;
  let from = 0;
  const add = (as: string, start: number, end: number): void => {
    outs.push(length);
    ins.push(start);
    ends.push(end);
    parts.push(as);
    length += as.length;
  };
  for (const match of matchesOf(text, tokens)) {
    if (match.index > from) add(text.slice(from, match.index), from, match.index);
    from = match.index;
    for (const { length: taken, as } of read(match[0], match.index)) {
      add(as, from, from + taken);
      from += taken;
    }
    from = match.index + match[0].length;
  }
  if (outs.length === 0) return null;
  if (from < text.length) add(text.slice(from), from, text.length);
  const stretchAt = (place: number): number => lastNotAfter(outs, place);
  const isPlain = (index: number): boolean =>
    (ends[index] ?? 0) - (ins[index] ?? 0) === (outs[index + 1] ?? length) - (outs[index] ?? 0);
  // From within the first stretch to within the last; what is no plain text is taken whole.
  const placeIn = (start: number, end: number, first: number, last: number): Place => {
    const [from, to] = [outs[first] ?? 0, outs[last + 1] ?? length];
    return {
      start: (ins[first] ?? 0) + (isPlain(first) ? Math.max(0, start - from) : 0),
      end: (ends[last] ?? 0) - (isPlain(last) ? Math.max(0, to - end) : 0),
    };
  };
  return {
    text: parts.join(''),
    placeOf: (start, end) => placeIn(start, end, stretchAt(start), stretchAt(Math.max(start, end - 1))),
    piecesOf: (start, end) => {
      const [first, last] = [stretchAt(start), stretchAt(Math.max(start, end - 1))];
      return Array.from({ length: last - first + 1 }, (_, index) => first + index)
        .filter((index) => isPlain(index))
        .map((index) => placeIn(start, end, index, index));
    },
  };
}

/** One view of another's text. */
export function through(outer: View, inner: View): View {
  const place = ({ start, end }: Place): Place => outer.placeOf(start, end);
  return {
    text: inner.text,
    placeOf: (start, end) => place(inner.placeOf(start, end)),
    piecesOf: (start, end) => inner.piecesOf(start, end).map(place),
  };
}

/** Index of the last number that is not greater; the numbers ascend. */
function lastNotAfter(numbers: readonly number[], wanted: number): number {
  let [low, high] = [0, numbers.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((numbers[middle] ?? 0) <= wanted) low = middle;
    else high = middle - 1;
  }
  return low;
}
