import { existsSync } from 'node:fs';
import { readAuthorities, readTrust } from '../../sign/state.ts';
import type { AddSubcommand } from '../archive/index.ts';
import { exitCodes } from '../exit-codes.ts';
import { plainText } from '../../base/plain-text.ts';
import { kst, placesFor, type KeyOptions } from './desk.ts';

/** `postflight keys list`: whom this machine believes, and from when to when. */
export const addList: AddSubcommand = (group, surroundings, exit) => {
  group
    .command('list')
    .description('the keys and time stamping authorities that this machine trusts')
    .option('--state <folder>', 'journal, locks and keys (default: ./.postflight)')
    .option('--json', 'as JSON')
    .exitOverride()
    .action((options: KeyOptions & { readonly json?: boolean }) => {
      const around = surroundings();
      const { terminal } = around;
      const places = placesFor(options, around);
      const keys = existsSync(places.trust) ? readTrust(places.trust).keys : [];
      const authorities = readAuthorities(places.trust);
      if (options.json === true) {
        const shown = keys.map(({ keyId, use, start, end, revoked }) => ({ keyId, use, start, end, revoked }));
        terminal.line(
          JSON.stringify({ keys: shown, authorities: authorities.map(({ name, uri }) => ({ name, uri })) }),
        );
      } else {
        for (const { keyId, use, start, end, revoked } of keys)
          terminal.line(
            `${keyId}  ${use}  ${kst(start)} – ${end === null ? '' : kst(end)}${revoked === null ? '' : `  revoked: ${plainText(revoked)}`}`,
          );
        for (const { name, uri } of authorities) terminal.line(`${plainText(name)}  RFC 3161  ${plainText(uri)}`);
      }
      exit(exitCodes.ok);
    });
};
