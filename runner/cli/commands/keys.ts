import { existsSync } from 'node:fs';
import type { DefineCommand } from '../command.ts';
import { exitCodes } from '../exit-codes.ts';
import { findPlaces, refuseFile } from '../places.ts';
import { systemClock } from '../../base/clock.ts';
import { loadSigner, makeSigner, signingKeyFile } from '../../sign/state.ts';
import { text } from '../text.ts';

/** `postflight keys init`: makes the signing key once; a second call says that it is there. */
export const keysCommand: DefineCommand = (command, surroundings, exit) => {
  command.name('keys').description('signing keys');
  command
    .command('init')
    .description('make the signing key (POSTFLIGHT_KEY_PASSPHRASE encrypts it) and trust it on this machine')
    .option('--state <folder>', 'journal, locks and keys (default: ./.postflight)')
    .exitOverride()
    .action((options: { readonly state?: string }) => {
      const { terminal, env, workingDirectory } = surroundings();
      const places = findPlaces(options, env, workingDirectory);
      refuseFile(places.state);
      const file = signingKeyFile(places);
      const isThere = existsSync(file);
      const signer = isThere ? loadSigner(places, env) : makeSigner(places, env, systemClock);
      terminal.say((isThere ? text.keyThere : text.keyMade)({ id: signer.keyId, file }));
      exit(exitCodes.ok);
    });
  return command;
};
