/*
 * What must not stand in a report although nobody registered it: people's phone numbers, resident numbers, mail addresses, and what opens
 * a door (tokens, keys, passwords in addresses). Patterns look at text only; every one takes time that grows with the text alone.
 */

import { matchesOf } from './matches.ts';
import { alone, type Finder, type PersonalKind } from './personal-finder.ts';
import { numberName, personalNumbers } from './personal-numbers.ts';

export type { PersonalKind } from './personal-finder.ts';

/** A place in a text that holds such data, and what may stand there instead. `end` is exclusive. */
export type PersonalData = {
  readonly kind: PersonalKind;
  readonly start: number;
  readonly end: number;
  readonly value: string;
  readonly masked: string;
};

/** True for names of fields that tell what their value is: what opens a door, or a number of a person. */
export function isTellingName(name: string): boolean {
  return secretName.test(name) || numberName.test(name);
}

/** All of it in a text, in order; of two that overlap the one that begins first. */
export function findPersonalData(text: string): readonly PersonalData[] {
  if (text.length < 6) return [];
  const lower = text.toLowerCase();
  const found = finders
    .filter(({ needs }) => needs.length === 0 || needs.some((one) => lower.includes(one)))
    .flatMap((finder) => findBy(finder, text))
    .sort((one, other) => one.start - other.start || other.end - one.end);
  let end = 0;
  return found.filter((one) => {
    if (one.start < end) return false;
    end = one.end;
    return true;
  });
}

function findBy({ kind, pattern, mask }: Finder, text: string): readonly PersonalData[] {
  return matchesOf(text, pattern).flatMap((match): readonly PersonalData[] => {
    // What a number is called stands before it and stays.
    const label = match.groups?.['label'] ?? '';
    const value = match[0].slice(label.length);
    const masked = mask(value, match.slice(label === '' ? 1 : 2));
    if (masked === null || masked === value) return [];
    const start = match.index + label.length;
    return [{ kind, start, end: start + value.length, value, masked }];
  });
}

const gap = String.raw`(?:\)\s| - | {2}|[-. ·)]|%20|\+)?`;
const must = String.raw`(?:\)\s| - | {2}|[-. ·)]|%20|\+)`;

/** Mobile numbers in any writing; others (Seoul 02, regions, 070, 050x, +82) only where they are written in groups, or order numbers would turn into stars. */
const mobile = String.raw`(?:\(?01[016789]|(?:\+|%2[bB]|00)?82${gap}\(?0?\)?1[016789])${gap}\d{3,4}${gap}\d{4}`;
const landline = String.raw`(?:\(?0(?:2|[3-6][1-5]|70|50\d)|(?:\+|%2[bB]|00)82${gap}(?:2|[3-6][1-5]|70|50\d))${must}\d{3,4}${must}\d{4}`;
function maskPhone(found: string): string {
  const last = found.slice(-4);
  const head = /^\(?(?:(?:\+|%2[bB]|00)?82|0\d{1,3}?(?=[-. ·)%+]|\d{7,8}$))/.exec(found)?.[0] ?? found.slice(0, 3);
  return `${head}-****-${last}`;
}

/** File names with a scale (`icon@2x.png`) are no addresses. */
const fileEndings = /\.(?:png|jpe?g|gif|webp|svg|avif|css|m?js|json|woff2?|map)$/i;

function maskMail(_found: string, [local, at, domain]: readonly (string | undefined)[]): string | null {
  if (local === undefined || at === undefined || domain === undefined || fileEndings.test(domain)) return null;
  return `${local.slice(0, 1)}***${at}${domain}`;
}

