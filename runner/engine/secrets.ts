import { createRedactor, type Redactor } from '../base/redact.ts';
import { SetupError } from '../model/trouble.ts';
import type { Secrets } from './door.ts';
import { text } from './text.ts';

const prefix = 'POSTFLIGHT_SECRET_';

/** A redactor that knows every secret of this environment, whether a step asks for it or not. */
export function environmentRedactor(env: NodeJS.ProcessEnv): Redactor {
  return createRedactor(
    Object.entries(env).flatMap(([name, value]) =>
      name.startsWith(prefix) && value !== undefined && value !== '' ? [value] : [],
    ),
  );
}

/** `${secret:NAME}` is the environment variable POSTFLIGHT_SECRET_NAME. Every value handed out is redacted from then on. */
export function createSecrets(env: NodeJS.ProcessEnv, redactor: Redactor): Secrets {
  return {
    get(name) {
      const variable = `${prefix}${name}`;
      const value = env[variable];
      if (value === undefined || value === '') throw new SetupError(text.secretMissing({ name, variable }));
      redactor.add(value);
      return value;
    },
  };
}
