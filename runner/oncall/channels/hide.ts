import { plainText } from '../../base/plain-text.ts';
import { createRedactor, type Redactor } from '../../base/redact.ts';
import type { Notice, Recipient } from '../../model/channel.ts';

/** How much of a provider's answer is kept. */
const answerLength = 300;

export type Hide = {
  /** Secrets and the acknowledge token as `***`; for what would be sent. */
  readonly request: (text: string) => string;
  /** The same, the recipient's address masked, one short line without control characters; for what came back. */
  readonly answer: (text: string) => string;
};

export type Hider = (notice: Pick<Notice, 'links'> | null, to: Pick<Recipient, 'address'> | null) => Hide;

/** Hides what must not be seen later: a provider likes to repeat what it was sent. `secrets` is asked once, when first needed. */
export function createHider(secrets: () => readonly string[]): Hider {
  let made: Redactor | null = null;
  return (notice, to) => {
    made ??= createRedactor(secrets());
    const redactor = made;
    const tokens = tokensOf(notice?.links.acknowledge ?? null);
    const masks = to === null ? [] : addressForms(to.address);
    const withoutTokens = (text: string): string => tokens.reduce((rest, token) => rest.replaceAll(token, '***'), text);
    return {
      // The recipient's address stays: it is what a dry run is read for.
      request: (text) => redactor.text(withoutTokens(text), 'secrets'),
      answer: (text) => {
        // Slack and PHP escape every slash; a link is hidden in that form too.
        const plain = plainText(text.slice(0, longest)).replaceAll(String.raw`\/`, '/');
        let hidden = redactor.text(withoutTokens(plain));
        for (const form of masks) hidden = hidden.replaceAll(form, maskAddress(form));
        return hidden.replaceAll(/\s+/g, ' ').trim().slice(0, answerLength);
      },
    };
  };
}

const longest = 20_000;

/** The part of an acknowledge link that works for whoever has it. */
function tokensOf(link: string | null): readonly string[] {
  if (link === null || !URL.canParse(link)) return [];
  const url = new URL(link);
  const parts = [...url.pathname.split('/'), ...url.searchParams.values(), url.hash.slice(1)];
  const long = parts.filter((part) => part.length >= shortestToken);
  return [...new Set(long.flatMap((part) => [part, encodeURIComponent(part), JSON.stringify(part).slice(1, -1)]))];
}

const shortestToken = 12;

function addressForms(address: string): readonly string[] {
  const digits = address.replaceAll(/[^0-9]/g, '');
  const international = digits.replace(/^0/, '82');
  const forms = digits.length >= 8 && !address.includes('@') ? [address, digits, international] : [address];
  return forms.filter((form) => form.length >= 5);
}

/** Enough of an address to recognise it, not enough to use it: `010-****-1234`, `k**@shop.example`, `U0***7Q`. */
export function maskAddress(address: string): string {
  const at = address.lastIndexOf('@');
  if (at > 0) return `${address.slice(0, 1)}***${address.slice(at)}`;
  const digits = address.replaceAll(/[^0-9]/g, '').replace(/^82(?=10)/, '0');
  if (digits.length >= 8 && /^[+0-9 ().-]+$/.test(address)) return `${digits.slice(0, 3)}-****-${digits.slice(-4)}`;
  return address.length >= 8 ? `${address.slice(0, 2)}***${address.slice(-2)}` : '***';
}
