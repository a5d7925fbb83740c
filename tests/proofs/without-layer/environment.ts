import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const register = pathToFileURL(join(import.meta.dirname, 'register.mjs')).href;

/** Environment of a runner out of which leave-out.mjs takes this: `L1` to `L7`, `everything`, or `nothing` (the same detour, whole). */
export function without(what: string): NodeJS.ProcessEnv {
  return { NODE_OPTIONS: `--import ${register}`, POSTFLIGHT_PROOF_WITHOUT: what };
}
