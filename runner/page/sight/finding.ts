import type { FontWidth } from './facts.ts';

/** What keeps a person from reading an amount, with the figures that a repair starts from. */
export type Finding =
  | { readonly kind: 'not-drawn'; readonly letters: string }
  | {
      readonly kind: 'clipped';
      readonly side: Side;
      readonly px: number;
      readonly by: string;
      readonly ellipsis: boolean;
      readonly font?: FontWidth;
    }
  | {
      readonly kind: 'off-screen';
      readonly side: Side;
      readonly px: number;
      readonly frame: boolean;
      readonly font?: FontWidth;
    }
  | { readonly kind: 'field-too-narrow'; readonly px: number; readonly room: number; readonly by: string }
  | { readonly kind: 'masked'; readonly by: string }
  | { readonly kind: 'wrapped'; readonly lines: number; readonly font?: FontWidth }
  | { readonly kind: 'reordered' }
  | { readonly kind: 'squeezed'; readonly px: number }
  | { readonly kind: 'too-small'; readonly px: number }
  | { readonly kind: 'blurred'; readonly px: number }
  | { readonly kind: 'see-through'; readonly percent: number }
  | { readonly kind: 'covered'; readonly letters: string; readonly by: string; readonly pinned: boolean }
  | { readonly kind: 'overprinted'; readonly by: string }
  | { readonly kind: 'no-ink'; readonly letters: string; readonly styles: readonly string[] }
  | { readonly kind: 'added-text'; readonly added: string }
  | { readonly kind: 'spoken-differently'; readonly spoken: string; readonly by: string };

export type Side = 'left' | 'right' | 'top' | 'bottom';

/** Why geometry and styles cannot decide: the browser or the pixels have to. */
export type Doubt = 'cover' | 'frame' | 'colour' | 'ellipsis' | 'tilt' | 'font';

export type Judgement = { readonly findings: readonly Finding[]; readonly doubts: readonly Doubt[] };
