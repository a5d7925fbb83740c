import type { Bilingual } from '../base/bilingual.ts';

/** A file under the run's folder; `path` is relative to it, ASCII, with `/`. */
export type EvidenceFile = { readonly path: string; readonly sha256: string; readonly bytes: number };

export type Evidence =
  | {
      readonly kind: 'screenshot';
      readonly file: EvidenceFile;
      readonly width: number;
      readonly height: number;
      readonly pageUrl: string;
      readonly attempt: number;
    }
  | { readonly kind: 'text'; readonly label: string; readonly file: EvidenceFile; readonly attempt: number }
  /** A picture that a word made for people to look at, such as a contact sheet. */
  | {
      readonly kind: 'picture';
      readonly label: string;
      readonly caption: Bilingual;
      /** It shows something that is wrong. */
      readonly alarming: boolean;
      readonly file: EvidenceFile;
      readonly width: number;
      readonly height: number;
      readonly attempt: number;
    }
  /** Evidence that could not be taken, told instead of left out. */
  | { readonly kind: 'missing'; readonly what: string; readonly why: string; readonly attempt: number };
