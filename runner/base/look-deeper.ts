import { findPacked } from './hidden-base64.ts';
import type { PersonalKind } from './personal-finder.ts';
import { through, type View } from './text-view.ts';
import { unfold, withoutTags } from './unfold.ts';

/** A stretch of a text that must not stand, and what may stand there instead. `end` is exclusive. */
export type Finding = {
  readonly kind: 'secret' | 'card-number' | PersonalKind;
  readonly start: number;
  readonly end: number;
  readonly masked: string;
};

export type DeeperLook = {
  readonly find: (text: string) => readonly Finding[];
  /** Across tags, where neighbours in a table of a report are no number together: a scan looks for long secrets alone there. */
  readonly acrossTags: Across | null;
};

type Across = {
  readonly find: (text: string) => readonly Finding[];
  readonly joins: readonly ('all' | 'numbers')[];
};

/**
 * What a plain look does not see: what is escaped or written in full-width signs, what is packed in base64, what is split over elements.
 * Text without any of these costs next to nothing. `depth`: how often base64 may stand in base64.
 */
export function lookDeeper(text: string, look: DeeperLook, depth = 2): readonly Finding[] {
  if (!deeper.test(text)) return [];
  const { find, acrossTags } = look;
  const view = unfold(text);
  const meant = view?.text ?? text;
  const escaped = view === null ? [] : find(meant).map((one) => placed(view, narrowed(one, meant)));
  const packed = depth === 0 ? [] : packedIn(meant, look, depth - 1).map((one) => placed(view, one));
  const split =
    acrossTags === null ? [] : acrossTags.joins.flatMap((join) => splitIn({ meant, view, join }, acrossTags.find));
  return [...escaped, ...packed, ...split];
}

/** A code, a sign from outside ASCII, a tag, the end of an element in a snapshot, or letters enough for base64. */
const deeper = /[%&\\<]|[^\0-\x7f]|"\]|",\[|\n\s*- |[A-Za-z0-9+/_-]{16}/;

/** Base64 that holds something is hidden whole. */
function packedIn(text: string, look: DeeperLook, depth: number): readonly Finding[] {
  return findPacked(text).flatMap(({ start, end, text: inside }): readonly Finding[] => {
    const first = look.find(inside)[0] ?? lookDeeper(inside, look, depth)[0];
    return first === undefined ? [] : [{ kind: first.kind, start, end, masked: '***' }];
  });
}

/** A shorter secret would be met by chance where two cells of a table are read as one word. */
const shortestSplit = 8;
const splitKinds: ReadonlySet<Finding['kind']> = new Set([
  'secret',
  'card-number',
  'phone',
  'resident-number',
  'e-mail',
]);

/** Each piece is hidden where it stands, so that the tags between them stay whole. */
function splitIn(
  { meant, view, join }: { readonly meant: string; readonly view: View | null; readonly join: 'all' | 'numbers' },
  find: DeeperLook['find'],
): readonly Finding[] {
  const bare = withoutTags(meant, join);
  if (bare === null) return [];
  const whole = view === null ? bare : through(view, bare);
  const isSplit = ({ kind, start, end }: Finding): boolean => {
    const pieces = bare.piecesOf(start, end);
    if (!splitKinds.has(kind) || end - start < shortestSplit || pieces.length < 2) return false;
    if (kind !== 'card-number') return true;
    // A bar code or an order number in a table, and the price or the count in the cell beside it.
    const isCells = pieces.some((piece) => /\d{13}/.test(meant.slice(piece.start, piece.end)));
    return !isCells && !/^,\d{3}/.test(bare.text.slice(end, end + 4));
  };
  return find(bare.text)
    .filter(isSplit)
    .flatMap((one) =>
      whole.piecesOf(one.start, one.end).map((piece, index) => ({
        ...one,
        ...piece,
        masked: index === 0 ? one.masked : '',
      })),
    );
}

/** Only what the mask changes: a name and its quotes stay as they are written, or a line of JSON would be none any more. */
function narrowed(one: Finding, text: string): Finding {
  const found = text.slice(one.start, one.end);
  const shorter = Math.min(found.length, one.masked.length);
  let head = 0;
  while (head < shorter && found[head] === one.masked[head]) head += 1;
  let tail = 0;
  while (tail < shorter - head && found.at(-1 - tail) === one.masked.at(-1 - tail)) tail += 1;
  return {
    ...one,
    start: one.start + head,
    end: one.end - tail,
    masked: one.masked.slice(head, one.masked.length - tail),
  };
}

function placed(view: View | null, one: Finding): Finding {
  return view === null ? one : { ...one, ...view.placeOf(one.start, one.end) };
}
