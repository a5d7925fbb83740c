import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { approvalUse } from '../../archive/addenda/read.ts';
import { SetupError } from '../../model/trouble.ts';
import { readPublicKey } from '../../sign/keys.ts';
import type { PublicKey } from '../../sign/signer.ts';
import { sshKindOf } from '../../sign/ssh-wire.ts';
import { trustAuthority, trustKey } from '../../sign/state.ts';
import { authorityFromPem } from '../../sign/time/authorities.ts';
import { ledgerUse, reportUse, trustedFrom } from '../../sign/trust.ts';
import { archiveText } from '../archive/text.ts';
import type { AddSubcommand } from '../archive/index.ts';
import { exitCodes } from '../exit-codes.ts';
import { text } from '../text.ts';
import { placesFor, timeOf, type KeyOptions } from './desk.ts';

type TrustOptions = KeyOptions & {
  readonly tsa?: string;
  readonly url?: string;
  readonly from?: string;
  readonly until?: string;
  readonly approver?: boolean;
};

/** `postflight keys trust`: pins somebody's public key, or a time stamping authority, on this machine. */
export const addTrust: AddSubcommand = (group, surroundings, exit) => {
  group
    .command('trust')
    .description('trust a public key (P-256: reports, Ed25519: ledger), or with --tsa a time stamping authority')
    .argument('[key]', 'public key, a PEM file')
    .option('--approver', 'the key of a second person: it signs approvals and addenda, and no reports')
    .option('--from <time>', 'the key is valid from then on (default: now)')
    .option('--until <time>', 'and until then')
    .option('--tsa <file>', 'certificates of a time stamping authority (PEM: leaf, intermediates, root)')
    .option('--url <url>', 'where that authority answers, for the record')
    .option('--state <folder>', 'journal, locks and keys (default: ./.postflight)')
    .exitOverride()
    .action((file: string | undefined, options: TrustOptions) => {
      const around = surroundings();
      const places = placesFor(options, around);
      const read = (name: string) => readText(resolve(around.workingDirectory, name));
      if (file === undefined && options.tsa === undefined) throw new SetupError(archiveText.nothingToTrust());
      if (options.tsa !== undefined) {
        const authority = authorityFromPem(read(options.tsa), options.url ?? '');
        trustAuthority(places, authority);
        around.terminal.say(archiveText.trusted({ id: authority.name, use: 'RFC 3161' }));
      }
      if (file !== undefined) {
        const key = readPublicKey(read(file), ['ecdsa-sha2-nistp256', 'ssh-ed25519']);
        const use = useOf(key, options);
        const end = options.until === undefined ? null : timeOf(options.until);
        trustKey(places, { ...trustedFrom(key, use, timeOf(options.from)), end });
        around.terminal.say(archiveText.trusted({ id: key.keyId, use }));
      }
      exit(exitCodes.ok);
    });
};

function useOf({ key }: PublicKey, { approver }: TrustOptions): string {
  if (sshKindOf(key) === 'ssh-ed25519') return ledgerUse;
  return approver === true ? approvalUse : reportUse;
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new SetupError(text.noSuchFile({ file }), { cause });
  }
}
