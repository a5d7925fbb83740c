import { existsSync, statSync } from 'node:fs';
import { loadReportSigner } from '../../archive/report-signer.ts';
import { readArchiveConfig } from '../../archive/config.ts';
import { systemClock } from '../../base/clock.ts';
import {
  ledgerKeyFile,
  loadLedgerSigner,
  makeLedgerSigner,
  makeSigner,
  readTrust,
  signingKeyFile,
  trustKey,
} from '../../sign/state.ts';
import { askingAt, askNewPassphrase } from '../../sign/passphrase.ts';
import { ledgerUse, reportUse, trustedFrom } from '../../sign/trust.ts';
import { archiveText } from '../archive/text.ts';
import type { AddSubcommand } from '../archive/index.ts';
import { exitCodes } from '../exit-codes.ts';
import type { PublicKey } from '../../sign/signer.ts';
import type { Places } from '../places.ts';
import { text } from '../text.ts';
import { placesFor, timeOf, type KeyOptions } from './desk.ts';

/** `postflight keys init`: makes what is missing of the report key and the ledger's; a second call says that they are there. */
export const addInit: AddSubcommand = (group, surroundings, exit) => {
  group
    .command('init')
    .description('make the keys for reports and ledger (POSTFLIGHT_KEY_PASSPHRASE encrypts them) and trust them here')
    .option('--passphrase', 'ask for a passphrase at the terminal and encrypt the new keys with it')
    .option('--state <folder>', 'journal, locks and keys (default: ./.postflight)')
    .exitOverride()
    .action((options: KeyOptions & { readonly passphrase?: boolean }) => {
      const around = surroundings();
      const { terminal } = around;
      const asked = options.passphrase === true ? askNewPassphrase(askingAt(around.env)) : null;
      const env = asked === null ? around.env : { ...around.env, POSTFLIGHT_KEY_PASSPHRASE: asked };
      const places = placesFor(options, around);
      const { signer: outside } = readArchiveConfig(places.state);
      const file = outside?.publicKey ?? signingKeyFile(places);
      const isThere = existsSync(file);
      const signer = isThere || outside !== null ? loadReportSigner(places, env) : makeSigner(places, env, systemClock);
      trustOwn(places, signer, { use: reportUse, file: outside === null ? file : null });
      terminal.say((isThere ? text.keyThere : text.keyMade)({ id: signer.keyId, file }));
      const ledger = loadLedgerSigner(places, env) ?? makeLedgerSigner(places, env, systemClock);
      trustOwn(places, ledger, { use: ledgerUse, file: ledgerKeyFile(places) });
      terminal.say(archiveText.ledgerKey({ id: ledger.keyId, file: ledgerKeyFile(places) }));
      exit(exitCodes.ok);
    });
};

/**
 * What the list says of a key already stays. A key in another program is believed here from the day on which it is set up; one that an
 * earlier call made and had no time to list, from the day of its file.
 */
function trustOwn(
  places: Places,
  key: PublicKey,
  { use, file }: { readonly use: string; readonly file: string | null },
): void {
  const listed = existsSync(places.trust) ? readTrust(places.trust).keys : [];
  if (listed.some(({ keyId }) => keyId === key.keyId)) return;
  const start = file === null ? timeOf(undefined) : statSync(file).mtime.toISOString();
  trustKey(places, trustedFrom(key, use, start));
}
