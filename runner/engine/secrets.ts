import type { Redactor } from '../base/redact.ts';
import { SetupError } from '../model/trouble.ts';
import type { Secrets } from './door.ts';
import { text } from './text.ts';

/** `${secret:NAME}` is the environment variable POSTFLIGHT_SECRET_NAME. Every value handed out is redacted from then on. */
export function createSecrets(env: NodeJS.ProcessEnv, redactor: Redactor): Secrets {
  return {
    get(name) {
      const variable = `POSTFLIGHT_SECRET_${name}`;
      const value = env[variable];
      if (value === undefined || value === '') throw new SetupError(text.secretMissing({ name, variable }));
      redactor.add(value);
      return value;
    },
  };
}
