import { linkLifeMs, signToken, type TokenKey } from './token.ts';

/**
 * The address that one person gets for one page. Made anew at every sending and always the same, so that it never has to be
 * kept: who reads the journal or a report gets no link.
 */
export function acknowledgeUrl(
  key: TokenKey,
  about: {
    readonly publicUrl: string;
    readonly stream: string;
    readonly page: string;
    readonly person: string;
    readonly notice: string;
    /** When the notice was queued. */
    readonly atMs: number;
  },
): string {
  const { publicUrl, stream, page, person, notice, atMs } = about;
  const exp = Math.floor((atMs + linkLifeMs) / 1_000);
  return `${publicUrl.replace(/\/+$/, '')}/a/${signToken({ stream, page, person, exp, nonce: notice }, key)}`;
}
