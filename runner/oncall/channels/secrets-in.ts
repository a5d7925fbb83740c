import { SetupError } from '../../model/trouble.ts';
import { channelText } from './text.ts';

/** A setting that must be a secret: a literal key in a YAML file would be in the repository for ever. */
export const secretPattern = String.raw`^\$\{secret:[A-Za-z][A-Za-z0-9_]*\}$`;

/** Fills in secrets and remembers them, so that they can be hidden wherever they come back. */
export type SecretsIn = {
  /** The text with every `${secret:NAME}` filled in; throws SetupError for one that is not set or could not be sent. */
  readonly fill: (text: string) => string;
  /** What must never be seen, as far as it was filled in. */
  readonly values: () => readonly string[];
};

const reference = /\$\{secret:([A-Za-z][A-Za-z0-9_]*)\}/g;

export function secretsIn(channel: string, secret: (name: string) => string): SecretsIn {
  const values = new Set<string>();
  return {
    fill: (text) =>
      text.replaceAll(reference, (_, name: string) => {
        const value = secret(name).trim();
        if (/[\p{Cc}\u2028\u2029]/u.test(value))
          throw new SetupError(channelText.secretUnfit({ channel, name, why: 'line break / control character' }));
        // It would be read as a template.
        if (value.includes('{{')) throw new SetupError(channelText.secretUnfit({ channel, name, why: '{{' }));
        for (const part of partsOf(value)) values.add(part);
        return value;
      }),
    values: () => [...values],
  };
}

/** True when a text has a secret in it. */
export function holdsSecret(text: string): boolean {
  return text.search(reference) !== -1;
}

/** What of a secret gives it away when it is seen alone: of an address also its long path segments, parameters and password. */
function partsOf(value: string): readonly string[] {
  if (!URL.canParse(value) || !value.includes('://')) return [value];
  const url = new URL(value);
  const parts = [...url.pathname.split('/'), ...url.searchParams.values(), url.username, url.password];
  return [value, url.href, ...parts.filter((part) => part.length >= shortestPart)];
}

/** A shorter part of an address is a word like `services`. */
const shortestPart = 9;