/** The name stays, what it holds goes. */
function maskValue(_found: string, groups: readonly (string | undefined)[]): string | null {
  const [name = '', value = ''] = groups;
  // Placeholders of a checklist, masks and words that say that nothing is there.
  if (/^(?:\*+|\$\{.*|\$[A-Z_]+|null|undefined|true|false|none|required|hidden)$/i.test(value)) return null;
  return `${name}***`;
}

const secretNames =
  'access_?token|refresh_?token|id_?token|auth_?token|csrf_?token|api_?key|client_?secret|secret_?key|passw(?:or)?d|pwd|j?session_?id|phpsessid|jsessionid|x-amz-signature|x-amz-security-token|cvc|cvv|otp';
/** At the end of a name, as in `userPassword`: so it would be read in a text. */
const secretName = new RegExp(`(?:${secretNames})["'\\\\]{0,2}\\s?$`, 'i');

const whole = (): string => '***';

const finders: readonly Finder[] = [
  {
    kind: 'phone',
    needs: [],
    pattern: new RegExp(`${alone.before}(?:${mobile}|${landline})${alone.after}`, 'g'),
    mask: maskPhone,
  },
  ...personalNumbers,
  {
    kind: 'e-mail',
    needs: ['@', '%40', '&#64;', '&#x40;', String.raw`\u0040`],
    pattern:
      // A plus in front is the space of a form.
      /(?<![a-z0-9._%-]\+?)([a-z0-9][a-z0-9._+-]{0,63})(@|%40|&#64;|&#x40;|\\u0040)((?:[a-z0-9-]{1,63}\.){1,8}[a-z]{2,24})(?![a-z0-9])/gi,
    mask: maskMail,
  },
  { kind: 'token', needs: ['eyj'], pattern: /(?<![A-Za-z0-9])eyJ[\w-]{8,1500}\.[\w-]{8,}(?:\.[\w-]*)?/g, mask: whole },
  {
    kind: 'token',
    needs: ['bearer', 'basic', 'hmac', 'digest', 'apikey', 'genie'],
    pattern:
      /\b((?:bearer|basic|digest|apikey|geniekey|hmac-sha256)(?:\s|%20|\+)+)((?=[\w.~+/-]{0,200}[0-9=])[\w.~+/=-]{12,})/gi,
    mask: maskValue,
  },
  {
    kind: 'token',
    needs: ['_', 'akia', 'asia', 'xox', 'aiza', 'ya29', 'sg.', 'glpat', 'eaa'],
    pattern:
      /\b(?:(?:sk|rk)_(?:live|test)_\w{8,}|(?:live|test)_g?sk_\w{8,}|(?:AKIA|ASIA)[0-9A-Z]{16}|gh[pousr]_\w{20,}|github_pat_\w{20,}|glpat-[\w-]{16,}|xox[abeprs]-[\w-]{10,}|AIza[\w-]{30,}|ya29\.[\w-]{16,}|npm_\w{30,}|whsec_[\w+/=]{16,}|SG\.[\w-]{16,}\.[\w-]{16,})/g,
    mask: whole,
  },
  {
    kind: 'token',
    needs: ['private key', 'private+key'],
    pattern:
      /-----BEGIN[ +](?:[A-Z]+[ +]){0,3}PRIVATE[ +]KEY-----(?:[^-]|-(?!----END)){0,20000}(?:-----END[ +](?:[A-Z]+[ +]){0,3}PRIVATE[ +]KEY-----)?/g,
    mask: whole,
  },
  {
    kind: 'token',
    needs: ['hooks.slack.com', '/api/webhooks/', 'api.telegram.org'],
    pattern:
      /((?:hooks\.slack\.com\/services\/|discord(?:app)?\.com\/api\/webhooks\/|api\.telegram\.org\/bot))([\w/:-]{12,})/gi,
    mask: maskValue,
  },
  {
    kind: 'token',
    needs: ['://'],
    pattern: /(:\/\/[^\s/?#:@"'<>]{1,128}:)([^\s/?#@"'<>]{1,256})(?=@)/g,
    mask: maskValue,
  },
  {
    kind: 'token',
    needs: ['token', 'key', 'secret', 'passw', 'pwd', 'session', 'signature', 'cvc', 'cvv', 'otp', 'sessid'],
    pattern: new RegExp(
      `((?:${secretNames})(?:\\\\?["'])?(?:[ \\t]?[=:][ \\t]?|%3D|%3A)(?:\\\\?["'])?)([^\\s"'\\\\&;,<>(){}]{4,512})`,
      'gi',
    ),
    mask: maskValue,
  },
  {
    kind: 'token',
    // In an address, and where a browser cut the name of one in two.
    needs: ['token='],
    pattern: /([?&…](?:[a-z]{1,12}_)?token=)([^\s"'\\&;,<>(){}|]{8,512})/gi,
    mask: maskValue,
  },
  {
    kind: 'token',
    needs: ['cookie', 'authorization'],
    pattern:
      /((?:set-)?cookie|(?:proxy-)?authorization|x-api-key|x-auth-token)((?:\\?["'])?[ \t]{0,3}(?::|_\s|,\s{0,3}\\?["']value\\?["']:)[ \t]{0,3}(?:\\?["'](?!\s))?)(?!\s*(?:<|&(?:lt|quot|apos|#39|#34|#9|#10|#13);))((?:=\\{0,3}"[\w.%+/~-]{4,4096}\\{0,3}"|[^"'\\<\r\n]){4,4096})/gi,
    mask: (_found, [name = '', between = '', value = '']) =>
      // Stars that were put there already, and what a page of ours writes behind them.
      /^(?:\s|&(?:#39|#34|quot|apos);|["'])*\*+(?=[\s<&,;)"'\\]|$)/.test(value) ? null : `${name}${between}***`,
  },
];
