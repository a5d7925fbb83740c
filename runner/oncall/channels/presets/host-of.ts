import { holdsSecret } from '../secrets-in.ts';

/** The server of an address whose host stands in the file, where a reviewer sees it; nothing for one inside a secret. */
export function hostOf(url: string | undefined): readonly string[] {
  const origin = /^https?:\/\/[^/?#]+/.exec(url ?? '')?.[0] ?? '';
  return !holdsSecret(origin) && URL.canParse(origin) ? [new URL(origin).host] : [];
}
