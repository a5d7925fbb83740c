import { existsSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { archiveNames, ledgerKeyName, signerFile } from '../../archive/layout.ts';
import { sweepUnfinished } from '../../base/unfinished.ts';
import { writeAtomic } from '../../base/write-atomic.ts';
import { readAuthorities, readTrust } from '../../sign/state.ts';
import { formatAuthorities } from '../../sign/time/authorities.ts';
import { formatTrust, ledgerUse } from '../../sign/trust.ts';
import { archiveText } from '../archive/text.ts';
import type { AddSubcommand } from '../archive/index.ts';
import { exitCodes } from '../exit-codes.ts';
import { placesFor, type KeyOptions } from './desk.ts';

/** `postflight keys export`: everything that an auditor pins, in one folder; no private key among it. */
export const addExport: AddSubcommand = (group, surroundings, exit) => {
  group
    .command('export')
    .description('write the public keys and trust lists into a folder, for an auditor')
    .argument('<folder>', 'where to; made when it is not there')
    .option('--state <folder>', 'journal, locks and keys (default: ./.postflight)')
    .exitOverride()
    .action((folder: string, options: KeyOptions) => {
      const around = surroundings();
      const places = placesFor(options, around);
      const trust = existsSync(places.trust) ? readTrust(places.trust) : { keys: [] };
      const to = resolve(around.workingDirectory, folder);
      mkdirSync(to, { recursive: true });
      sweepUnfinished(to);
      writeAtomic(join(to, archiveNames.keys), formatTrust(trust));
      writeAtomic(join(to, archiveNames.authorities), formatAuthorities(readAuthorities(places.trust)));
      for (const key of trust.keys)
        writeAtomic(join(to, key.use === ledgerUse ? ledgerKeyName(key.keyId) : signerFile(key.keyId)), key.publicPem);
      for (const { keyId, use } of trust.keys) around.terminal.line(`${keyId}  ${use}`);
      around.terminal.say(archiveText.exported({ folder: to }));
      exit(exitCodes.ok);
    });
};
