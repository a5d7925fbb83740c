/** A rectangle in CSS pixels of the document that holds the text. */
export type Box = { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number };

/** One shown character. `box` is null when the page does not draw it at all. */
export type Glyph = {
  readonly char: string;
  readonly box: Box | null;
  /** Index into `runs`. */
  readonly run: number;
  /** What is on top at its centre: its own text, another element (index into `covers`), or neither. */
  readonly hit: number | 'own' | 'lost';
};

/** One text node and the styles that decide how its characters are drawn. */
export type Run = {
  readonly visible: boolean;
  readonly opacity: number;
  /** Contrast of text and background, 1 to 21; null when only pixels can tell. */
  readonly contrast: number | null;
  readonly blur: number;
  readonly fontPx: number;
  readonly vertical: boolean;
  readonly rightToLeft: boolean;
  /** For screen readers alone: nobody is meant to see it. */
  readonly spokenOnly: boolean;
  /** Parts of the box height above and below the ink of digits, in CSS pixels; asked only when the box is cut. */
  readonly insetTop: number;
  readonly insetBottom: number;
};

/** An ancestor that cuts what it holds. */
export type Clip = Box & {
  readonly words: string;
  readonly cutsX: boolean;
  readonly cutsY: boolean;
  /** A person can scroll it; browsers scroll by whole pixels. */
  readonly scrolls: boolean;
  readonly ellipsis: boolean;
  /** Room that the page's `…` takes from the end of a line that is too long. */
  readonly reserve: number;
  readonly isViewport: boolean;
  /** It cuts only words for screen readers, as it is meant to. */
  readonly spokenOnly: boolean;
};

/** An element on top of the text, or right behind it. */
export type Cover = {
  readonly words: string;
  readonly place: 'over' | 'behind';
  /** Whether it draws anything by its styles: a see-through link over a card does not. */
  readonly paints: boolean;
  /** Whether text of its own stands on the amount. */
  readonly overprints: boolean;
  readonly blur: number;
  readonly pinned: boolean;
};

export type Field = {
  readonly scrollWidth: number;
  readonly clientWidth: number;
  readonly scrollHeight: number;
  readonly clientHeight: number;
  readonly masked: boolean;
  /** A list of options draws its text itself; its scroll size says nothing. */
  readonly measured: boolean;
};

/** Everything that one reading finds out about one shown amount. */
export type Sight = {
  readonly kind: 'text' | 'field' | 'picture' | 'nothing';
  readonly words: string;
  readonly box: Box;
  readonly glyphs: readonly Glyph[];
  readonly runs: readonly Run[];
  readonly clips: readonly Clip[];
  readonly covers: readonly Cover[];
  readonly field: Field | null;
  /** Text that styles add before or after and that no text of the page holds. */
  readonly added: string | null;
  /** What a screen reader says instead of the shown text, when that is set. */
  readonly speech: Speech | null;
  /** The words that a picture gives to a screen reader. */
  readonly alt: string | null;
  /** What a web font does to the width of the text. */
  readonly font: FontWidth | null;
  readonly shown: boolean;
  readonly tilted: boolean;
  readonly fontsLoading: boolean;
  /** Whether the frames around are of other hosts, where a page may not look. */
  readonly foreignFrame: boolean;
  /** Where the document stands in the page: its frames' positions added up. */
  readonly offset: { readonly x: number; readonly y: number };
  /** Styles that decide in ways that geometry does not show. */
  readonly pixelStyles: readonly string[];
};

/** Words for screen readers and where they come from. `whole`: they take the place of the amount itself and not of more around it. */
export type Speech = { readonly said: string; readonly by: string; readonly whole: boolean };

/** A web font's name, and how wide the text is with it and with the font that stands there until it arrives. */
export type FontWidth = { readonly family: string; readonly px: number; readonly before: number };

export type SightAsk = { readonly fontMs: number };
