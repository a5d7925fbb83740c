export type PersonalKind =
  | 'phone'
  | 'resident-number'
  | 'passport'
  | 'driver-licence'
  | 'business-number'
  | 'account'
  | 'e-mail'
  | 'token';

/** One writing of such data, and how to know it from what only looks alike. */
export type Finder = {
  readonly kind: PersonalKind;
  /** None of these in the text, in lower case: the pattern is not tried. Empty: it always is. */
  readonly needs: readonly string[];
  readonly pattern: RegExp;
  /** What may stand instead; null when it only looks alike. */
  readonly mask: (found: string, groups: readonly (string | undefined)[]) => string | null;
};

/** No digit, letter or star beside it: a part of a longer number is none. */
export const alone = {
  before: String.raw`(?<![0-9A-Za-z*]|[0-9][.-])`,
  after: String.raw`(?![0-9A-Za-z*]|[-.][0-9])`,
} as const;
